import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { checkRulebookFolder, filesOf, loadRulebookFolder } from '../../src/rulebook/index.js';
import { memoryOf, once, type Parts } from '../../src/rulebook/memory.js';
import { readRulebook } from '../../src/rulebook/read.js';
import { smallRulebook } from './small-rulebook.js';

let root: string;
let rules: string;
let cache: string;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'triage-memory-'));
  rules = join(root, 'rules');
  cache = join(root, 'cache');
  for (const [file, text] of smallRulebook()) write(file, text);
});

afterEach(() => rmSync(root, { recursive: true, force: true }));

function write(file: string, text: string): void {
  mkdirSync(dirname(join(rules, file)), { recursive: true });
  writeFileSync(join(rules, file), text);
}

function edit(file: string, from: string, to: string): void {
  const text = readFileSync(join(rules, file), 'utf8');
  expect(text).toContain(from);
  write(file, text.replace(from, to));
}

/** What is made of the folder with the help of what was made before, and without. */
async function bothWays() {
  const [remembering, afresh] = [
    await loadRulebookFolder(rules, { cache }),
    await readRulebook(await filesOf(rules), { examples: false }),
  ];
  return {
    remembering: { data: remembering.rulebook?.data, problems: remembering.problems },
    afresh: { data: afresh.rulebook?.data, problems: afresh.problems },
  };
}

const EDITS = [
  ['a weight', 'none.yaml', 'weight: 2', 'weight: 7'],
  ['words', 'vocabulary/domain.yaml', '[invoice]', '[invoice, bill]'],
  ['who answers for an area', 'directory.yaml', 'areas:', '# these are the areas\nareas:'],
  ['the text of a reply', 'replies/incident.liquid', 'Thank you', 'Many thanks'],
  ['how sure one must be', 'deciding.yaml', 'below: 0.4', 'below: 0.5'],
] as const;

const MISTAKES = [
  ['a concept that a rule names is gone', 'vocabulary/domain.yaml', 'invoice:', 'bill:'],
  ['an area that a concept names is gone', 'directory.yaml', '  payments:', '  paying:'],
  ['a rule names a severity that is not there', 'incident.yaml', 'severity: P1', 'severity: P17'],
  ['a phrase stands in two areas', 'vocabulary/domain.yaml', '[login,', '[login, invoice,'],
  ['a file is no YAML', 'non-incident.yaml', 'rules:', 'rules: ['],
  ['a reply says what nobody knows', 'replies/incident.liquid', 'Thank you', 'Thank {{ you }}'],
] as const;

/** What only shows when examples and replies are tried. */
const TRIED = [
  ['an example does not fire any more', 'none.yaml', 'thanks a lot!', 'hello'],
  ['a near miss fires', 'none.yaml', 'thanks, still broken', 'thanks for that'],
  ['a reply has a gap', 'replies/incident.liquid', 'Thank you', 'Thank {{ case.ticket.url }}'],
] as const;

describe('a folder read again after an edit', () => {
  it.each(EDITS)('is what it is when read afresh: %s', async (_, file, from, to) => {
    await loadRulebookFolder(rules, { cache });
    edit(file, from, to);
    const { remembering, afresh } = await bothWays();
    expect(remembering).toEqual(afresh);
    expect(remembering.data).toBeDefined();
  });

  it.each(MISTAKES)('has the same mistakes, each at its place: %s', async (_, file, from, to) => {
    await loadRulebookFolder(rules, { cache });
    edit(file, from, to);
    const { remembering, afresh } = await bothWays();
    expect(afresh.problems.length).toBeGreaterThan(0);
    expect(remembering).toEqual(afresh);
    edit(file, to, from);
    const mended = await bothWays();
    expect(mended.remembering).toEqual(mended.afresh);
  });

  it('needs no memory that can be trusted', async () => {
    await loadRulebookFolder(rules, { cache });
    const [file = ''] = readdirSync(cache).filter((name) => name.startsWith('parts-'));
    const bytes = readFileSync(join(cache, file));
    for (const damaged of [bytes.subarray(0, 1000), Buffer.from('nonsense'), flipped(bytes)]) {
      writeFileSync(join(cache, file), damaged);
      edit('none.yaml', 'rules:', '#\nrules:');
      const { remembering, afresh } = await bothWays();
      expect(remembering).toEqual(afresh);
    }
  });
});

describe('a folder checked again after an edit', () => {
  it.each([...EDITS, ...MISTAKES, ...TRIED])(
    'has every mistake that it has when read afresh: %s',
    async (_, file, from, to) => {
      await loadRulebookFolder(rules, { cache });
      await checkRulebookFolder(rules, { cache });
      edit(file, from, to);
      const checked = await checkRulebookFolder(rules, { cache });
      const afresh = await readRulebook(await filesOf(rules));
      if (TRIED.some(([, , , mistake]) => mistake === to)) expect(afresh.problems).not.toEqual([]);
      expect(checked.problems).toEqual(afresh.problems);
      expect(checked.rulebook?.data).toEqual(afresh.rulebook?.data);
    },
  );

  it('is told of them again when it is checked again', async () => {
    edit('none.yaml', 'thanks a lot!', 'hello');
    const [first, second] = [
      await checkRulebookFolder(rules, { cache }),
      await checkRulebookFolder(rules, { cache }),
    ];
    expect(first.problems).not.toEqual([]);
    expect(second.problems).toEqual(first.problems);
  });
});

describe('a memory', () => {
  const one = new Map([['a.yaml', 'one']]);

  it('gives back what was made of the same content under the same name', () => {
    const memory = memoryOf({});
    memory.remember('yaml', one, { value: 1 });
    const later = memoryOf(memory.parts());
    expect(later.recall('yaml', new Map(one))).toEqual({ value: 1 });
    expect(later.recall('words', one)).toBeNull();
    expect(later.recall('yaml', new Map([['a.yaml', 'two']]))).toBeNull();
    expect(later.recall('yaml', new Map([['b.yaml', 'one']]))).toBeNull();
  });

  it('keeps with a part what that was made from, though nobody asks for it again', async () => {
    const readWith = async (parts: Parts) => {
      const memory = memoryOf(parts);
      const inner = () => once('yaml', one, memory, () => ({ problems: [] }));
      await once('routing', one, memory, inner);
      return memory.parts();
    };
    const first = await readWith({});
    expect(Object.keys(first)).toHaveLength(2);
    expect(await readWith(await readWith(first))).toEqual(first);
  });

  it('keeps what was wanted, and forgets the rest', () => {
    const memory = memoryOf({});
    const two = new Map([['b.yaml', 'two']]);
    memory.remember('yaml', one, { value: 1 });
    memory.remember('yaml', two, { value: 2 });
    const later = memoryOf(memory.parts());
    later.recall('yaml', two);
    const latest: Parts = later.parts();
    expect(Object.values(latest)).toMatchObject([{ made: { value: 2 } }]);
  });
});

function flipped(bytes: Buffer): Buffer {
  const other = Buffer.from(bytes);
  other.writeUInt8((bytes[200] ?? 0) ^ 1, 200);
  return other;
}
