// The only file that knows json-rules-engine. It confirms every firing: what the predicates let pass counts
// only when the engine agrees.
//
// Rules are evaluated one by one (`rule.evaluate`, which Engine.run calls too) instead of through
// Engine.run: a shared Engine mixes up concurrent runs, and emits two events a rule that nobody hears.

import { Almanac, Engine, Rule as EngineRule, type TopLevelCondition } from 'json-rules-engine';
import { OUR_OPERATORS } from './operators.js';
import type { Condition, Rule } from './rule.js';
import { factOf, type Situation } from './situation.js';

/** Asks json-rules-engine whether a rule fires; rejects with the rule's id when the engine cannot say. */
export interface Confirmer {
  confirms(rule: Rule, situation: Situation): Promise<boolean>;
}

/** A confirmer for one rulebook; each rule is handed to the engine when it is first asked about. */
export function confirmer(): Confirmer {
  const engine = engineWithOurOperators();
  const prepared = new Map<string, Evaluable>();
  return {
    async confirms(rule, situation) {
      const known = prepared.get(rule.id) ?? prepare(rule, engine);
      prepared.set(rule.id, known);
      try {
        return (await known.evaluate(new SituationAlmanac(situation))).result === true;
      } catch (cause) {
        throw new Error(`rule "${rule.id}" could not be evaluated`, { cause });
      }
    },
  };
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

/** The part of a json-rules-engine Rule that its type declarations leave out. */
interface Evaluable {
  evaluate(almanac: Almanac): Promise<{ readonly result: unknown }>;
}

/** Facts by look-up: the stock almanac hashes and promises each fact for a cache that flat facts do not need. */
class SituationAlmanac extends Almanac {
  constructor(private readonly situation: Situation) {
    super();
  }

  override factValue<T>(fact: string): Promise<T> {
    const value = factOf(this.situation, fact);
    if (value === undefined) return Promise.reject(new Error(`no fact "${fact}" was read`));
    return Promise.resolve(value as T);
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

function prepare(rule: Rule, engine: Engine): Evaluable {
  const prepared = new EngineRule({
    name: rule.id,
    conditions: topLevel(rule.when),
    event: { type: 'fired' },
  });
  engine.addRule(prepared);
  shareInsteadOfClone(prepared);
  return prepared as unknown as Evaluable;
}

/**
 * Each evaluation deep-copies conditions and event to note results in the copy; that is 60 % of its time, and
 * we read nothing but the verdict. The copier passes over inherited properties, so an object that inherits
 * everything is "copied" by making one empty object.
 */
function shareInsteadOfClone(rule: EngineRule): void {
  rule.conditions = Object.create(hidden(rule.conditions)) as TopLevelCondition;
  rule.ruleEvent = Object.create(hidden(rule.ruleEvent)) as EngineRule['ruleEvent'];
}

function hidden<T extends object>(object: T): T {
  for (const key of Object.keys(object))
    Object.defineProperty(object, key, { enumerable: false, writable: true });
  return object;
}

/** json-rules-engine wants a combination at the root, and its own mutable arrays. */
function topLevel(condition: Condition): TopLevelCondition {
  const own = structuredClone(condition) as unknown as TopLevelCondition;
  return 'fact' in condition ? { all: [own] } : own;
}
