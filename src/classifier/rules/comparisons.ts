// The comparisons of a rulebook. Rules share many of them, and several readers of rules ask for the same one: each
// different comparison has a number, and is made once a report. Most only ask whether a fact is one of some values, or has
// one of some words: those are not made one by one, but found from the signs of the report.

import type { FactValue } from '../types.js';
import { compileLeaf, type Predicate } from './predicate.js';
import type { Leaf } from './rule.js';
import { type Signs, signs } from './signs.js';
import { isStructured, type Situation } from './situation.js';

export interface Comparisons {
  /** The number of a comparison; equal ones share one. */
  numberOf(leaf: Leaf): number;
  /** The comparison of that number. */
  leafOf(number: number): Leaf;
  /** Whether the comparison of that number holds. */
  holds(number: number, situation: Situation): boolean;
}

/** The comparisons of one rulebook. Verdicts on the last situation are remembered, so a situation must not change. */
export function comparisons(known: Signs = signs()): Comparisons {
  const numbers = new Map<string, number>();
  const leaves: Leaf[] = [];
  /** Null for those that are found. */
  const compiled: (Predicate | null)[] = [];
  /** By the number of a sign: the comparisons that hold where it is shown. */
  const bySign: number[][] = [];
  /** Twice the round in which a comparison was last made, plus one if it held. */
  const verdicts: number[] = [];
  let round = 0;
  let about: Situation | null = null;

  const lookAt = (situation: Situation): void => {
    about = situation;
    round++;
    for (const sign of known.shownBy(situation).signs) {
      const found = bySign[sign];
      if (found !== undefined) for (const number of found) verdicts[number] = 2 * round + 1;
    }
  };
  const add = (leaf: Leaf): number => {
    const number = verdicts.push(0) - 1;
    leaves.push(leaf);
    const finding = signsOf(leaf, known);
    compiled.push(finding === null ? compileLeaf(leaf) : null);
    for (const sign of finding ?? []) {
      while (bySign.length <= sign) bySign.push([]);
      bySign[sign]?.push(number);
    }
    about = null;
    return number;
  };
  return {
    numberOf(leaf) {
      const key = JSON.stringify([leaf.fact, leaf.operator, leaf.value]);
      const number = numbers.get(key) ?? add(leaf);
      numbers.set(key, number);
      return number;
    },
    leafOf: (number) => leaves[number] as Leaf,
    holds(number, situation) {
      if (about !== situation) lookAt(situation);
      const verdict = verdicts[number] ?? 0;
      if (verdict >= 2 * round) return verdict !== 2 * round;
      const holds = compiled[number]?.(situation) === true;
      verdicts[number] = 2 * round + (holds ? 1 : 0);
      return holds;
    },
  };
}

/** The signs any of which makes a comparison hold; null where it asks for something else. */
function signsOf({ fact, operator, value }: Leaf, known: Signs): Iterable<number> | null {
  const kind = SHOWN_BY[operator];
  if (kind === undefined || isStructured(fact)) return null;
  const several = operator === 'in' || operator === 'someFact:in';
  const named = several ? (value as readonly FactValue[]) : [value as FactValue];
  return new Set(named.map((one) => known[kind](fact, one)));
}

const SHOWN_BY: Readonly<Record<string, 'ofValue' | 'ofWord'>> = {
  equal: 'ofValue',
  in: 'ofValue',
  contains: 'ofWord',
  'someFact:in': 'ofWord',
};
