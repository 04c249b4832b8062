// What a rule lacks in order to fire: nothing, or the comparisons that would have to come out otherwise.

import { partnersTogether } from '../correlate.js';
import type { Comparisons } from './comparisons.js';
import { holds } from './evidence.js';
import type { Condition, Leaf, NearValue, SimultaneousValue } from './rule.js';
import type { Situation } from './situation.js';
import type { Tree } from './tree.js';

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

/** Works out what is lacking, giving up (null) as soon as it is more than `most`. */
export function shortfall(condition: Condition, situation: Situation, most: number): Shortfall | null {
  const found = walk(condition, situation, false);
  return found.lacks.length > most ? null : found;
}

/**
 * How many comparisons a condition lacks, where two stand for any number above one: the same as `shortfall` counts,
 * without noting which.
 */
export function countLacking(
  tree: Tree,
  situation: Situation,
  comparisons: Comparisons,
  negated = false,
): 0 | 1 | 2 {
  if (tree.is === 'not') return countLacking(tree.part, situation, comparisons, !negated);
  if (tree.is === 'leaf') {
    if (comparisons.holds(tree.number, situation) !== negated) return 0;
    return negated ? 1 : countOfLeaf(tree.leaf, situation);
  }
  // Under a negation "all" needs only one part to fail, and "any" needs every part to.
  const least = (tree.is === 'all') === negated;
  let count: 0 | 1 | 2 = least ? 2 : 0;
  for (const part of tree.parts) {
    const own = countLacking(part, situation, comparisons, negated);
    if (least) count = own < count ? own : count;
    else count = count + own > 1 ? 2 : count === 1 ? 1 : own;
    if (count === (least ? 0 : 2)) return count;
  }
  return count;
}

function countOfLeaf(leaf: Leaf, situation: Situation): 1 | 2 {
  if (leaf.operator !== 'near' && leaf.operator !== 'simultaneous') return 1;
  return ofLeaf(leaf, situation, false).lacks.length > 1 ? 2 : 1;
}

function walk(condition: Condition, situation: Situation, negated: boolean): Shortfall {
  if ('not' in condition) return walk(condition.not, situation, !negated);
  if ('fact' in condition) return ofLeaf(condition, situation, negated);
  const parts = 'all' in condition ? condition.all : condition.any;
  const walked = parts.map((part) => walk(part, situation, negated));
  return 'all' in condition === negated ? shortest(walked) : sum(walked);
}

function ofLeaf(leaf: Leaf, situation: Situation, negated: boolean): Shortfall {
  if (holds(leaf, situation) !== negated) return { lacks: [], said: negated ? 0 : Number(isSaid(leaf)) };
  const lack = { leaf, negated };
  if (leaf.operator === 'near' && !negated) return ofNear(lack, situation);
  if (leaf.operator !== 'simultaneous' || negated) return { lacks: [lack], said: 0 };
  // With a failing function of this report only partners are lacking; without one, more than that.
  const { partners } = partnersTogether(situation.seen, leaf.value as SimultaneousValue);
  return partners > 0 ? { lacks: [lack], said: 1 } : { lacks: [lack, lack], said: 0 };
}

/** Concepts that were said, only not together, or not all of them. */
function ofNear(lack: Lack, { hits }: Situation): Shortfall {
  const groups = (lack.leaf.value as NearValue).concepts;
  const present = groups.filter((group) =>
    hits.some((hit) => hit.denied === null && group.includes(hit.concept)),
  );
  const absent = groups.length - present.length;
  return { lacks: absent > 1 ? [lack, lack] : [lack], said: Math.min(1, present.length) };
}

function sum(parts: readonly Shortfall[]): Shortfall {
  return {
    lacks: parts.flatMap((part) => part.lacks),
    said: parts.reduce((total, part) => total + part.said, 0),
  };
}

function shortest(parts: readonly Shortfall[]): Shortfall {
  return parts.reduce((best, part) =>
    part.lacks.length < best.lacks.length ||
    (part.lacks.length === best.lacks.length && part.said > best.said)
      ? part
      : best,
  );
}

function isSaid(leaf: Leaf): boolean {
  return SAID.has(leaf.fact);
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
