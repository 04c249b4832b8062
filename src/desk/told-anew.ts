import { AFTER_ALL } from '../router/index.js';
import type { StoredDecision } from './records.js';

/**
 * Ends the key of what is told once per class: of a report that was called off and taken up again it is news once more.
 */
export function toldAnew(decisions: readonly StoredDecision[]): string {
  const times = decisions.filter(({ decision }) => decision.firings.some(({ rule }) => rule === AFTER_ALL));
  return times.length === 0 ? '' : `:${times.length}`;
}
