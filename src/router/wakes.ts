import type { Decision } from '../classifier/index.js';

/**
 * True when somebody may be woken for it: downtime, or what is not clear and is downtime by the best guess (the
 * process: "Outside of work hours, engineers are only responsible for downtime issues").
 */
export function mayWake(decision: Pick<Decision, 'class' | 'bestGuess' | 'wakes'>): boolean {
  if (!decision.wakes) return false;
  return (
    decision.class === 'incident' || (decision.class === 'undecided' && decision.bestGuess === 'incident')
  );
}
