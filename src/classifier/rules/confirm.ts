// The only file that knows json-rules-engine. It confirms every firing: what the predicates let pass counts
// only when the engine agrees.
//
// The engine is asked at most once a report, whether all the conditions hold of the rules that are thought to fire; only
// when it denies that is each rule asked about alone. What it has confirmed of a condition is remembered with the values
// of the facts that the condition compares (confirmed-values.ts). Rules are evaluated by `rule.evaluate`, which
// Engine.run calls too: a shared Engine mixes up concurrent runs, and emits two events a rule that nobody hears.

import { Almanac, Engine, Rule as EngineRule, type TopLevelCondition } from 'json-rules-engine';
import { type ConfirmedValues, confirmedValues } from './confirmed-values.js';
import { OUR_OPERATORS } from './operators.js';
import type { Condition, Rule } from './rule.js';
import { factOf, type Situation } from './situation.js';

/** Asks json-rules-engine which of some rules fire; rejects with a rule's id when the engine cannot say. */
export interface Confirmer {
  confirm(rules: readonly Rule[], situation: Situation): Promise<readonly Rule[]>;
}

/** A confirmer for one rulebook; each rule is handed to the engine when it is first asked about. */
export function confirmer(): Confirmer {
  const allOf = conjunction();
  const prepared = new Map<Rule, readonly Part[]>();
  const shared = new Map<string, Part>();
  const partsOf = (rule: Rule): readonly Part[] => {
    const known = prepared.get(rule);
    if (known !== undefined) return known;
    const parts = prepare(rule, shared);
    prepared.set(rule, parts);
    return parts;
  };
  return {
    async confirm(rules, situation) {
      const open = openParts(rules.map(partsOf), situation);
      if (open.length === 0) return rules;
      const conditions = open.map((part) => part.condition);
      const almanac = new SituationAlmanac(situation);
      if (await allOf(conditions, almanac).catch(() => false)) {
        for (const part of open) part.confirmed?.add(situation);
        return rules;
      }
      const verdicts = await Promise.all(
        rules.map((rule) =>
          allOf(
            partsOf(rule).map((part) => part.condition),
            almanac,
          ).catch((cause: unknown) => {
            throw new Error(`rule "${rule.id}" could not be evaluated`, { cause });
          }),
        ),
      );
      return rules.filter((_, position) => verdicts[position]);
    },
  };
}

/** One of the conditions that must all hold for a rule; rules that share it share this object. */
interface Part {
  /** What json-rules-engine made of it. */
  readonly condition: object;
  readonly confirmed: ConfirmedValues | null;
  /** The last round in which it was looked at: rules that share it need not look again. */
  looked: number;
}

let round = 0;

/** The parts that the engine must be asked about, each once. */
function openParts(ofRules: readonly (readonly Part[])[], situation: Situation): readonly Part[] {
  const open: Part[] = [];
  round++;
  for (const parts of ofRules)
    for (const part of parts) {
      if (part.looked === round) continue;
      part.looked = round;
      if (part.confirmed?.has(situation) !== true) open.push(part);
    }
  return open;
}

/** Plain json-rules-engine over all rules, as its manual shows it: what tests and benches compare with. */
export async function firedByPlainEngine(
  rules: readonly Rule[],
  situation: Situation,
): Promise<readonly string[]> {
  const engine = engineWithOurOperators();
  for (const rule of rules)
    engine.addRule({ name: rule.id, conditions: topLevel(rule.when), event: { type: 'fired' } });
  const structured = { hits: situation.hits, seen: situation.seen, text: situation.text };
  const { results } = await engine.run({ ...situation.facts, ...structured });
  return results.map((result) => result.name).sort();
}

/** Facts by look-up: the stock almanac hashes and promises each fact for a cache that flat facts do not need. */
class SituationAlmanac extends Almanac {
  constructor(private readonly situation: Situation) {
    super();
  }

  override factValue<T>(fact: string): Promise<T> {
    const value = factOf(this.situation, fact);
    if (value === undefined) return Promise.reject(new Error(`no fact "${fact}" was read`));
    // The engine awaits what it is given, and a value needs one promise less than a promise.
    return value as Promise<T>;
  }

  getValue(value: unknown): unknown {
    return value;
  }
}

function engineWithOurOperators(): Engine {
  const engine = new Engine();
  for (const [name, holds] of Object.entries(OUR_OPERATORS)) engine.addOperator(name, holds);
  return engine;
}

/** The conditions of a rule, all of which must hold, as json-rules-engine has them. Equal ones are one object. */
function prepare(rule: Rule, shared: Map<string, Part>): readonly Part[] {
  const { conditions } = new EngineRule({ conditions: topLevel(rule.when), event: { type: 'fired' } });
  const parts: readonly object[] = 'all' in conditions ? conditions.all : [conditions];
  return parts.map((condition, i) => {
    const key = JSON.stringify(condition);
    const own = 'all' in rule.when ? rule.when.all[i] : rule.when;
    const confirmed = own === undefined ? null : confirmedValues(own);
    const known = shared.get(key) ?? { condition, confirmed, looked: 0 };
    shared.set(key, known);
    return known;
  });
}

/**
 * One rule of the engine that is given its conditions anew for every evaluation.
 *
 * An evaluation deep-copies conditions and event to note results in the copy; that is 60 % of its time, and we
 * read nothing but the verdict. The copier passes over inherited properties, so an object that inherits
 * everything is "copied" by making one empty object. The list of conditions is read before anything is
 * awaited, so evaluations that run at the same time cannot see each other's.
 */
function conjunction(): (parts: readonly object[], almanac: Almanac) => Promise<boolean> {
  const rule = new EngineRule({ conditions: { all: [] }, event: { type: 'fired' } });
  engineWithOurOperators().addRule(rule);
  const given = hidden({ all: [] as readonly object[], operator: 'all', priority: 1 });
  rule.conditions = Object.create(given) as TopLevelCondition;
  rule.ruleEvent = Object.create(hidden(rule.ruleEvent)) as EngineRule['ruleEvent'];
  // The type declarations leave `evaluate` out.
  const evaluating = rule as EngineRule & {
    evaluate(almanac: Almanac): Promise<{ readonly result: unknown }>;
  };
  return async (parts, almanac) => {
    given.all = parts;
    return (await evaluating.evaluate(almanac)).result === true;
  };
}

function hidden<T extends object>(object: T): T {
  for (const key of Object.keys(object))
    Object.defineProperty(object, key, { enumerable: false, writable: true });
  return object;
}

/** json-rules-engine wants a combination at the root, and its own mutable arrays. */
function topLevel(condition: Condition): TopLevelCondition {
  const own = withPriority(condition) as TopLevelCondition;
  return 'fact' in condition ? { all: [own] } : own;
}

/** A copy in which each comparison has the default priority: else the engine looks it up every time. */
function withPriority(condition: Condition): unknown {
  if ('fact' in condition) return { ...structuredClone(condition), priority: 1 };
  if ('not' in condition) return { not: withPriority(condition.not) };
  return 'all' in condition
    ? { all: condition.all.map(withPriority) }
    : { any: condition.any.map(withPriority) };
}
