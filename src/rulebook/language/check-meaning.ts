// What the shape of rule files cannot say: names that must exist, operators that fit, rules that make sense.

import type { Problem } from '../problem.js';
import type { Written } from '../written.js';
import { checkConcepts } from './check-concepts.js';
import { checkConditions } from './check-conditions.js';
import { checkIds } from './check-ids.js';
import { checkLogic } from './check-logic.js';
import { checkNames } from './check-names.js';
import type { Routing } from './read-routing.js';

/** Everything that can be said of entries that could be read; names that an unreadable file may define are not judged. */
export function checkMeaning(
  written: Written,
  routing: Pick<Routing, 'areas' | 'severities' | 'channels'>,
): readonly Problem[] {
  const { concepts, rules } = written;
  const conditions = checkConditions(written, routing.channels);
  return [
    ...checkConcepts(concepts),
    ...checkIds(rules),
    ...conditions.problems,
    ...checkNames(concepts, rules, routing),
    ...checkLogic(concepts, conditions.understood),
  ];
}
