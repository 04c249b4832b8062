// Whether one condition can only hold where another holds too.

import type { NearValue } from '../../classifier/index.js';
import type { Alternative, Literal } from './alternatives.js';
import { range, valuesOf, wordsWanted } from './contradiction.js';

/** True when every report that satisfies `narrow` is sure to satisfy `wide`; false when that cannot be seen. */
export function implies(narrow: readonly Alternative[], wide: readonly Alternative[]): boolean {
  return narrow.every((alternative) =>
    wide.some((other) => other.every((demand) => alternative.some((given) => grants(given, demand)))),
  );
}

function grants(given: Literal, demand: Literal): boolean {
  if (given.negated === demand.negated && JSON.stringify(given.leaf) === JSON.stringify(demand.leaf))
    return true;
  return (
    grantsConcepts(given, demand) || (given.leaf.fact === demand.leaf.fact && grantsValue(given, demand))
  );
}

function grantsConcepts(given: Literal, demand: Literal): boolean {
  if (demand.leaf.fact === 'mentions' && !given.negated && !demand.negated) {
    const wanted = wordsWanted(demand.leaf) ?? [];
    return groupsOf(given).some((group) => within(group, wanted));
  }
  return false;
}

function groupsOf({ leaf }: Literal): readonly (readonly string[])[] {
  if (leaf.operator === 'near') return (leaf.value as NearValue).concepts;
  const wanted = leaf.fact === 'mentions' ? wordsWanted(leaf) : null;
  return wanted === null ? [] : [wanted];
}

function grantsValue(given: Literal, demand: Literal): boolean {
  const givenWords = wordsWanted(given.leaf);
  const demandedWords = wordsWanted(demand.leaf);
  if (givenWords !== null && demandedWords !== null && given.negated === demand.negated)
    return given.negated ? within(demandedWords, givenWords) : within(givenWords, demandedWords);
  const has = valuesOf(given);
  const needs = valuesOf(demand);
  if (has !== null && needs !== null) {
    if (has.among) return has.values.every((value) => needs.values.includes(value) === needs.among);
    return !needs.among && within(needs.values, has.values);
  }
  if (given.negated || demand.negated || given.leaf.operator === 'near') return false;
  return isBound(given) && isBound(demand) && inside(range([given]), range([demand]));
}

function isBound({ leaf }: Literal): boolean {
  return typeof leaf.value === 'number' && /^(?:lessThan|greaterThan|equal)/.test(leaf.operator);
}

function inside(inner: ReturnType<typeof range>, outer: ReturnType<typeof range>): boolean {
  return inner.least >= outer.least && inner.most <= outer.most;
}

function within<T>(inner: readonly T[], outer: readonly T[]): boolean {
  return inner.every((value) => outer.includes(value));
}
