// Which rules of a rulebook fire: index, rejecting predicates, confirmation by json-rules-engine.

import { confirmer } from './confirm.js';
import { byValue } from './near-misses.js';
import { compile, type Predicate } from './predicate.js';
import { leavesOf, type Rule } from './rule.js';
import { indexRules, type RuleIndex } from './rule-index.js';
import type { Situation } from './situation.js';

/** The rules of one rulebook, ready to be evaluated any number of times, concurrently too. */
export interface PreparedRules {
  readonly rules: readonly Rule[];
  /** The same rules in the order in which a near miss matters. */
  readonly byValue: readonly Rule[];
  /** Names of the facts that some rule compares. */
  readonly facts: ReadonlySet<string>;
  /** Rules that could fire by the index and the predicates; a superset of those that do. */
  survivors(situation: Situation): readonly Rule[];
  /** The rules that fire, by the word of json-rules-engine, in the order of the rulebook. */
  fired(situation: Situation): Promise<readonly Rule[]>;
}

export function prepareRules(rules: readonly Rule[]): PreparedRules {
  const index = indexRules(rules);
  const predicates: (Predicate | undefined)[] = [];
  const engine = confirmer();
  return {
    rules,
    byValue: byValue(rules),
    facts: new Set(rules.flatMap((rule) => leavesOf(rule.when).map((leaf) => leaf.fact))),
    survivors: (situation) => survivors(rules, index, predicates, situation),
    fired: (situation) => engine.confirm(survivors(rules, index, predicates, situation), situation),
  };
}

function survivors(
  rules: readonly Rule[],
  index: RuleIndex,
  predicates: (Predicate | undefined)[],
  situation: Situation,
): readonly Rule[] {
  const passed: number[] = [];
  index.eachCandidate(situation, (position) => {
    const rule = rules[position];
    if (rule === undefined) return;
    // Compiled when first needed: loading ten thousand rules must not pay for those that no report meets.
    const holds = predicates[position] ?? compile(rule.when);
    predicates[position] = holds;
    if (holds(situation)) passed.push(position);
  });
  return passed.sort((a, b) => a - b).flatMap((position) => rules[position] ?? []);
}
