// Conditions with their comparisons numbered, so that each comparison is made once a report (comparisons.ts).

import { oneOf } from '../one-string.js';
import type { Comparisons } from './comparisons.js';
import type { Condition, Leaf } from './rule.js';

/**
 * A condition, its parts in the order in which asking them costs least: conditions have no effects. `named` is what a
 * comparison names, one value or several.
 */
export type Tree =
  | {
      readonly is: 'leaf';
      readonly leaf: Leaf;
      readonly number: number;
      readonly named: ReadonlySet<unknown>;
    }
  | { readonly is: 'not'; readonly part: Tree }
  | { readonly is: 'all' | 'any'; readonly parts: readonly Tree[]; readonly asWritten: readonly Tree[] };

/** Takes a condition apart. */
export function treeOf(condition: Condition, comparisons: Comparisons): Tree {
  if ('fact' in condition) {
    const { value } = condition;
    const named = new Set<unknown>(Array.isArray(value) ? value.map(oneOf) : [oneOf(value)]);
    return { is: 'leaf', leaf: condition, number: comparisons.numberOf(condition), named };
  }
  if ('not' in condition) return { is: 'not', part: treeOf(condition.not, comparisons) };
  const is = 'all' in condition ? 'all' : 'any';
  const asWritten = ('all' in condition ? condition.all : condition.any).map((part) =>
    treeOf(part, comparisons),
  );
  return { is, asWritten, parts: [...asWritten].sort((a, b) => costOf(a) - costOf(b)) };
}

/** Regular expressions and windows come last. */
const COSTS: Readonly<Record<string, number>> = { near: 1, simultaneous: 2, matches: 3 };

/** What it costs to ask, where most cost nothing. */
function costOf(tree: Tree): number {
  if (tree.is === 'leaf') return COSTS[tree.leaf.operator] ?? 0;
  return tree.is === 'not' ? costOf(tree.part) : Math.max(...tree.parts.map(costOf));
}
