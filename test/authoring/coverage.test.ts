import { beforeAll, describe, expect, it } from 'vitest';
import {
  type Coverage,
  casesFrom,
  coverageOf,
  coveredShare,
  exampleCases,
  isCovered,
} from '../../src/authoring/index.js';
import type { Rulebook } from '../../src/rulebook/rulebook.js';
import { readWritten, type Written, yamlsOf } from '../../src/rulebook/written.js';
import { smallRulebook } from '../rulebook/small-rulebook.js';
import { rulebookOf } from './rulebook-of.js';

let rulebook: Rulebook;
let written: Written;
beforeAll(async () => {
  rulebook = await rulebookOf();
  written = readWritten(yamlsOf(smallRulebook()));
});

describe('coverage', () => {
  it('counts a rule only when a labelled report fires it', async () => {
    const { rules } = await covered(['where is my invoice?']);
    expect(rules.find((one) => one.rule === 'invoice-question')).toEqual({
      rule: 'invoice-question',
      reports: 1,
      examples: true,
    });
    expect(rules.find((one) => one.rule === 'thanks-only')).toMatchObject({ reports: 0, examples: true });
  });

  it('wants every condition to come out both ways', async () => {
    const of = ({ conditions }: Coverage) =>
      conditions.filter((one) => one.rule === 'thanks-only').map((one) => [one.condition, isCovered(one)]);
    expect(of(await covered(['thanks', 'good morning']))).toEqual([
      ['mentions: thanks', true],
      ['mentions: failing', false],
    ]);
    expect(of(await covered(['thanks', "can't pay"]))).toEqual([
      ['mentions: thanks', true],
      ['mentions: failing', true],
    ]);
  });

  it('tells phrases apart that belong to one concept', async () => {
    const { phrases } = await covered(['the credit card was charged']);
    const found = phrases.filter((one) => one.phrase.concept === 'payment').map((one) => one.reports);
    expect(found).toEqual([0, 0, 1, 0]);
  });

  it('is a share of rules and conditions together', async () => {
    expect(coveredShare(await covered(['good morning']))).toBe(0);
    expect(coveredShare({ rules: [], conditions: [], phrases: [] })).toBe(1);
  });
});

async function covered(texts: readonly string[]): Promise<Coverage> {
  const given = texts.map((text) => ({
    report: {
      id: text,
      text,
      source: { kind: 'human', channel: 'other', user: 'u' } as const,
      at: 0,
      utcOffset: 0,
    },
    label: null,
    group: null,
  }));
  const concepts = written.concepts.map(({ concept }) => concept);
  return coverageOf(
    rulebook.rules.rules,
    concepts,
    await casesFrom(given, rulebook),
    exampleCases(written.rules, rulebook),
  );
}
