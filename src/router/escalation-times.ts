// When the steps of an escalation are due. All times in milliseconds since 1970, UTC.

import { lastWorkBefore, nextWorkingStart } from './hours.js';
import type { Policy } from './policy.js';
import type { Case } from './types.js';

/**
 * Steps in their order, of an incident or an open question, and of an urgent matter. `raise` says again, when work
 * begins, what was told without a mention before.
 */
export const forEngineers = ['raise', 'reminder', 'second-engineer', 'point-person'] as const;
const forPms = ['raise-urgent', 'pm-reminder', 'stand-in', 'engineers-for-urgent'] as const;
export const ESCALATION_STEPS = [...forEngineers, ...forPms] as const;
export type EscalationName = (typeof ESCALATION_STEPS)[number];

/** The steps that one of them belongs to, in their order. */
export function trackOf(name: EscalationName): readonly EscalationName[] {
  return forEngineers.some((step) => step === name) ? forEngineers : forPms;
}

/** Steps in their order, each with the time it is due. */
export type Times = readonly (readonly [EscalationName, number])[];

/** Counted from the report, or from the next start of work where nobody may be mentioned before. */
export function answerTimes(ofClass: Case['class'], since: number, wakes: boolean, policy: Policy): Times {
  const start = wakes ? since : nextWorkingStart(since, policy);
  const first = start + policy.responseMs;
  const steps: Times = [
    ...(start > since ? ([['raise', start]] as const) : []),
    ['reminder', first],
    ['second-engineer', first + policy.escalateEveryMs],
  ];
  return ofClass === 'incident' ? [...steps, ['point-person', first + 2 * policy.escalateEveryMs]] : steps;
}

/** Spread over the time before the deadline, and never left to a night that ends too late. */
export function urgentTimes(openedAt: number, deadline: number | null, policy: Policy): Times {
  const start = nextWorkingStart(openedAt, policy);
  const raised: Times = start > openedAt ? [['raise-urgent', start]] : [];
  if (deadline === null || deadline <= start) {
    const first = start + policy.remindBeforeDeadlineMs;
    return [
      ...raised,
      ['pm-reminder', first],
      ['stand-in', first + policy.escalateEveryMs],
      ['engineers-for-urgent', first + 2 * policy.escalateEveryMs],
    ];
  }
  const end = lastWorkBefore(deadline, start, policy) ?? deadline;
  const first = Math.max(end - policy.remindBeforeDeadlineMs, start + (end - start) / 4);
  const third = (end - first) / 3;
  return [
    ...raised,
    ['pm-reminder', Math.round(first)],
    ['stand-in', Math.round(first + third)],
    ['engineers-for-urgent', Math.round(first + 2 * third)],
  ];
}
