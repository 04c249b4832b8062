// What firing rules saw: the places in the text that their conditions rest on.

import type { Evidence } from '../types.js';
import type { Comparisons } from './comparisons.js';
import { nearest } from './near.js';
import { type Placed, type Places, places, wordsFor } from './places.js';
import { OPERATORS } from './predicate.js';
import { NOTHING, quote, together } from './quote.js';
import type { Leaf, NearValue, Rule } from './rule.js';
import { factOf, type Situation } from './situation.js';
import { firstMatch } from './text-match.js';
import type { Tree } from './tree.js';

/** The words that a rule that fires rests on, in the order of the text; absences leave no trace. */
export type Witness = (rule: Rule, situation: Situation) => readonly Evidence[];

/** A witness for the rules of one rulebook. */
export function witness(treeOf: (rule: Rule) => Tree, comparisons: Comparisons): Witness {
  const standing = places();
  const known = new Map<Rule, Grounds>();
  const groundsFor = (rule: Rule): Grounds => {
    const there = known.get(rule);
    if (there !== undefined) return there;
    const grounds: Grounds = { sure: [], possible: [] };
    collect(treeOf(rule), true, standing, grounds);
    known.set(rule, grounds);
    return grounds;
  };
  return (rule, situation) => {
    const { sure, possible } = groundsFor(rule);
    standing.turnTo(situation);
    const found = wordsForAll(sure, situation.text);
    for (const { number, words } of possible)
      if (comparisons.holds(number, situation)) found.push(...words(situation));
    return together(found);
  };
}

/** Whether one comparison holds. */
export function holds(leaf: Leaf, situation: Situation): boolean {
  return OPERATORS[leaf.operator]?.(factOf(situation, leaf.fact), leaf.value) ?? false;
}

/** What a rule rests on. */
interface Grounds {
  /** Named by comparisons that hold wherever the rule fires. */
  readonly sure: Placed[];
  readonly possible: Possible[];
}

/** A comparison by its number, and the words behind it where it holds. */
interface Possible {
  readonly number: number;
  readonly words: (situation: Situation) => readonly (readonly Evidence[])[];
}

function collect(tree: Tree, isSure: boolean, standing: Places, grounds: Grounds): void {
  if (tree.is === 'not') return;
  if (tree.is !== 'leaf') {
    for (const part of tree.asWritten) collect(part, isSure && tree.is === 'all', standing, grounds);
    return;
  }
  const { number, leaf } = tree;
  if (ABSENCES.has(leaf.operator)) return;
  const several = SOUGHT.has(leaf.operator) ? null : placedBy(tree, standing);
  if (several === null) grounds.possible.push({ number, words: (situation) => [seek(leaf, situation)] });
  else if (isSure) grounds.sure.push(...several);
  else grounds.possible.push({ number, words: ({ text }) => wordsForAll(several, text) });
}

const ABSENCES: ReadonlySet<string> = new Set(['doesNotContain', 'notEqual', 'notIn']);

/** Operators whose places are found only by making the comparison. */
const SOUGHT: ReadonlySet<string> = new Set(['near', 'matches']);

function seek({ operator, value }: Leaf, { hits, text }: Situation): readonly Evidence[] {
  if (operator === 'near') return quote(nearest(hits, value as NearValue) ?? NOTHING, text);
  const place = firstMatch(text, String(value));
  return place === null ? NOTHING : quote([place], text);
}

function placedBy({ leaf: { fact }, named }: Tree & { is: 'leaf' }, standing: Places): readonly Placed[] {
  if (fact === 'mentions') return Array.from(named, standing.asserted);
  if (fact === 'denies') return Array.from(named, standing.denied);
  return [standing.fact(fact)];
}

function wordsForAll(several: readonly Placed[], text: string): (readonly Evidence[])[] {
  const found: (readonly Evidence[])[] = [];
  for (const placed of several) if (placed.spans !== null) found.push(wordsFor(placed, text));
  return found;
}
