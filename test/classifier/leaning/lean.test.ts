import { describe, expect, it } from 'vitest';
import {
  type Features,
  hashOf,
  hashOfPair,
  type LeaningFile,
  lean,
  leaningEvidence,
  loadLeaning,
  type StoredTable,
  scan,
} from '../../../src/classifier/index.js';

/** A table as rules/leaning.json holds it: terms with their rows, in tenths. */
function table(terms: readonly (readonly [hash: number, ...scores: number[]])[]): StoredTable {
  const rows = terms.toSorted(([a], [b]) => a - b);
  const hashes = new DataView(new ArrayBuffer(4 * rows.length));
  for (const [i, [hash]] of rows.entries()) hashes.setUint32(4 * i, hash, true);
  return {
    hashes: Buffer.from(hashes.buffer).toString('base64'),
    scores: Buffer.from(Int8Array.from(rows.flatMap(([, ...scores]) => scores)).buffer).toString('base64'),
    unit: 0.1,
  };
}

const nothing = table([]);
const stem = (word: string) => hashOf(word);

const file: LeaningFile = {
  about: [],
  format: 2,
  classes: {
    outcomes: ['incident', 'urgent-non-incident', 'non-incident', 'none'],
    start: [0, 0, 0, 0],
    words: table([
      [stem('down'), 40, 0, 0, -40],
      [stem('thank'), -40, 0, 0, 40],
    ]),
    pairs: table([[hashOfPair(stem('site'), stem('down')), 20, 0, 0, 0]]),
    pieces: table([[hashOf('chec'), 60, 0, 0, -60]]),
    facts: table([[hashOf('scope=one'), -30, 0, 30, 0]]),
  },
  areas: {
    outcomes: ['infrastructure', 'payments'],
    start: [0, 0],
    words: table([[stem('site'), 50, -50]]),
    pairs: nothing,
    pieces: nothing,
    facts: table([[hashOf('+payment'), -50, 50]]),
  },
};

const model = loadLeaning(file);

function featuresOf(facts: Features['facts'] = {}, concepts: readonly string[] = []): Features {
  const hits = concepts.map((concept) => ({
    concept,
    start: 0,
    end: 1,
    sentence: 0,
    firstWord: 0,
    lastWord: 0,
    denied: null,
  }));
  return { facts, spans: {}, hits, truncated: false };
}

function leaningOf(text: string, features = featuresOf()) {
  return lean(features, scan(text), model);
}

function areasOf(text: string, features = featuresOf()): ReadonlyMap<string, number> {
  return new Map(leaningOf(text, features).areas);
}

describe('the word model', () => {
  it('gives log-probabilities that add up to one', () => {
    const { logChances } = leaningOf('thanks, the site is down');
    const sum = Object.values(logChances).reduce((total, log) => total + Math.exp(log), 0);
    expect(sum).toBeCloseTo(1, 10);
  });

  it('knows nothing of a text without a word it has learnt', () => {
    expect(Math.exp(leaningOf('zebra').logChances.incident)).toBeCloseTo(0.25, 10);
  });

  it('counts a word once, however often it stands there', () => {
    expect(leaningOf('down').logChances.incident).toBeCloseTo(leaningOf('down down').logChances.incident, 10);
  });

  it('adds what two words say side by side, within one sentence only', () => {
    const together = leaningOf('the site down').logChances.incident;
    const apart = leaningOf('the site. Down').logChances.incident;
    expect(together).toBeGreaterThan(apart);
  });

  it('counts a pair once, however often it stands there', () => {
    const twice = leaningOf('the site down the site down').logChances.incident;
    expect(twice).toBeCloseTo(leaningOf('the site down').logChances.incident, 10);
  });

  it('counts a stem once, however it is spelt', () => {
    const twice = leaningOf('thank thanks').logChances.none;
    expect(twice).toBeCloseTo(leaningOf('thanks').logChances.none, 10);
  });

  it('knows a misspelt word by its pieces', () => {
    expect(leaningOf('chekcout').logChances.incident).toBeCloseTo(leaningOf('zebra').logChances.incident, 10);
    expect(leaningOf('checkotu').logChances.incident).toBeGreaterThan(leaningOf('zebra').logChances.incident);
  });

  it('weighs what was read as well as the words', () => {
    const plain = leaningOf('down').logChances.incident;
    expect(leaningOf('down', featuresOf({ scope: 'one' })).logChances.incident).toBeLessThan(plain);
  });

  it('leans to areas by words and by concepts', () => {
    expect(areasOf('the site').get('infrastructure')).toBeGreaterThan(0.9);
    expect(areasOf('zebra', featuresOf({}, ['payment'])).get('payments')).toBeGreaterThan(0.9);
  });

  it('shows the words that speak for a class, where they stand', () => {
    const text = 'Thanks! But it is down again.';
    expect(leaningEvidence(text, scan(text), model, 'incident', 3)).toEqual([
      { start: 18, end: 22, text: 'down' },
    ]);
    expect(leaningEvidence(text, scan(text), model, 'none', 3)).toEqual([
      { start: 0, end: 6, text: 'Thanks' },
    ]);
  });
});

describe('a stored word model', () => {
  it('is refused when a table lacks scores', () => {
    const words = { ...file.classes.words, hashes: table([[1], [2], [3]]).hashes };
    expect(() => loadLeaning({ ...file, classes: { ...file.classes, words } })).toThrow(
      'found 8 scores, expected 12',
    );
  });

  it('is refused when its hashes are in disorder', () => {
    const hashes = Buffer.from(Uint32Array.of(7, 5).buffer).toString('base64');
    const words = { ...file.classes.words, hashes };
    expect(() => loadLeaning({ ...file, classes: { ...file.classes, words } })).toThrow(
      'found hash 5 after 7, expected them ascending',
    );
  });

  it('is refused when its classes are others', () => {
    const classes = { ...file.classes, outcomes: ['a', 'b', 'c', 'd'] };
    expect(() => loadLeaning({ ...file, classes })).toThrow(
      'classes.outcomes: found a, b, c, d, expected incident',
    );
  });
});
