// Each engine as its manual shows it, with the same conditions in its own words. None but ours has an index.

import { Engine, type TopLevelCondition } from 'json-rules-engine';
import {
  type Condition,
  compile,
  type Leaf,
  prepareRules,
  type Situation,
} from '../../src/classifier/index.js';
import { factsOf, type MakePeer } from './peer.ts';

/** Ours: index, predicates, and json-rules-engine for what passes. */
export const ours: MakePeer = (rules) => {
  const prepared = prepareRules(rules);
  return {
    name: 'Triage Desk',
    fired: async (situation) => (await prepared.fired(situation)).map((rule) => rule.id),
  };
};

/** Ours, and what json-rules-engine has confirmed is forgotten when asked: the first reports of a desk that starts. */
export const oursAnew: MakePeer = (rules, load) => {
  let peer = ours(rules, load);
  return {
    name: '  anew',
    fired: (situation) => peer.fired(situation),
    forget: () => {
      peer = ours(rules, load);
    },
  };
};

/** json-rules-engine over all rules. */
export const jsonRulesEngine: MakePeer = (rules) => {
  const engine = new Engine();
  for (const { id, when } of rules)
    engine.addRule({ name: id, conditions: structuredClone(when) as TopLevelCondition, event: { type: id } });
  return {
    name: 'json-rules-engine',
    fired: async (situation) => (await engine.run(factsOf(situation))).events.map((event) => event.type),
  };
};

interface ZenModule {
  readonly ZenEngine: new () => {
    createDecision(content: unknown): {
      evaluate(facts: unknown): Promise<{ readonly result: readonly { readonly rule: string }[] }>;
    };
  };
}

/** @gorules/zen-engine: one decision table that collects. */
export const zenEngine: MakePeer = (rules, load) => {
  const { ZenEngine } = load('@gorules/zen-engine') as ZenModule;
  const table = {
    hitPolicy: 'collect',
    inputs: [{ id: 'when', name: 'when' }],
    outputs: [{ id: 'rule', name: 'rule', field: 'rule' }],
    rules: rules.map(({ id, when }) => ({ _id: id, when: zenExpression(when), rule: JSON.stringify(id) })),
  };
  const position = { x: 0, y: 0 };
  const decision = new ZenEngine().createDecision({
    nodes: [
      { id: 'in', name: 'in', type: 'inputNode', position },
      { id: 'rules', name: 'rules', type: 'decisionTableNode', position, content: table },
      { id: 'out', name: 'out', type: 'outputNode', position },
    ],
    edges: [
      { id: 'a', sourceId: 'in', targetId: 'rules', type: 'edge' },
      { id: 'b', sourceId: 'rules', targetId: 'out', type: 'edge' },
    ],
  });
  return {
    name: '@gorules/zen-engine',
    fired: async (situation) => (await decision.evaluate(factsOf(situation))).result.map(({ rule }) => rule),
  };
};

interface NodeRulesModule {
  readonly RuleEngine: new (
    rules: readonly unknown[],
    // Else it begins anew whenever a rule notes that it fired.
    options: { readonly ignoreFactChanges: true },
  ) => { execute(fact: object, done: (fact: NodeRulesFact) => void): void };
}
interface NodeRulesFlow {
  when(holds: boolean): void;
  next(): void;
}
interface NodeRulesFact {
  readonly facts: Situation['facts'];
  readonly found: string[];
}

/** node-rules: conditions are functions, here the ones that we compile, so that only its own work is compared. */
export const nodeRules: MakePeer = (rules, load) => {
  const { RuleEngine } = load('node-rules') as NodeRulesModule;
  const nodes = rules.map(({ id, when }) => {
    const holds = compile(when);
    return {
      name: id,
      condition: (flow: NodeRulesFlow, fact: NodeRulesFact) => flow.when(holds(fact as unknown as Situation)),
      consequence(flow: NodeRulesFlow, fact: NodeRulesFact) {
        fact.found.push(id);
        flow.next();
      },
    };
  });
  const engine = new RuleEngine(nodes, { ignoreFactChanges: true });
  return {
    name: 'node-rules',
    fired: (situation) =>
      new Promise((done) => {
        engine.execute({ facts: factsOf(situation), found: [] }, ({ found }) => done(found));
      }),
  };
};

interface JsonLogic {
  apply(logic: unknown, facts: unknown): unknown;
}

/** json-logic-js: interpreted. */
export const jsonLogicJs: MakePeer = (rules, load) => {
  const engine = load('json-logic-js') as JsonLogic;
  const all = rules.map(({ id, when }) => ({ id, logic: jsonLogicOf(when) }));
  return {
    name: 'json-logic-js',
    fired: (situation) => {
      const facts = factsOf(situation);
      return all.filter(({ logic }) => engine.apply(logic, facts) === true).map(({ id }) => id);
    },
  };
};

interface JsonLogicEngineModule {
  readonly LogicEngine: new () => { build(logic: unknown): (facts: unknown) => unknown };
}

/** json-logic-engine: compiled. */
export const jsonLogicEngine: MakePeer = (rules, load) => {
  const { LogicEngine } = load('json-logic-engine') as JsonLogicEngineModule;
  const engine = new LogicEngine();
  const all = rules.map(({ id, when }) => ({ id, holds: engine.build(jsonLogicOf(when)) }));
  return {
    name: 'json-logic-engine',
    fired: (situation) => {
      const facts = factsOf(situation);
      return all.filter(({ holds }) => holds(facts) === true).map(({ id }) => id);
    },
  };
};

function zenExpression(condition: Condition): string {
  if ('not' in condition) return `not (${zenExpression(condition.not)})`;
  if ('all' in condition) return `(${condition.all.map(zenExpression).join(' and ')})`;
  if ('any' in condition) return `(${condition.any.map(zenExpression).join(' or ')})`;
  const { fact, operator, value } = condition;
  const literal = JSON.stringify(value);
  if (operator === 'contains') return `${literal} in ${fact}`;
  return operator === 'in' ? `${fact} in ${literal}` : `${fact} >= ${literal}`;
}

function jsonLogicOf(condition: Condition): unknown {
  if ('not' in condition) return { '!': [jsonLogicOf(condition.not)] };
  if ('all' in condition) return { and: condition.all.map(jsonLogicOf) };
  if ('any' in condition) return { or: condition.any.map(jsonLogicOf) };
  return jsonLogicLeaf(condition);
}

function jsonLogicLeaf({ fact, operator, value }: Leaf): unknown {
  if (operator === 'contains') return { in: [value, { var: fact }] };
  return operator === 'in' ? { in: [{ var: fact }, value] } : { '>=': [{ var: fact }, value] };
}
