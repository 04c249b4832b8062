// Conditions made flat, for the one question that is asked of every candidate: does it hold? Negations are drawn into the
// comparisons, and combinations into those around them where they are of one kind, so that most rules are a row of numbers.

import { type Comparisons, comparisons } from './comparisons.js';
import type { Predicate } from './predicate.js';
import type { Condition } from './rule.js';
import type { Situation } from './situation.js';
import { costOf, type Tree, treeOf } from './tree.js';

/** All, or any, of some literals and clauses. A literal is twice the number of a comparison, plus one if it must hold. */
export interface Clause {
  readonly is: 'all' | 'any';
  readonly literals: readonly number[];
  /** Asked after the literals. */
  readonly parts: readonly Clause[];
}

/** Makes a condition flat. */
export function clauseOf(tree: Tree, negated = false): Clause {
  if (tree.is === 'not') return clauseOf(tree.part, !negated);
  if (tree.is === 'leaf') return { is: 'all', literals: [2 * tree.number + (negated ? 0 : 1)], parts: [] };
  const is = (tree.is === 'all') === negated ? 'any' : 'all';
  const literals: number[] = [];
  const parts: Clause[] = [];
  for (const part of tree.parts) {
    const own = clauseOf(part, negated);
    const isOne = own.literals.length + own.parts.length === 1;
    if ((own.is === is || isOne) && costOf(part) === 0) {
      literals.push(...own.literals);
      parts.push(...own.parts);
    } else parts.push(own);
  }
  return { is, literals, parts };
}

/** Whether a condition holds. */
export function clauseHolds(clause: Clause, situation: Situation, comparisons: Comparisons): boolean {
  const decisive = clause.is === 'any';
  for (const literal of clause.literals) {
    const holds = comparisons.holds(literal >> 1, situation);
    if ((holds === ((literal & 1) === 1)) === decisive) return decisive;
  }
  for (const part of clause.parts)
    if (clauseHolds(part, situation, comparisons) === decisive) return decisive;
  return !decisive;
}

/** A condition that belongs to no rulebook, as a function. */
export function compile(condition: Condition): Predicate {
  const own = comparisons();
  const clause = clauseOf(treeOf(condition, own));
  return (situation) => clauseHolds(clause, situation, own);
}
