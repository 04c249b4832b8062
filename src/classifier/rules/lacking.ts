// What a rule lacks in order to fire: nothing, or the comparisons that would have to come out otherwise.

import { partnersTogether } from '../correlate.js';
import { type Clause, literalHolds } from './clause.js';
import { type Comparisons, comparisons } from './comparisons.js';
import type { Condition, Leaf, NearValue, SimultaneousValue } from './rule.js';
import type { Situation } from './situation.js';
import { type Tree, treeOf } from './tree.js';

/** One comparison that stands in the way; `negated` when it holds and must not. */
export interface Lack {
  readonly leaf: Leaf;
  readonly negated: boolean;
}

/** What a condition lacks, the shortest way among alternatives, and how many of its comparisons hold. */
export interface Shortfall {
  readonly lacks: readonly Lack[];
  /** Comparisons about what was said (not how, where or when) that hold already. */
  readonly said: number;
}

/** Works out what is lacking, giving up (null) where it is more than `most`. */
export function shortfall(condition: Condition, situation: Situation, most: number): Shortfall | null {
  const own = comparisons();
  const found = shortfallOf(treeOf(condition, own), situation, own);
  return found.lacks.length > most ? null : found;
}

/** What the condition of a rule lacks, with the comparisons of its rulebook. */
export function shortfallOf(
  tree: Tree,
  situation: Situation,
  comparisons: Comparisons,
  negated = false,
): Shortfall {
  const sum: Sum = { lacks: [], said: 0 };
  add(tree, situation, comparisons, negated, sum);
  return sum;
}

/**
 * How many comparisons a condition lacks, where two stand for any number above one: the same as `shortfallOf` counts,
 * without noting which.
 */
export function countLacking(clause: Clause, situation: Situation, comparisons: Comparisons): number {
  if (typeof clause === 'number') return countOfLiteral(clause, situation, comparisons);
  const isAll = clause.is === 'all';
  let count = isAll ? 0 : 2;
  for (const part of clause.parts) {
    const own = countLacking(part, situation, comparisons);
    count = isAll ? Math.min(2, count + own) : Math.min(count, own);
    if (count === (isAll ? 2 : 0)) return count;
  }
  return count;
}

function countOfLiteral(literal: number, situation: Situation, comparisons: Comparisons): number {
  if (literalHolds(literal, situation, comparisons)) return 0;
  const negated = (literal & 1) === 0;
  return negated ? 1 : missing(comparisons.leafOf(literal >> 1), situation).lacks;
}

/** A shortfall that is being added up. */
interface Sum {
  readonly lacks: Lack[];
  said: number;
}

function add(tree: Tree, situation: Situation, comparisons: Comparisons, negated: boolean, sum: Sum): void {
  if (tree.is === 'not') add(tree.part, situation, comparisons, !negated, sum);
  else if (tree.is === 'leaf') addLeaf(tree, situation, comparisons, negated, sum);
  // Under a negation "all" needs only one part to fail, and "any" needs every part to.
  else if ((tree.is === 'all') === negated) addShortest(tree.asWritten, situation, comparisons, negated, sum);
  else for (const part of tree.asWritten) add(part, situation, comparisons, negated, sum);
}

function addShortest(
  parts: readonly Tree[],
  situation: Situation,
  comparisons: Comparisons,
  negated: boolean,
  sum: Sum,
): void {
  let best: Shortfall | null = null;
  for (const part of parts) {
    const own = shortfallOf(part, situation, comparisons, negated);
    if (best === null || isShorter(own, best)) best = own;
  }
  if (best === null) return;
  sum.lacks.push(...best.lacks);
  sum.said += best.said;
}

/** Of equally long ways the one is shorter of which more was said. */
function isShorter(a: Shortfall, b: Shortfall): boolean {
  const more = a.lacks.length - b.lacks.length;
  return more < 0 || (more === 0 && a.said > b.said);
}

function addLeaf(
  { leaf, number }: Tree & { is: 'leaf' },
  situation: Situation,
  comparisons: Comparisons,
  negated: boolean,
  sum: Sum,
): void {
  if (comparisons.holds(number, situation) !== negated) {
    if (!negated && SAID.has(leaf.fact)) sum.said++;
    return;
  }
  const { lacks, said } = negated ? IT_ALONE : missing(leaf, situation);
  for (let i = 0; i < lacks; i++) sum.lacks.push({ leaf, negated });
  sum.said += said;
}

/** How many things are missing where a comparison does not hold, and whether some of it was said. */
interface Missing {
  readonly lacks: 1 | 2;
  readonly said: 0 | 1;
}

const IT_ALONE: Missing = { lacks: 1, said: 0 };

function missing({ operator, value }: Leaf, { hits, seen }: Situation): Missing {
  if (operator === 'near') {
    // Concepts that were said, only not together, or not all of them.
    const groups = (value as NearValue).concepts;
    const absent = groups.filter(
      (group) => !hits.some((hit) => hit.denied === null && group.includes(hit.concept)),
    );
    return { lacks: absent.length > 1 ? 2 : 1, said: absent.length < groups.length ? 1 : 0 };
  }
  if (operator !== 'simultaneous') return IT_ALONE;
  // With a failing function of this report only partners are lacking; without one, more than that.
  const { partners } = partnersTogether(seen, value as SimultaneousValue);
  return partners > 0 ? { lacks: 1, said: 1 } : { lacks: 2, said: 0 };
}

const SAID = new Set([
  'mentions',
  'denies',
  'hits',
  'text',
  'failures',
  'functions',
  'criticalFunctions',
  'seen',
]);
