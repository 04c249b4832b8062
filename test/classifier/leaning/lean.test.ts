import { describe, expect, it } from 'vitest';
import {
  type Features,
  type LeaningFile,
  lean,
  leaningEvidence,
  loadLeaning,
  scan,
} from '../../../src/classifier/index.js';

/** Signed bytes as base64, as rules/leaning.json holds them. */
function bytes(...rows: readonly (readonly number[])[]): string {
  return Buffer.from(Int8Array.from(rows.flat()).buffer).toString('base64');
}

const nothing = { names: '', scores: '', unit: 1 };

const file: LeaningFile = {
  about: [],
  format: 1,
  classes: {
    outcomes: ['incident', 'urgent-non-incident', 'non-incident', 'none'],
    start: [0, 0, 0, 0],
    words: { names: 'down\nthank', scores: bytes([40, 0, 0, -40], [-40, 0, 0, 40]), unit: 0.1 },
    pairs: { names: 'site down', scores: bytes([20, 0, 0, 0]), unit: 0.1 },
    facts: { names: 'scope=one', scores: bytes([-30, 0, 30, 0]), unit: 0.1 },
  },
  areas: {
    outcomes: ['infrastructure', 'payments'],
    start: [0, 0],
    words: { names: 'site', scores: bytes([50, -50]), unit: 0.1 },
    pairs: nothing,
    facts: { names: '+payment', scores: bytes([-50, 50]), unit: 0.1 },
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

  it('weighs what was read as well as the words', () => {
    const plain = leaningOf('down').logChances.incident;
    expect(leaningOf('down', featuresOf({ scope: 'one' })).logChances.incident).toBeLessThan(plain);
  });

  it('leans to areas by words and by concepts', () => {
    expect(leaningOf('the site').areas.infrastructure).toBeGreaterThan(0.9);
    expect(leaningOf('zebra', featuresOf({}, ['payment'])).areas.payments).toBeGreaterThan(0.9);
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
    const words = { ...file.classes.words, names: 'down\nthank\nmore' };
    expect(() => loadLeaning({ ...file, classes: { ...file.classes, words } })).toThrow(
      'found 8 scores, expected 12',
    );
  });

  it('is refused when its classes are others', () => {
    const classes = { ...file.classes, outcomes: ['a', 'b', 'c', 'd'] };
    expect(() => loadLeaning({ ...file, classes })).toThrow(
      'classes.outcomes: found a, b, c, d, expected incident',
    );
  });
});
