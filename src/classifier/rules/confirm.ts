// The only file that knows json-rules-engine. It confirms every firing: what the predicates let pass counts
// only when the engine agrees.
//
// The engine is asked at most once a report, whether all the conditions hold of the rules that are thought to fire; only
// when it denies that is each rule asked about alone. What it has confirmed of a condition is remembered with the values
// of the facts that the condition compares (confirmed-values.ts). Rules are evaluated by `rule.evaluate`, which
// Engine.run calls too: a shared Engine mixes up concurrent runs, and emits two events a rule that nobody hears.

import { Almanac, Engine, Rule as EngineRule, type TopLevelCondition } from 'json-rules-engine';
import { type ConfirmedValues, confirmedValues } from './confirmed-values.js';
import { onceEach } from './once-each.js';
import { OUR_OPERATORS } from './operators.js';
import type { Condition, Rule } from './rule.js';
import type { Shown, Signs } from './signs.js';
import { factOf, type Situation } from './situation.js';

/** Asks json-rules-engine which of some rules fire; rejects with a rule's id when the engine cannot say. */
export interface Confirmer {
  /** The rules are asked about by their positions in the rulebook. */
  confirm(positions: readonly number[], situation: Situation): Promise<readonly Rule[]>;
}

/** A confirmer for one rulebook; each rule is handed to the engine when it is first asked about. */
export function confirmer(rules: readonly Rule[], signs: Signs): Confirmer {
  const allOf = conjunction();
  const ruleAt = (position: number): Rule => rules[position] as Rule;
  const shared = new Map<string, Part>();
  const partsOf = onceEach((position) => prepare(ruleAt(position), shared, signs));
  const ask = async (positions: readonly number[], situation: Situation): Promise<readonly Rule[]> => {
    const open = openParts(positions.map(partsOf), signs.shownBy(situation));
    const almanac = new SituationAlmanac(situation);
    if (await allOf(conditionsOf(open), almanac).catch(() => false)) {
      for (const part of open) part.confirmed?.add(signs.shownBy(situation));
      return positions.map(ruleAt);
    }
    const verdicts = await Promise.all(
      positions.map((position) =>
        allOf(conditionsOf(partsOf(position)), almanac).catch((cause: unknown) => {
          throw new Error(`rule "${ruleAt(position).id}" could not be evaluated`, { cause });
        }),
      ),
    );
    return positions.filter((_, i) => verdicts[i]).map(ruleAt);
  };
  return {
    confirm(positions, situation) {
      // All are prepared before anything is looked at: preparing adds to what there is to look at.
      const ofRules = positions.map(partsOf);
      return areConfirmed(ofRules, signs.shownBy(situation))
        ? Promise.resolve(positions.map(ruleAt))
        : ask(positions, situation);
    },
  };
}

/** One of the conditions that must all hold for a rule; rules that share it share this object. */
interface Part {
  /** What json-rules-engine made of it. */
  readonly condition: object;
  readonly confirmed: ConfirmedValues | null;
}

function areConfirmed(ofRules: readonly (readonly Part[])[], shown: Shown): boolean {
  for (const parts of ofRules)
    for (const { confirmed } of parts) if (confirmed === null || !confirmed.has(shown)) return false;
  return true;
}

/** The parts that the engine must be asked about, each once. */
function openParts(ofRules: readonly (readonly Part[])[], shown: Shown): Iterable<Part> {
  return new Set(ofRules.flat().filter(({ confirmed }) => confirmed === null || !confirmed.has(shown)));
}

function conditionsOf(parts: Iterable<Part>): readonly object[] {
  return Array.from(parts, ({ condition }) => condition);
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
function prepare(rule: Rule, shared: Map<string, Part>, signs: Signs): readonly Part[] {
  const { conditions } = new EngineRule({ conditions: topLevel(rule.when), event: { type: 'fired' } });
  const parts: readonly object[] = 'all' in conditions ? conditions.all : [conditions];
  return parts.map((condition, i) => {
    const key = JSON.stringify(condition);
    const known = shared.get(key);
    if (known !== undefined) return known;
    const own = 'all' in rule.when ? rule.when.all[i] : rule.when;
    const part = { condition, confirmed: own === undefined ? null : confirmedValues(own, signs) };
    shared.set(key, part);
    return part;
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
