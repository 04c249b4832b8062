// Comparisons compiled to plain functions. They may only reject: what they let pass, json-rules-engine
// confirms. The built-in operators mean here exactly what they mean there, oddities included.

import { OUR_OPERATORS } from './operators.js';
import type { Leaf } from './rule.js';
import { factOf, isStructured, type Situation } from './situation.js';

export type Predicate = (situation: Situation) => boolean;

type Compare = (fact: unknown, value: unknown) => boolean;

/** What json-rules-engine takes for a number. */
function isNumber(fact: unknown): fact is number {
  return !Number.isNaN(Number.parseFloat(fact as string));
}

/** The operators of json-rules-engine 7.3 that rules may use, and our own. */
export const OPERATORS: Readonly<Record<string, Compare>> = {
  ...OUR_OPERATORS,
  equal: (fact, value) => fact === value,
  notEqual: (fact, value) => fact !== value,
  in: (fact, value) => (value as readonly unknown[]).includes(fact),
  notIn: (fact, value) => !(value as readonly unknown[]).includes(fact),
  contains: (fact, value) => Array.isArray(fact) && fact.includes(value),
  doesNotContain: (fact, value) => Array.isArray(fact) && !fact.includes(value),
  'someFact:in': (fact, value) =>
    Array.isArray(fact) && fact.some((one) => (value as readonly unknown[]).includes(one)),
  lessThan: (fact, value) => isNumber(fact) && fact < (value as number),
  lessThanInclusive: (fact, value) => isNumber(fact) && fact <= (value as number),
  greaterThan: (fact, value) => isNumber(fact) && fact > (value as number),
  greaterThanInclusive: (fact, value) => isNumber(fact) && fact >= (value as number),
};

/** Compiles one comparison; the result never throws for those that passed the checks of loading. */
export function compileLeaf(leaf: Leaf): Predicate {
  const compare = OPERATORS[leaf.operator];
  if (compare === undefined) throw new Error(`operator "${leaf.operator}" is not one of ours`);
  const { fact, value } = leaf;
  if (isStructured(fact)) return (situation) => compare(factOf(situation, fact), value);
  return (situation) => compare(situation.facts[fact], value);
}
