import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { checkVerb } from '../../src/cli/check.js';
import { schemasVerb } from '../../src/cli/schemas.js';
import { filesOf } from '../../src/rulebook/index.js';
import { versionOf } from '../../src/rulebook/version.js';
import { fakeTerminal } from '../helpers/fake-terminal.js';
import { smallRulebook } from '../rulebook/small-rulebook.js';

let rules: string;
beforeEach(() => {
  rules = mkdtempSync(join(tmpdir(), 'triage-rules-'));
  for (const [file, text] of smallRulebook()) {
    mkdirSync(dirname(join(rules, file)), { recursive: true });
    writeFileSync(join(rules, file), text);
  }
});
afterEach(() => rmSync(rules, { recursive: true, force: true }));

it('schemas are written beside the rules, and are no part of the rulebook', async () => {
  const before = versionOf(await filesOf(rules));
  expect(await schemasVerb({ rules }, fakeTerminal())).toBe(0);
  expect(readdirSync(join(rules, '.schemas')).sort()).toEqual(
    ['conditions', 'deciding', 'directory', 'policy', 'routes', 'rules', 'tone', 'vocabulary'].map(
      (name) => `${name}.schema.json`,
    ),
  );
  expect(versionOf(await filesOf(rules))).toBe(before);
});

it('a check brings schemas up to date that are there, and writes none that are not', async () => {
  await checkVerb({ rules }, fakeTerminal());
  expect(readdirSync(rules)).not.toContain('.schemas');
  await schemasVerb({ rules }, fakeTerminal());
  writeFileSync(join(rules, 'vocabulary', 'more.yaml'), 'concepts: { parcel: { words: [parcel] } }\n');
  await checkVerb({ rules }, fakeTerminal());
  expect(readFileSync(join(rules, '.schemas', 'rules.schema.json'), 'utf8')).toContain('"parcel"');
});
