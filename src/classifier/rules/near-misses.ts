// Rules that nearly fired: all but one of their conditions hold.

import type { DecisionClass, NearMiss } from '../types.js';
import { clauseOf } from './clause.js';
import type { Comparisons } from './comparisons.js';
import { describeLack } from './describe.js';
import { countLacking, type Lack, shortfallOf } from './lacking.js';
import { onceEach } from './once-each.js';
import type { Rule } from './rule.js';
import type { Situation } from './situation.js';
import type { TouchedIndex } from './touched-index.js';
import type { Tree } from './tree.js';

/** A near miss with the comparison it lacked, for machines. */
export interface NearlyFired extends NearMiss {
  readonly lack: Lack;
  /** What the rule would have added; null when it would have decided. */
  readonly weight: number | null;
}

/** Finds rules that lack exactly one condition and rest on something that was said. */
export interface NearMisses {
  /** All of them, those first that would have counted most. */
  all(situation: Situation): readonly NearlyFired[];
  /**
   * The one that says most about the report: the first that lacks more than partners, since any failing function lacks
   * those. Rules of the class `besides` are of no interest, since it won anyway; of those of a class that share a word only
   * the first 64 are looked at.
   */
  nearest(situation: Situation, besides: DecisionClass): NearMiss | null;
}

/** Near misses among the rules of one rulebook, which come in the order of their value. */
export function nearMisses(
  byValue: readonly Rule[],
  touching: TouchedIndex,
  treeOf: (rule: Rule) => Tree,
  comparisons: Comparisons,
): NearMisses {
  const formsAt = onceEach((position) => {
    const tree = treeOf(byValue[position] as Rule);
    return { tree, clause: clauseOf(tree) };
  });
  const lackAt = (position: number, situation: Situation): Lack | null => {
    const { tree, clause } = formsAt(position);
    if (countLacking(clause, situation, comparisons) !== 1) return null;
    const { lacks, said } = shortfallOf(tree, situation, comparisons);
    return said === 0 ? null : (lacks[0] ?? null);
  };
  return {
    all: (situation) =>
      byValue.flatMap((rule, position) => {
        const lack = lackAt(position, situation);
        return lack === null ? [] : [{ ...missOf(rule, lack, situation), lack, weight: rule.weight }];
      }),
    nearest(situation, besides) {
      let lackingPartners: { readonly rule: Rule; readonly lack: Lack } | null = null;
      for (const position of touching.touched(situation)) {
        const rule = byValue[position] as Rule;
        if (rule.class === besides) continue;
        const lack = lackAt(position, situation);
        if (lack === null) continue;
        if (lack.leaf.operator !== 'simultaneous') return missOf(rule, lack, situation);
        lackingPartners ??= { rule, lack };
      }
      return lackingPartners && missOf(lackingPartners.rule, lackingPartners.lack, situation);
    },
  };
}

function missOf({ id, class: ofClass }: Rule, lack: Lack, situation: Situation): NearMiss {
  return {
    rule: id,
    class: ofClass,
    missing: `It would count as "${id}" if ${describeLack(lack, situation)}.`,
  };
}

/** Rules in the order in which a near miss matters: decisive ones, then heavy ones, then by name. */
export function byValue(rules: readonly Rule[]): readonly Rule[] {
  const value = (rule: Rule) => (rule.decisive ? Number.POSITIVE_INFINITY : (rule.weight ?? 0));
  return rules
    .filter((rule) => value(rule) > 0)
    .sort((a, b) => (value(a) === value(b) ? compareIds(a, b) : value(b) - value(a)));
}

function compareIds(a: Rule, b: Rule): number {
  return a.id < b.id ? -1 : a.id > b.id ? 1 : 0;
}
