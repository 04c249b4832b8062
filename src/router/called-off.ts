// What its author has called off below it, while the words above still tell of a problem. Pure.

import type { Decision } from '../classifier/index.js';

/** Stands for the rule by which whoever calls their report off below it is believed. */
export const CALLED_OFF = 'called-off';

/** What is held of it: that it is no report; `now` is the decision on its words. */
export function calledOff(now: Decision): Decision {
  const { severityFrom: _, ...rest } = now;
  const why = 'Its author has called it off below it.';
  const firing = {
    rule: CALLED_OFF,
    class: 'none',
    weight: null,
    decisive: true,
    why,
    evidence: [],
  } as const;
  return {
    ...rest,
    class: 'none',
    bestGuess: 'none',
    area: null,
    areaEvidence: [],
    severity: null,
    wakes: false,
    deadline: null,
    confidence: 1,
    firings: [firing],
    nearest: null,
    correlation: null,
  };
}

/** True where its author's word below it is why it is held for no report. */
export function isCalledOff({ firings }: Pick<Decision, 'firings'>): boolean {
  return firings.some(({ rule }) => rule === CALLED_OFF);
}
