// A case of several reports is what all of them say: who edits their own takes back their word, and nobody else's. Pure.

import type { DecisionClass } from '../classifier/index.js';

/** The gravest first: what may be an incident is graver than what is urgent. */
const byGravity: readonly DecisionClass[] = [
  'incident',
  'undecided',
  'urgent-non-incident',
  'non-incident',
  'none',
];

/** True when one class asks for more than another. */
export function isGraver(one: DecisionClass, other: DecisionClass): boolean {
  return byGravity.indexOf(one) < byGravity.indexOf(other);
}

/** True when a case stays what it is although one of its reports says less by now: another still says what it is. */
export function staysByOthers(
  ofCase: DecisionClass,
  said: DecisionClass,
  others: readonly DecisionClass[],
): boolean {
  return isGraver(ofCase, said) && others.includes(ofCase);
}
