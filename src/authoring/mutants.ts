// Rulebooks with one thing wrong: a rule gone, a weight of 0, a condition gone or turned round.

import type { Condition, Leaf, Rule } from '../classifier/index.js';
import { leafEdits } from './edit-condition.js';

/** One change of one rule. */
export type Mutant =
  | { readonly kind: 'drop-rule' | 'zero-weight'; readonly rule: Rule }
  | {
      readonly kind: 'drop-condition' | 'negate-condition';
      readonly rule: Rule;
      readonly leaf: Leaf;
      readonly when: Condition;
    };

/**
 * Every mutant of every rule, in the order of the rulebook. A rule's only condition is not dropped, since
 * nothing would be left of the rule: dropping the rule stands for it.
 */
export function mutantsOf(rules: readonly Rule[]): readonly Mutant[] {
  return rules.flatMap((rule) => [
    { kind: 'drop-rule', rule },
    ...(rule.weight === null || rule.weight === 0 ? [] : [{ kind: 'zero-weight', rule } as const]),
    ...leafEdits(rule.when).flatMap(({ leaf, dropped, negated }): readonly Mutant[] => [
      ...(dropped === null ? [] : [{ kind: 'drop-condition', rule, leaf, when: dropped } as const]),
      { kind: 'negate-condition', rule, leaf, when: negated },
    ]),
  ]);
}
