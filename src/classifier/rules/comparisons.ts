// The comparisons of a rulebook. Rules share many of them, and several readers of rules ask for the same one: each
// different comparison has a number, and is made once a report. Most only ask whether a fact is one of some values, or has
// one of some words: those are not made one by one, but found from the values and words of the report.

import { oneOf } from '../one-string.js';
import type { FactValue } from '../types.js';
import { compileLeaf, type Predicate } from './predicate.js';
import type { Leaf } from './rule.js';
import { isStructured, type Situation } from './situation.js';

export interface Comparisons {
  /** The number of a comparison; equal ones share one. */
  numberOf(leaf: Leaf): number;
  /** Whether the comparison of that number holds. */
  holds(number: number, situation: Situation): boolean;
}

/** The comparisons of one rulebook. Verdicts on the last situation are remembered, so a situation must not change. */
export function comparisons(): Comparisons {
  const numbers = new Map<string, number>();
  /** Null for those that are found. */
  const compiled: (Predicate | null)[] = [];
  const facts: ByValue[] = [];
  /** Twice the round in which a comparison was last made, plus one if it held. */
  const verdicts: number[] = [];
  let round = 0;
  let about: Situation | null = null;

  const markAll = (found: readonly number[] | undefined): void => {
    if (found !== undefined) for (const number of found) verdicts[number] = 2 * round + 1;
  };
  const lookAt = (situation: Situation): void => {
    about = situation;
    round++;
    for (const { fact, values, words } of facts) {
      const value = situation.facts[fact];
      if (Array.isArray(value)) for (const word of value) markAll(words.get(word));
      else markAll(values.get(value));
    }
  };
  const add = (leaf: Leaf): number => {
    const number = verdicts.push(0) - 1;
    const isFound = addTo(facts, leaf, number);
    compiled.push(isFound ? null : compileLeaf(leaf));
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

/** The numbers of comparisons that hold where a fact is a value, or where it is a list with a word in it. */
interface ByValue {
  readonly fact: string;
  readonly values: Map<unknown, number[]>;
  readonly words: Map<unknown, number[]>;
}

/** Enters a comparison under every value that makes it hold; false where there are no such values. */
function addTo(facts: ByValue[], { fact, operator, value }: Leaf, number: number): boolean {
  const by = FOUND_BY[operator];
  if (by === undefined || isStructured(fact)) return false;
  const ofFact = facts.find((one) => one.fact === fact) ?? { fact, values: new Map(), words: new Map() };
  if (!facts.includes(ofFact)) facts.push(ofFact);
  const several = operator === 'in' || operator === 'someFact:in';
  for (const written of several ? new Set(value as readonly FactValue[]) : [value]) {
    const one = oneOf(written);
    const there = ofFact[by].get(one);
    if (there === undefined) ofFact[by].set(one, [number]);
    else there.push(number);
  }
  return true;
}

const FOUND_BY: Readonly<Record<string, 'values' | 'words'>> = {
  equal: 'values',
  in: 'values',
  contains: 'words',
  'someFact:in': 'words',
};
