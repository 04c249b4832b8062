import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { newRuleVerb } from '../../src/cli/new-rule.js';
import { filesOf } from '../../src/rulebook/index.js';
import { readRulebook } from '../../src/rulebook/read.js';
import { leaningFile } from '../authoring/leaning-file.js';
import { fakeTerminal } from '../helpers/fake-terminal.js';
import { smallRulebook } from '../rulebook/small-rulebook.js';

let rules: string;
beforeEach(() => {
  rules = mkdtempSync(join(tmpdir(), 'triage-rules-'));
  for (const [file, text] of smallRulebook({ 'none.yaml': 'rules: []\n' })) {
    mkdirSync(dirname(join(rules, file)), { recursive: true });
    writeFileSync(join(rules, file), text);
  }
});
afterEach(() => rmSync(rules, { recursive: true, force: true }));

const told = {
  class: 'incident',
  id: 'login-failing',
  why: 'Nobody gets in: login fails.',
  weight: '1.5',
  near: ['login', 'failing'],
  example: ['login is broken since noon'],
  nearMiss: ['where is the login page?'],
} as const;

describe('triage new rule', () => {
  it('adds a rule that passes every check, and touches nothing else', async () => {
    const before = textOf('incident.yaml');
    const terminal = fakeTerminal();
    expect(await newRuleVerb({ ...told, rules }, terminal)).toBe(0);
    const after = textOf('incident.yaml');
    expect(after.startsWith(before.trimEnd())).toBe(true);
    expect(after.slice(before.length)).toBe(`
  - id: login-failing
    why: "Nobody gets in: login fails."
    weight: 1.5
    when:
      near:
        concepts: [login, failing]
        within: 8 words
    examples:
      - login is broken since noon
    near-misses:
      - where is the login page?
`);
    const { rulebook, problems } = await readRulebook(await filesOf(rules));
    expect(problems).toEqual([]);
    expect(rulebook?.rules.rules.map((rule) => rule.id)).toContain('login-failing');
  });

  it('opens an empty list', async () => {
    expect(
      await newRuleVerb(
        {
          ...told,
          class: 'none',
          mentions: ['thanks'],
          near: undefined,
          example: ['thanks!'],
          rules,
        } as never,
        fakeTerminal(),
      ),
    ).toBe(0);
    expect(textOf('none.yaml')).toMatch(/^rules:\n {2}- id: login-failing\n/);
  });

  it.each([
    ['an example', { example: undefined }, /--example is missing.*without both examples and near misses/],
    ['a near miss', { nearMiss: undefined }, /--near-miss is missing/],
    ['a condition', { near: undefined }, /--mentions, --near or --when is missing/],
    ['a weight that is a number', { weight: 'heavy' }, /--weight is "heavy"/],
    [
      'a when that can be read',
      { when: '{ all: [{ mentoins: login }, { affected: { at-least: 2 } }] }' },
      /when:1:11: .*Did you mean "mentions"\?\nwhen:1:44: .*Did you mean "atLeast"\?\n.*rule-language/,
    ],
  ])('refuses a rule without %s', async (_, change, message) => {
    const options = { ...told, ...change, rules } as Parameters<typeof newRuleVerb>[0];
    await expect(newRuleVerb(options, fakeTerminal())).rejects.toThrow(message);
  });

  it.each([
    ['an id that is taken', { id: 'payments-failing-for-many' }, /payments-failing-for-many/],
    ['an unknown concept', { near: ['logins', 'failing'] }, /this rule:6:20: error: .*"logins"/],
    [
      'an example that does not fire it',
      { example: ['the door is broken'] },
      /It would if the report had said failing together with login\.[\s\S]* the desk reads failing\.$/m,
    ],
    [
      'a near miss that does',
      { nearMiss: ['login is broken'] },
      /In “login is broken” the desk reads login, failing\. That is all the rule asks for/,
    ],
  ])('writes nothing and says why when it has %s', async (_, change, message) => {
    const before = textOf('incident.yaml');
    const terminal = fakeTerminal();
    const code = await newRuleVerb({ ...told, ...change, rules }, terminal);
    expect(code).toBe(2);
    expect(terminal.talked.join('')).toMatch(message);
    expect(terminal.talked.at(-1)).toBe('Nothing was written.\n');
    expect(textOf('incident.yaml')).toBe(before);
  });

  it('says once what an example lacks, however much that is', async () => {
    const when = '{ mentions: login, scope: all, hours: off, source: automated }';
    const terminal = fakeTerminal();
    expect(await newRuleVerb({ ...told, near: undefined, when, rules } as never, terminal)).toBe(2);
    const said = terminal.talked.join('');
    expect(said).toMatch(/It would if .*, and .*, and .*\./);
    expect(said.match(/would/g)).toHaveLength(2); // The first says that the rule would not pass.
  });

  it('tells what else a near miss meets than the concepts that are read in it', async () => {
    writeFileSync(join(rules, 'leaning.json'), leaningFile);
    const when =
      '{ mentions: login, leaning: { class: incident, atLeast: 0.7 }, scope: all, not: { hours: off } }';
    const example = ['login is broken for everyone'];
    const nearMiss = ['everyone has a login'];
    const terminal = fakeTerminal();
    expect(
      await newRuleVerb({ ...told, near: undefined, when, example, nearMiss, rules } as never, terminal),
    ).toBe(2);
    expect(terminal.talked.join('')).toContain(
      'In “everyone has a login” the desk reads everyone, login. With scope: all and leaning: { class: incident, atLeast: 0.7 } (here 1) that is all the rule asks for: add what sets the two apart.',
    );
  });

  it('asks for what is not given, and shows what it reads in the examples', async () => {
    const terminal = fakeTerminal([
      'incidents',
      'incident',
      'Login fails.',
      'login is broken',
      '',
      'where is the login page?',
      '',
      'login, failing',
      'login-failing',
      '',
    ]);
    expect(await newRuleVerb({ rules }, terminal)).toBe(0);
    expect(terminal.talked.join('')).toContain('in “login is broken” the desk reads login, failing');
    expect(textOf('incident.yaml')).toContain('- id: login-failing\n    why: Login fails.\n    weight: 1\n');
  });

  it('says what sets the examples apart, and asks again for what is not right', async () => {
    const terminal = fakeTerminal([
      'incident',
      'Login fails for all.',
      'login is broken for everyone',
      '',
      'login is broken',
      '',
      '{ mentoins: login }',
      'login, failing',
      'Login Failing',
      'login-failing',
      '',
      'near: { concepts: [login, failing] }, scope: [many, all]',
    ]);
    expect(await newRuleVerb({ rules }, terminal)).toBe(0);
    const talked = terminal.talked.join('');
    expect(talked).toContain('what sets the examples apart: everyone, scope: all');
    expect(talked).toMatch(/when:1:3: error: found the key "mentoins".*\n.*rule-language/);
    expect(talked).toContain('Did you mean login-failing?');
    expect(talked).toContain('That is all the rule asks for: add what sets the two apart.');
    expect(textOf('incident.yaml')).toContain('scope: [many, all]');
  });

  it('takes circumstances with an example', async () => {
    const example = ['{ text: login is broken since noon, kind: automated, channel: alerts }'];
    expect(await newRuleVerb({ ...told, example, rules }, fakeTerminal())).toBe(0);
    expect(textOf('incident.yaml')).toContain('kind: automated');
    const wrong = newRuleVerb({ ...told, example: ['{ text: x, knd: human }'], rules }, fakeTerminal());
    await expect(wrong).rejects.toThrow(/expected text, and kind/);
  });

  it('says so when the answers end too early', async () => {
    await expect(newRuleVerb({ rules }, fakeTerminal(['incident']))).rejects.toThrow(/ended too early/);
  });

  it('writes nothing in a dry run', async () => {
    const before = textOf('incident.yaml');
    const terminal = fakeTerminal();
    expect(await newRuleVerb({ ...told, dryRun: true, rules }, terminal)).toBe(0);
    expect(terminal.results.join('')).toContain('- id: login-failing');
    expect(textOf('incident.yaml')).toBe(before);
  });
});

function textOf(file: string): string {
  return readFileSync(join(rules, file), 'utf8');
}
