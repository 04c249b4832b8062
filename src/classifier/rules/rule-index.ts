// From the words a report shows to the rules that could fire: cost grows with the report, not the rulebook.

import { marker } from './marker.js';
import { INDEXED_LISTS, type Key, necessaryGroups } from './necessary.js';
import type { Rule } from './rule.js';
import type { Signs } from './signs.js';
import type { Situation } from './situation.js';

export interface RuleIndex {
  /** The positions of the rules that could fire, in order; the others cannot. */
  candidates(situation: Situation): readonly number[];
}

/** Where each rule is looked up, by what it cannot do without: plain data, which a compiled rulebook keeps. */
export interface RuleIndexData {
  /** The positions of the rules that could fire on anything. */
  readonly always: readonly number[];
  /** Those of the others by fact and value. */
  readonly byFact: Entries<string, Entries<Key['value'], readonly number[]>>;
}

/** What a map is made of. */
export type Entries<K, V> = readonly (readonly [K, V])[];

/** Finds for each rule what to look it up by. */
export function indexRules(rules: readonly Rule[]): RuleIndexData {
  const groups = rules.map((rule) => necessaryGroups(rule.when));
  const rarity = countKeys(groups);
  const byFact = new Map<string, Map<Key['value'], number[]>>();
  const always: number[] = [];
  for (const [position, ofRule] of groups.entries()) {
    const best = rarest(ofRule, rarity);
    if (best === null) always.push(position);
    else for (const key of best) postings(byFact, key).push(position);
  }
  return { always, byFact: [...byFact].map(([fact, byValue]) => [fact, [...byValue]]) };
}

/** The index of so many rules. */
export function ruleIndex({ always, byFact }: RuleIndexData, count: number, signs: Signs): RuleIndex {
  const bySign: (readonly number[] | undefined)[] = [];
  for (const [fact, byValue] of byFact) {
    const isList = (INDEXED_LISTS as readonly string[]).includes(fact);
    for (const [value, positions] of byValue)
      bySign[isList ? signs.ofWord(fact, value) : signs.ofValue(fact, value)] = positions;
  }
  const marked = marker(count);
  return {
    candidates(situation) {
      markAll(always);
      for (const sign of signs.shownBy(situation).signs) markAll(bySign[sign]);
      return marked.takeInOrder();
    },
  };

  function markAll(positions: readonly number[] | undefined): void {
    if (positions !== undefined) for (const position of positions) marked.mark(position);
  }
}

function postings(byFact: Map<string, Map<Key['value'], number[]>>, { fact, value }: Key): number[] {
  const ofFact = byFact.get(fact) ?? new Map<Key['value'], number[]>();
  byFact.set(fact, ofFact);
  const there = ofFact.get(value) ?? [];
  ofFact.set(value, there);
  return there;
}

type Rarity = ReadonlyMap<string, number>;

function countKeys(groups: readonly (readonly (readonly Key[])[])[]): Rarity {
  const counts = new Map<string, number>();
  for (const ofRule of groups)
    for (const group of ofRule)
      for (const { fact, value } of group) {
        const name = `${fact} ${value}`;
        counts.set(name, (counts.get(name) ?? 0) + 1);
      }
  return counts;
}

/** The group under which a rule is looked up: the one that the fewest rules, and so the fewest reports, share. */
function rarest(groups: readonly (readonly Key[])[], counts: Rarity): readonly Key[] | null {
  let best: readonly Key[] | null = null;
  let least = Number.POSITIVE_INFINITY;
  for (const group of groups) {
    const cost = group.reduce(
      (sum, { fact, value }) => sum + expected(fact) * (counts.get(`${fact} ${value}`) ?? 0),
      0,
    );
    if (cost < least) {
      best = group;
      least = cost;
    }
  }
  return best;
}

/** Words of the vocabulary are rare in reports; a scope, a kind or a state every report has. */
function expected(fact: string): number {
  return fact === 'mentions' || fact === 'denies' ? 1 : 20;
}
