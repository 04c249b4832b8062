// Conditions made flat, for the one question that is asked of every candidate: does it hold? Negations are drawn into the
// comparisons, and combinations into those around them where they are of one kind, so that most rules are a row of numbers.

import { type Comparisons, comparisons } from './comparisons.js';
import type { Predicate } from './predicate.js';
import type { Condition } from './rule.js';
import type { Situation } from './situation.js';
import { type Tree, treeOf } from './tree.js';

/** A literal, or all or any of several clauses. A literal is twice the number of a comparison, plus one if it must hold. */
export type Clause = number | { readonly is: 'all' | 'any'; readonly parts: readonly Clause[] };

/** Makes a condition flat. */
export function clauseOf(tree: Tree, negated = false): Clause {
  if (tree.is === 'not') return clauseOf(tree.part, !negated);
  if (tree.is === 'leaf') return 2 * tree.number + (negated ? 0 : 1);
  const is = (tree.is === 'all') === negated ? 'any' : 'all';
  const parts = tree.parts.flatMap((part) => {
    const own = clauseOf(part, negated);
    return typeof own === 'object' && own.is === is ? own.parts : [own];
  });
  const [only] = parts;
  return only !== undefined && parts.length === 1 ? only : { is, parts };
}

/** Whether a condition holds. */
export function clauseHolds(clause: Clause, situation: Situation, comparisons: Comparisons): boolean {
  if (typeof clause === 'number') return literalHolds(clause, situation, comparisons);
  const decisive = clause.is === 'any';
  for (const part of clause.parts)
    if (clauseHolds(part, situation, comparisons) === decisive) return decisive;
  return !decisive;
}

/** Whether a comparison comes out as it must. */
export function literalHolds(literal: number, situation: Situation, comparisons: Comparisons): boolean {
  return comparisons.holds(literal >> 1, situation) === ((literal & 1) === 1);
}

/** A condition that belongs to no rulebook, as a function. */
export function compile(condition: Condition): Predicate {
  const own = comparisons();
  const clause = clauseOf(treeOf(condition, own));
  return (situation) => clauseHolds(clause, situation, own);
}
