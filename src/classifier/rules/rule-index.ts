// From the keys a report shows to the rules that could fire: cost grows with the report, not the rulebook.

import { type Key, keysOf, necessaryGroups } from './necessary.js';
import type { Rule } from './rule.js';
import type { Situation } from './situation.js';

/** Positions of rules, by the key under which each is looked up. */
export interface RuleIndex {
  /** Positions, without repetition, of all rules that could fire; others cannot. */
  candidates(situation: Situation): readonly number[];
}

export function indexRules(rules: readonly Rule[]): RuleIndex {
  const groups = rules.map((rule) => necessaryGroups(rule.when));
  const rarity = countKeys(groups.flat());
  const byKey = new Map<Key, number[]>();
  const always: number[] = [];
  for (const [position, ofRule] of groups.entries()) {
    const best = rarest(ofRule, rarity);
    if (best === null) always.push(position);
    else for (const key of best) byKey.set(key, [...(byKey.get(key) ?? []), position]);
  }
  return { candidates: (situation) => collect(keysOf(situation), byKey, always) };
}

function collect(
  keys: readonly Key[],
  byKey: ReadonlyMap<Key, readonly number[]>,
  always: readonly number[],
): readonly number[] {
  const found = new Set(always);
  for (const key of keys) for (const position of byKey.get(key) ?? []) found.add(position);
  return [...found];
}

function countKeys(groups: readonly (readonly Key[])[]): ReadonlyMap<Key, number> {
  const counts = new Map<Key, number>();
  for (const key of groups.flat()) counts.set(key, (counts.get(key) ?? 0) + 1);
  return counts;
}

/** The group under which a rule is looked up: the one that the fewest rules, and so the fewest reports, share. */
function rarest(
  groups: readonly (readonly Key[])[],
  counts: ReadonlyMap<Key, number>,
): readonly Key[] | null {
  let best: { readonly group: readonly Key[]; readonly cost: number } | null = null;
  for (const group of groups) {
    const cost = group.reduce((sum, key) => sum + expected(key) * (counts.get(key) ?? 0), 0);
    if (best === null || cost < best.cost) best = { group, cost };
  }
  return best?.group ?? null;
}

/** Words of the vocabulary are rare in reports; a scope, a kind or a state every report has. */
function expected(key: Key): number {
  return key.startsWith('mentions=') || key.startsWith('denies=') ? 1 : 20;
}
