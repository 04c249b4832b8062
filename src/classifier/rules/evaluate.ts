// Which rules of a rulebook fire: index, rejecting predicates, confirmation by json-rules-engine.

import type { ReportClass } from '../types.js';
import { confirmer } from './confirm.js';
import { byValue } from './near-misses.js';
import { compile, type Predicate } from './predicate.js';
import { eachLeaf, type Rule } from './rule.js';
import { indexRules, type RuleIndex } from './rule-index.js';
import type { Situation } from './situation.js';
import { indexTouched, type TouchedIndex } from './touched-index.js';

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
  /**
   * Rules that may have nearly fired, since something they ask for was said; those that matter most first.
   * Rules of the class `besides` are left out, and of those that share a word only the first 64 are given.
   */
  touched(situation: Situation, besides: ReportClass | null): readonly Rule[];
}

/** Prepares rules. What loading need not pay for is made when it is first asked for. */
export function prepareRules(rules: readonly Rule[]): PreparedRules {
  const index = lazy(() => indexRules(rules));
  const valued = lazy(() => byValue(rules));
  const touching = lazy(() => indexTouched(valued()));
  const facts = lazy(() => factsOf(rules));
  const predicates: (Predicate | undefined)[] = [];
  const engine = confirmer();
  return {
    rules,
    get byValue() {
      return valued();
    },
    get facts() {
      return facts();
    },
    survivors: (situation) => survivors(rules, index(), predicates, situation),
    fired: (situation) => engine.confirm(survivors(rules, index(), predicates, situation), situation),
    touched: (situation, besides) => inOrder(valued(), touching(), situation, besides),
  };
}

function survivors(
  rules: readonly Rule[],
  index: RuleIndex,
  predicates: (Predicate | undefined)[],
  situation: Situation,
): readonly Rule[] {
  const passed: Rule[] = [];
  for (const position of index.candidates(situation)) {
    const rule = rules[position];
    if (rule === undefined) continue;
    const holds = predicates[position] ?? compile(rule.when);
    predicates[position] = holds;
    if (holds(situation)) passed.push(rule);
  }
  return passed;
}

function inOrder(
  rules: readonly Rule[],
  index: TouchedIndex,
  situation: Situation,
  besides: ReportClass | null,
): readonly Rule[] {
  return index.touched(situation, besides).flatMap((position) => rules[position] ?? []);
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
