import { beforeAll, describe, expect, it } from 'vitest';
import { readReport, situate } from '../../src/classifier/index.js';
import type { Rulebook } from '../../src/rulebook/index.js';
import { FACTS, OPERATORS_OF } from '../../src/rulebook/language/facts.js';
import { readRulebook } from '../../src/rulebook/read.js';
import { smallRulebook } from './small-rulebook.js';

let rulebook: Rulebook;

beforeAll(async () => {
  const read = await readRulebook(smallRulebook(), { examples: false });
  if (read.rulebook === null) throw new Error('the small rulebook has problems');
  rulebook = read.rulebook;
});

describe('the facts that rules may compare', () => {
  it('are exactly those that are read in a report, and of the kind that is promised', () => {
    const report = {
      id: 'r',
      text: 'payments are failing for 12 galleries before the auction tomorrow at 5pm',
      source: { kind: 'human', channel: 'other', user: 'U1' },
      at: 0,
      utcOffset: 0,
    } as const;
    const { facts } = situate(report, readReport(report, rulebook.vocabulary), rulebook, []);
    expect(['hits', 'seen', ...Object.keys(facts)].sort()).toEqual(Object.keys(FACTS).sort());
    for (const [name, value] of Object.entries(facts))
      if (value !== null) expect([name, typeof value]).toEqual([name, TYPES[FACTS[name]?.type ?? 'hits']]);
  });

  it('have only operators that json-rules-engine or the classifier knows', async () => {
    const { OPERATORS } = await import('../../src/classifier/index.js');
    for (const operator of Object.values(OPERATORS_OF).flat()) expect(OPERATORS).toHaveProperty([operator]);
  });
});

const TYPES: Readonly<Record<string, string>> = {
  word: 'string',
  words: 'object',
  number: 'number',
  flag: 'boolean',
  text: 'string',
};
