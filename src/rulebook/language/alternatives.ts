// A condition as alternatives, each a list of comparisons that must all come out one way: the form in which
// contradictions and implications can be seen.

import type { Condition, Leaf } from '../../classifier/index.js';

/** A comparison that must hold, or (negated) must not. */
export interface Literal {
  readonly leaf: Leaf;
  readonly negated: boolean;
}

export type Alternative = readonly Literal[];

/** The alternatives of a condition; null when there are too many to look at. */
export function alternativesOf(condition: Condition, negated = false): readonly Alternative[] | null {
  if ('fact' in condition) return [[{ leaf: condition, negated }]];
  if ('not' in condition) return alternativesOf(condition.not, !negated);
  const parts = ('all' in condition ? condition.all : condition.any).map((part) =>
    alternativesOf(part, negated),
  );
  if (parts.some((part) => part === null)) return null;
  const known = parts.flatMap((part) => (part === null ? [] : [part]));
  // Under a negation "all" offers alternatives, and "any" demands every part.
  return 'any' in condition === negated ? combine(known) : bounded(known.flat());
}

const MOST = 128;

function combine(parts: readonly (readonly Alternative[])[]): readonly Alternative[] | null {
  let combined: readonly Alternative[] = [[]];
  for (const part of parts) {
    if (combined.length * part.length > MOST) return null;
    combined = combined.flatMap((left) => part.map((right) => [...left, ...right]));
  }
  return combined;
}

function bounded(alternatives: readonly Alternative[]): readonly Alternative[] | null {
  return alternatives.length > MOST ? null : alternatives;
}
