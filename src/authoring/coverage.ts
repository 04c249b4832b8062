// What labelled reports exercise of a rulebook: rules that fire, conditions that come out both ways, phrases
// that are found. The examples of the rules themselves are told apart: they are there to be exercised.

import { type Concept, holds, type Leaf, leavesOf, type Rule } from '../classifier/index.js';
import { leafWords } from '../rulebook/language/leaf-words.js';
import type { Case, ExampleCase } from './cases.js';
import { phrasesOf, tracePhrases, type WrittenPhrase } from './phrases.js';
import type { ReadReport } from './weigh.js';

/** How many labelled reports exercise something; `examples` when examples of rules at least do. */
export interface Exercised {
  readonly reports: number;
  readonly examples: boolean;
}

export interface RuleCoverage extends Exercised {
  readonly rule: string;
}

/** One comparison of one rule; it must hold in some report and fail in another. */
export interface ConditionCoverage {
  readonly rule: string;
  readonly condition: string;
  readonly holds: Exercised;
  readonly fails: Exercised;
}

export interface PhraseCoverage extends Exercised {
  readonly phrase: WrittenPhrase;
}

export interface Coverage {
  readonly rules: readonly RuleCoverage[];
  readonly conditions: readonly ConditionCoverage[];
  readonly phrases: readonly PhraseCoverage[];
}

/** Works out what the cases exercise. */
export function coverageOf(
  rules: readonly Rule[],
  concepts: readonly Concept[],
  cases: readonly Case[],
  examples: readonly ExampleCase[],
): Coverage {
  const outcomes = new Map<string, Outcomes>();
  return {
    rules: rules.map(({ id }) => ({
      rule: id,
      reports: cases.filter((one) => one.fired.has(id)).length,
      examples: examples.some((one) => one.rule === id && one.fires),
    })),
    conditions: rules.flatMap(({ id, when }) =>
      leavesOf(when).map((leaf) => {
        const key = JSON.stringify(leaf);
        const known = outcomes.get(key) ?? outcomesOf(leaf, cases, examples);
        outcomes.set(key, known);
        return { rule: id, condition: leafWords(leaf), ...known };
      }),
    ),
    phrases: phraseCoverage(concepts, cases, examples),
  };
}

/** Exercised by labelled reports, in both ways. */
export function isCovered(condition: ConditionCoverage): boolean {
  return condition.holds.reports > 0 && condition.fails.reports > 0;
}

/** The share of rules and conditions that labelled reports exercise, 0 to 1; 1 for no rules at all. */
export function coveredShare({ rules, conditions }: Coverage): number {
  const covered = rules.filter((rule) => rule.reports > 0).length + conditions.filter(isCovered).length;
  const all = rules.length + conditions.length;
  return all === 0 ? 1 : covered / all;
}

type Outcomes = Pick<ConditionCoverage, 'holds' | 'fails'>;

function outcomesOf(leaf: Leaf, cases: readonly ReadReport[], examples: readonly ReadReport[]): Outcomes {
  const holding = cases.filter((one) => holds(leaf, one.situation)).length;
  return {
    holds: { reports: holding, examples: examples.some((one) => holds(leaf, one.situation)) },
    fails: {
      reports: cases.length - holding,
      examples: examples.some((one) => !holds(leaf, one.situation)),
    },
  };
}

function phraseCoverage(
  concepts: readonly Concept[],
  cases: readonly ReadReport[],
  examples: readonly ReadReport[],
): readonly PhraseCoverage[] {
  const phrases = phrasesOf(concepts);
  const places = tracePhrases(phrases, [...cases, ...examples]);
  return phrases.map((phrase, index) => {
    const found = places[index] ?? [];
    const reports = found.filter((place) => place < cases.length).length;
    return { phrase, reports, examples: reports < found.length };
  });
}
