// Rules that nearly fired: all but one of their conditions hold.

import type { NearMiss, ReportClass } from '../types.js';
import { describeLack } from './describe.js';
import { type Lack, shortfall } from './lacking.js';
import type { Rule } from './rule.js';
import type { Situation } from './situation.js';

/** A near miss with the comparison it lacked, for machines. */
export interface NearlyFired extends NearMiss {
  readonly lack: Lack;
  /** What the rule would have added; null when it would have decided. */
  readonly weight: number | null;
}

/**
 * Rules that lack exactly one condition and rest on something that was said, those that would have counted
 * most first. `besides` names a class whose rules are of no interest, since it won anyway; `mayLackOne` may
 * spare rules a closer look.
 */
export function* nearMisses(
  byValue: Iterable<Rule>,
  situation: Situation,
  besides: ReportClass | null,
  mayLackOne: (rule: Rule) => boolean = () => true,
): Generator<NearlyFired> {
  for (const rule of byValue) {
    if (rule.class === besides || !mayLackOne(rule)) continue;
    const found = shortfall(rule.when, situation, 1);
    const lack = found?.lacks[0];
    if (lack === undefined || found?.said === 0) continue;
    const missing = `It would count as "${rule.id}" if ${describeLack(lack, situation)}.`;
    yield { rule: rule.id, class: rule.class, missing, lack, weight: rule.weight };
  }
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
