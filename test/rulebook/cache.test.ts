import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { classify } from '../../src/classifier/index.js';
import { layShipped, readShippedParts } from '../../src/rulebook/cache.js';
import {
  compileShipped,
  loadRulebookFolder,
  SHIPPED_RULES,
  versionOfFolder,
} from '../../src/rulebook/index.js';
import type { Parts } from '../../src/rulebook/memory.js';
import { smallRulebook } from './small-rulebook.js';

let root: string;
let rules: string;
let cache: string;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'triage-cache-'));
  rules = join(root, 'rules');
  cache = join(root, 'cache');
  for (const [file, text] of smallRulebook()) {
    mkdirSync(dirname(join(rules, file)), { recursive: true });
    writeFileSync(join(rules, file), text);
  }
});

afterEach(() => rmSync(root, { recursive: true, force: true }));

const load = async () => {
  const { rulebook, problems } = await loadRulebookFolder(rules, { cache });
  if (rulebook === null) throw new Error(JSON.stringify(problems));
  return rulebook;
};
const kept = (kind: string) =>
  readdirSync(cache)
    .filter((file) => file.startsWith(kind))
    .map((file) => join(cache, file));
const compiled = () => kept('rulebook-');

/** The words hold numbers that JSON does not. */
function wordsOf(parts: Parts): Parts {
  return Object.fromEntries(Object.entries(parts).filter(([key]) => key.startsWith('words ')));
}

function changed(bytes: Buffer, at: number): Buffer {
  const other = Buffer.from(bytes);
  other.writeUInt8((bytes[at] ?? 0) ^ 1, at);
  return other;
}

const DAMAGE: readonly (readonly [string, (whole: Buffer) => Uint8Array])[] = [
  ['cut short', (whole: Buffer) => whole.subarray(0, whole.length / 2)],
  ['changed in one letter', (whole: Buffer) => changed(whole, Math.max(whole.indexOf('payments'), 0))],
  ['changed in one number', (whole: Buffer) => changed(whole, 100)],
  ['empty', () => Buffer.alloc(0)],
  ['something else', () => Buffer.from('nonsense')],
];

describe('the compiled rulebook', () => {
  it('is written when a folder is read, and decides as the folder does', async () => {
    const first = await load();
    const [file] = compiled();
    const second = await load();
    expect(second.version).toBe(first.version);
    expect(second.data).toEqual(first.data);
    expect(readFileSync(file ?? '').length).toBeGreaterThan(1000);
    const report = {
      id: 'r',
      text: 'checkout is broken for everyone',
      source: { kind: 'human', channel: 'other', user: 'U1' },
      at: 0,
      utcOffset: 0,
    } as const;
    expect(await classify(report, second)).toEqual(await classify(report, first));
  });

  it('holds all that the shipped rules say', async () => {
    const first = await loadRulebookFolder(SHIPPED_RULES, { cache });
    const second = await loadRulebookFolder(SHIPPED_RULES, { cache });
    expect(compiled()).toHaveLength(1);
    expect(second.rulebook?.data).toEqual(first.rulebook?.data);
  });

  it('is not used for rules that have changed since', async () => {
    const first = await load();
    writeFileSync(
      join(rules, 'none.yaml'),
      readFileSync(join(rules, 'none.yaml'), 'utf8').replace('weight: 2', 'weight: 7'),
    );
    const second = await load();
    expect(second.version).not.toBe(first.version);
    expect(compiled()).toHaveLength(2);
  });

  it.each(DAMAGE)('is made again when it is %s', async (_, damage) => {
    const first = await load();
    const [file = ''] = compiled();
    const whole = readFileSync(file);
    writeFileSync(file, damage(whole));
    expect((await load()).data).toEqual(first.data);
    expect(readFileSync(file)).toEqual(whole);
  });

  it('is not written for a broken folder, and none is needed', async () => {
    writeFileSync(join(rules, 'none.yaml'), 'rules: 5\n');
    const { rulebook, problems } = await loadRulebookFolder(rules, { cache });
    expect(rulebook).toBeNull();
    expect(problems).toMatchObject([{ file: 'none.yaml', line: 1, column: 8 }]);
    expect(() => compiled()).toThrow('ENOENT');
  });

  it('is done without where it cannot be written', async () => {
    writeFileSync(cache, 'a file where the folder should be');
    expect((await load()).rules.rules).toHaveLength(6);
  });
});

describe('the compiled rulebook that comes with the program', () => {
  let shipped: string;
  const loadWith = async () => (await loadRulebookFolder(rules, { cache, shipped })).rulebook?.data;
  const laid = (kind: string) =>
    join(shipped, readdirSync(shipped).find((file) => file.startsWith(kind)) ?? 'none');

  beforeEach(async () => {
    shipped = join(root, 'program/kept');
    expect(await compileShipped(rules, shipped)).toEqual([]);
  });

  it('is read where the cache has none, and nothing is made again', async () => {
    const data = await loadWith();
    expect(existsSync(cache)).toBe(false);
    expect(data).toEqual((await load()).data);
  });

  it('serves a copy of the rules in another place', async () => {
    cpSync(rules, join(root, 'copy'), { recursive: true });
    const { rulebook } = await loadRulebookFolder(join(root, 'copy'), { cache, shipped });
    expect(existsSync(cache)).toBe(false);
    expect(rulebook?.data).toEqual((await load()).data);
  });

  it.each(DAMAGE)('is not used when it is %s', async (_, damage) => {
    const file = laid('rulebook-');
    writeFileSync(file, damage(readFileSync(file)));
    const data = await loadWith();
    expect(compiled()).toHaveLength(1);
    expect(data).toEqual((await loadRulebookFolder(rules, { cache: null, shipped: null })).rulebook?.data);
  });

  it('is not used when another program has made it', async () => {
    for (const kind of ['rulebook-', 'parts-'])
      renameSync(laid(kind), laid(kind).replace(/[0-9a-f]+$/, '12345678'));
    await loadWith();
    expect(compiled()).toHaveLength(1);
  });

  it('lends its parts to rules that were edited since', async () => {
    const afresh = () => loadRulebookFolder(rules, { cache: null, shipped: null });
    const [{ rulebook: before }, parts] = [await afresh(), readShippedParts(shipped)];
    if (before === null || parts === null) throw new Error('nothing was laid');
    const file = join(rules, 'none.yaml');
    writeFileSync(file, readFileSync(file, 'utf8').replace('weight: 2', 'weight: 7'));
    expect(await loadWith()).toEqual((await afresh()).rulebook?.data);
    rmSync(cache, { recursive: true });
    const marked = JSON.parse(JSON.stringify(parts).replaceAll('weight":4', 'weight":5')) as typeof parts;
    layShipped(before.data, { ...marked, ...wordsOf(parts) }, shipped);
    expect((await loadWith())?.rules.map(({ weight }) => weight)).toContain(5);
  });

  it.each(DAMAGE)('lends nothing when its parts are %s', async (_, damage) => {
    const file = laid('parts-');
    writeFileSync(file, damage(readFileSync(file)));
    writeFileSync(join(rules, 'none.yaml'), `${readFileSync(join(rules, 'none.yaml'), 'utf8')}# edited\n`);
    expect(await loadWith()).toEqual(
      (await loadRulebookFolder(rules, { cache: null, shipped: null })).rulebook?.data,
    );
  });

  it('is not made of rules with mistakes, and the earlier one stays', async () => {
    writeFileSync(join(rules, 'none.yaml'), 'rules: 5\n');
    expect(await compileShipped(rules, shipped)).toMatchObject([{ file: 'none.yaml', line: 1, column: 8 }]);
    expect(existsSync(laid('rulebook-'))).toBe(true);
  });
});

describe('the content hash of a folder', () => {
  /** A minute from now, when the files have stood still for long. */
  const later = { now: () => Date.now() + 60_000 };
  const version = (options = later) => versionOfFolder(rules, { cache, ...options });
  const changeOneLetter = () => {
    const file = join(rules, 'none.yaml');
    const { atime, mtime } = statSync(file);
    writeFileSync(file, readFileSync(file, 'utf8').replace('weight: 2', 'weight: 7'));
    utimesSync(file, atime, mtime);
  };

  it('is remembered once the files have stood still', async () => {
    const taken = await version({ now: Date.now });
    expect(() => kept('folder-')).toThrow('ENOENT');
    expect(await version()).toBe(taken);
    const [file = ''] = kept('folder-');
    writeFileSync(file, readFileSync(file, 'utf8').replace(taken, '0123456789abcdef'));
    expect(await version()).toBe('0123456789abcdef');
  });

  it('is not remembered where a file could not be read', async () => {
    // More than is ever read at once, without a byte on the disk.
    truncateSync(join(rules, 'none.yaml'), 2 ** 32);
    const { problems } = await loadRulebookFolder(rules, { cache, ...later });
    expect(problems).toMatchObject([{ file: 'none.yaml', found: expect.stringContaining('cannot be read') }]);
    expect(() => kept('folder-')).toThrow('ENOENT');
  });

  it.each([
    ['a letter is another, with the time of the file set back', changeOneLetter],
    ['a file comes', () => writeFileSync(join(rules, 'replies/new.liquid'), 'Hello')],
    ['a file goes', () => rmSync(join(rules, 'none.yaml'))],
  ])('is taken anew when %s', async (_, change) => {
    const before = await version();
    change();
    const after = await version();
    expect(after).not.toBe(before);
    expect(after).toBe(await versionOfFolder(rules, { cache: null }));
  });

  it('is taken anew where what was remembered is damaged', async () => {
    const taken = await version();
    const [file = ''] = kept('folder-');
    for (const damaged of ['', 'nonsense', readFileSync(file, 'utf8').slice(1)]) {
      writeFileSync(file, damaged);
      expect(await version()).toBe(taken);
    }
  });

  it('leads to the compiled rulebook, and past it where that is gone', async () => {
    const loaded = await loadRulebookFolder(rules, { cache, ...later });
    const again = await loadRulebookFolder(rules, { cache, ...later });
    expect(again.rulebook?.data).toEqual(loaded.rulebook?.data);
    for (const file of compiled()) rmSync(file);
    const afresh = await loadRulebookFolder(rules, { cache, ...later });
    expect(afresh.rulebook?.data).toEqual(loaded.rulebook?.data);
  });
});
