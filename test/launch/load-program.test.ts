import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { writeKeptCode } from '../../src/launch/kept-code.js';
import { programIn } from '../../src/launch/load-program.js';

let folder: string;
const FILES = {
  'main.cjs': `const { sum } = require('./sum.cjs');
    const { basename } = require('node:path');
    exports.main = (...numbers) => basename(__filename) + ' ' + sum(numbers);`,
  'sum.cjs': `const main = require('./main.cjs');
    exports.sum = (numbers) => numbers.reduce((all, one) => all + one, 0);
    exports.inCircle = () => typeof main.main;`,
};

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'triage-launch-'));
  for (const [file, source] of Object.entries(FILES)) writeFileSync(join(folder, file), source);
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** What the program says, and of which files the code that was kept was taken. */
function run() {
  const { load, scripts } = programIn(pathToFileURL(`${folder}/`));
  const { main } = load('main.cjs') as { readonly main: (...numbers: readonly number[]) => string };
  const said = main(1, 2, 3);
  const taken = [...scripts]
    .filter(([, script]) => script.cachedDataRejected === false)
    .map(([file]) => file);
  return { said, taken, scripts, load };
}

function keepCode() {
  for (const [file, script] of run().scripts) {
    const path = join(folder, file);
    writeKeptCode(path, readFileSync(path), script.createCachedData());
  }
}

it('runs without any code that was kept', () => {
  const { said, taken, load } = run();
  expect({ said, taken }).toEqual({ said: 'main.cjs 6', taken: [] });
  expect((load('sum.cjs') as { inCircle: () => string }).inCircle()).toBe('function');
});

it('takes the code that was kept of each file', () => {
  keepCode();
  expect(run()).toMatchObject({ said: 'main.cjs 6', taken: ['main.cjs', 'sum.cjs'] });
});

it('leaves code aside that is of another source, as long as it may be the same', () => {
  keepCode();
  writeFileSync(join(folder, 'sum.cjs'), FILES['sum.cjs'].replace('all + one', 'all * one'));
  expect(run()).toMatchObject({ said: 'main.cjs 0', taken: ['main.cjs'] });
});

it.each([
  ['no code', (code: Buffer) => code.subarray(0, 0)],
  ['half of it', (code: Buffer) => code.subarray(0, code.length / 2)],
  ['another bit', (code: Buffer) => code.with(code.length / 2, (code.at(code.length / 2) ?? 0) ^ 16)],
])('leaves damaged code aside: %s', (_, damaged) => {
  keepCode();
  const kept = join(folder, 'sum.cjs.code');
  writeFileSync(kept, damaged(readFileSync(kept)));
  expect(run()).toMatchObject({ said: 'main.cjs 6', taken: ['main.cjs'] });
});
