import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { filesOf } from '../../src/rulebook/index.js';
import { readRulebook } from '../../src/rulebook/read.js';
import { smallRulebook } from './small-rulebook.js';

let around: string;
let folder: string;

beforeEach(() => {
  around = mkdtempSync(join(tmpdir(), 'triage-folder-'));
  folder = join(around, 'rules');
  for (const [file, text] of smallRulebook()) write(join(folder, file), text);
});
afterEach(() => rmSync(around, { recursive: true }));

describe('a rules folder on disk', () => {
  it('may hold links to files, as hosts hand out what they configure', async () => {
    const there = join(around, 'there.yaml');
    writeFileSync(there, 'rules: []\n');
    replaceByLink('none.yaml', there);
    expect((await readRulebook(await filesOf(folder))).problems).toEqual([]);
  });

  it.each([
    ['a link to nothing', () => replaceByLink('none.yaml', join(around, 'nowhere'))],
    ['a link that leads back to itself', () => replaceByLink('none.yaml', 'none.yaml')],
    ['a folder', () => replaceByFolder('none.yaml')],
  ])('tells of %s where a rule file belongs', async (found, change) => {
    change();
    expect((await readRulebook(await filesOf(folder))).problems).toMatchObject([
      { file: 'none.yaml', line: 1, column: 1, found },
    ]);
  });

  it('is not read again through a link to itself', async () => {
    const before = [...(await filesOf(folder)).keys()];
    symlinkSync('.', join(folder, 'again'));
    expect([...(await filesOf(folder)).keys()]).toEqual(before);
  });
});

function replaceByLink(file: string, target: string): void {
  rmSync(join(folder, file));
  symlinkSync(target, join(folder, file));
}

function replaceByFolder(file: string): void {
  rmSync(join(folder, file));
  mkdirSync(join(folder, file));
}

function write(file: string, text: string): void {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
}
