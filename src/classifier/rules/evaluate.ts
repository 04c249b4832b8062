// Which rules of a rulebook fire: index, rejecting predicates, confirmation by json-rules-engine.

import type { Evidence } from '../types.js';
import { clauseHolds, clauseOf } from './clause.js';
import { comparisons } from './comparisons.js';
import { confirmer } from './confirm.js';
import { witness } from './evidence.js';
import { byValue, type NearMisses, nearMisses } from './near-misses.js';
import { onceEach } from './once-each.js';
import { eachLeaf, leavesOf, type Rule, type SimultaneousValue } from './rule.js';
import { indexRules, type RuleIndexData, ruleIndex } from './rule-index.js';
import { signs } from './signs.js';
import type { Situation } from './situation.js';
import { indexTouched, type TouchedIndexData, touchedIndex } from './touched-index.js';
import { type Tree, treeOf } from './tree.js';

/** The rules of one rulebook, ready to be evaluated any number of times, concurrently too. */
export interface PreparedRules {
  readonly rules: readonly Rule[];
  /** The rules that ask for several reports of one failure, with what they ask. */
  readonly correlating: ReadonlyMap<Rule, SimultaneousValue>;
  /** Names of the facts that some rule compares. */
  readonly facts: ReadonlySet<string>;
  /** Rules that could fire by the index and the predicates; a superset of those that do. */
  survivors(situation: Situation): readonly Rule[];
  /** The rules that fire, by the word of json-rules-engine, in the order of the rulebook. */
  fired(situation: Situation): Promise<readonly Rule[]>;
  /** What a rule that fires rests on. */
  evidence(rule: Rule, situation: Situation): readonly Evidence[];
  /** The rules that nearly fired. */
  readonly nearMisses: NearMisses;
}

/**
 * Prepares rules. What loading need not pay for is made when it is first asked for, and what was found out about them
 * before is not found out again.
 */
export function prepareRules(rules: readonly Rule[], known?: RuleSurvey): PreparedRules {
  const seen = signs();
  const index = lazy(() => ruleIndex(known?.index ?? indexRules(rules), rules.length, seen));
  const facts = lazy(() => new Set(known?.facts ?? factsOf(rules)));
  const correlating = lazy(() => correlatingOf(known?.correlating ?? rules.keys(), rules));
  const asked = comparisons(seen);
  const trees = new Map<Rule, Tree>();
  const tree = (rule: Rule): Tree => {
    const known = trees.get(rule);
    if (known !== undefined) return known;
    const made = treeOf(rule.when, asked);
    trees.set(rule, made);
    return made;
  };
  const near = lazy(() => {
    const valued = byValue(rules);
    const touching = touchedIndex(known?.touched ?? indexTouched(valued), valued.length, seen);
    return nearMisses(valued, touching, tree, asked);
  });
  const clauseAt = onceEach((position) => clauseOf(tree(ruleAt(position))));
  const engine = confirmer(rules, seen);
  const ruleAt = (position: number): Rule => rules[position] as Rule;
  const passing = (situation: Situation): readonly number[] => {
    const passed: number[] = [];
    for (const position of index().candidates(situation))
      if (clauseHolds(clauseAt(position), situation, asked)) passed.push(position);
    return passed;
  };
  return {
    rules,
    get correlating() {
      return correlating();
    },
    get facts() {
      return facts();
    },
    survivors: (situation) => passing(situation).map(ruleAt),
    fired: (situation) => engine.confirm(passing(situation), situation),
    evidence: witness(tree, asked),
    get nearMisses() {
      return near();
    },
  };
}

/** What can be found out about rules before any report comes: plain data, which a compiled rulebook keeps. */
export interface RuleSurvey {
  readonly index: RuleIndexData;
  readonly touched: TouchedIndexData;
  readonly facts: readonly string[];
  /** Positions of the rules that ask for several reports of one failure. */
  readonly correlating: readonly number[];
}

/** Finds it out. */
export function surveyRules(rules: readonly Rule[]): RuleSurvey {
  return {
    index: indexRules(rules),
    touched: indexTouched(byValue(rules)),
    facts: [...factsOf(rules)],
    correlating: [...rules.keys()].filter((position) => correlatingOf([position], rules).size > 0),
  };
}

function correlatingOf(
  positions: Iterable<number>,
  rules: readonly Rule[],
): ReadonlyMap<Rule, SimultaneousValue> {
  const correlating = new Map<Rule, SimultaneousValue>();
  for (const position of positions) {
    const rule = rules[position];
    const leaf = rule && leavesOf(rule.when).find(({ operator }) => operator === 'simultaneous');
    if (rule !== undefined && leaf !== undefined) correlating.set(rule, leaf.value as SimultaneousValue);
  }
  return correlating;
}

function factsOf(rules: readonly Rule[]): ReadonlySet<string> {
  const facts = new Set<string>();
  for (const rule of rules) eachLeaf(rule.when, ({ fact }) => facts.add(fact));
  return facts;
}

function lazy<T>(make: () => T): () => T {
  let made: { readonly value: T } | null = null;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}
