// What the shape of rule files cannot say: names that must exist, operators that fit, rules that make sense.

import type { Problem } from '../problem.js';
import { checkConcepts } from './check-concepts.js';
import { checkConditions } from './check-conditions.js';
import { checkIds } from './check-ids.js';
import { checkLogic } from './check-logic.js';
import { checkNames } from './check-names.js';
import type { LoadedConcept, LoadedCondition, LoadedRule } from './loaded.js';
import type { Routing } from './read-routing.js';

export function checkMeaning(
  concepts: readonly LoadedConcept[],
  rules: readonly LoadedRule[],
  conditions: readonly LoadedCondition[],
  routing: Pick<Routing, 'areas' | 'severities'>,
): readonly Problem[] {
  return [
    ...checkConcepts(concepts),
    ...checkIds(rules),
    ...checkConditions(concepts, rules, conditions),
    ...checkNames(concepts, rules, routing),
    ...checkLogic(concepts, rules),
  ];
}
