// What firing rules saw: the places in the text that their conditions rest on.

import type { Evidence } from '../types.js';
import type { Comparisons } from './comparisons.js';
import { nearest } from './near.js';
import { type Placed, type Places, places, wordsFor } from './places.js';
import { OPERATORS } from './predicate.js';
import { NOTHING, quote, quoteOf, together } from './quote.js';
import type { Leaf, NearValue, Rule } from './rule.js';
import { factOf, type Situation } from './situation.js';
import { firstMatch } from './text-match.js';
import type { Tree } from './tree.js';

/** The words that a rule that fires rests on, in the order of the text; absences leave no trace. */
export type Witness = (rule: Rule, situation: Situation) => readonly Evidence[];

/** A witness for the rules of one rulebook. */
export function witness(treeOf: (rule: Rule) => Tree, comparisons: Comparisons): Witness {
  const standing = places();
  const known = new Map<Rule, readonly Ground[]>();
  const groundsFor = (rule: Rule): readonly Ground[] => {
    const there = known.get(rule);
    if (there !== undefined) return there;
    const grounds = groundsOf(treeOf(rule), standing);
    known.set(rule, grounds);
    return grounds;
  };
  return (rule, situation) => {
    const grounds = groundsFor(rule);
    standing.turnTo(situation);
    let found = NOTHING;
    for (const { number, words } of grounds)
      if (comparisons.holds(number, situation)) found = together(found, words(situation));
    return found;
  };
}

/** Whether one comparison holds. */
export function holds(leaf: Leaf, situation: Situation): boolean {
  return OPERATORS[leaf.operator]?.(factOf(situation, leaf.fact), leaf.value) ?? false;
}

/** A comparison by its number, and the words behind it where it holds. */
interface Ground {
  readonly number: number;
  readonly words: Words;
}

type Words = (situation: Situation) => readonly Evidence[];

function groundsOf(tree: Tree, standing: Places): readonly Ground[] {
  if (tree.is === 'not') return [];
  if (tree.is !== 'leaf') return tree.asWritten.flatMap((part) => groundsOf(part, standing));
  return ABSENCES.has(tree.leaf.operator)
    ? []
    : [{ number: tree.number, words: wordsBehind(tree, standing) }];
}

const ABSENCES: ReadonlySet<string> = new Set(['doesNotContain', 'notEqual', 'notIn']);

function wordsBehind({ leaf, named }: Tree & { is: 'leaf' }, standing: Places): Words {
  const { fact, operator, value } = leaf;
  if (operator === 'near')
    return ({ hits, text }) => quote(nearest(hits, value as NearValue) ?? NOTHING, text);
  if (operator === 'matches')
    return ({ text }) => {
      const place = firstMatch(text, String(value));
      return place === null ? NOTHING : [quoteOf(place, text)];
    };
  if (fact === 'mentions') return wordsForAll(Array.from(named, standing.asserted));
  if (fact === 'denies') return wordsForAll(Array.from(named, standing.denied));
  return wordsForAll([standing.fact(fact)]);
}

function wordsForAll(several: readonly Placed[]): Words {
  return ({ text }) => {
    let found = NOTHING;
    for (const placed of several) found = together(found, wordsFor(placed, text));
    return found;
  };
}
