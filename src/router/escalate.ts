// What happens when nobody answers (the process: #incidents expects an answer within 30 minutes). Each step once,
// none after somebody has taken the case up; out of hours only what wakes may mention somebody.

import { again, type CaseMoment, callOf, whoIsAsked } from './call.js';
import { isWaiting } from './case.js';
import { answerTimes, type EscalationName, trackOf, urgentTimes } from './escalation-times.js';
import { hoursAt, nextWorkingStart } from './hours.js';
import type { RoutingRules } from './routing-rules.js';
import type { Effect } from './types.js';
import { mayWake } from './wakes.js';

/** A step and the moment it is due, in milliseconds since 1970, UTC. The key is the same whenever it is worked out. */
export interface EscalationStep {
  readonly key: string;
  readonly name: EscalationName;
  readonly dueAt: number;
}

/** All steps of a case that nobody has taken up, in time; none for a case that needs no answer. */
export function escalationSteps(moment: CaseMoment, rules: RoutingRules): readonly EscalationStep[] {
  const { case: record, decision } = moment;
  if (!isWaiting(record)) return [];
  const since = record.waitingSince ?? record.openedAt;
  const times =
    record.class === 'urgent-non-incident'
      ? urgentTimes(since, decision.deadline?.at ?? null, rules.policy)
      : record.class === 'incident' || record.class === 'undecided'
        ? answerTimes(record.class, since, mayWake(decision), rules.policy)
        : [];
  return times.map(([name, dueAt]) => ({ key: `${record.id}:${name}${again(record)}`, name, dueAt }));
}

/**
 * What a step that has come due does: the message, or, when nobody may be disturbed now, the time to try again.
 * Neither when the case has been taken up, or nobody is there to be asked. Where the step has nobody to ask, a gap in
 * the rota for instance, the one after it is taken at once.
 */
export function takeStep(
  name: EscalationName,
  moment: CaseMoment,
  rules: RoutingRules,
): { readonly effect: Effect | null; readonly again: EscalationStep | null } {
  const nothing = { effect: null, again: null };
  const { case: record, decision, now } = moment;
  if (!isWaiting(record)) return nothing;
  if (hoursAt(now, rules.policy) !== 'working' && !mayWake(decision)) {
    const dueAt = nextWorkingStart(now, rules.policy) + turnOf(name) * rules.policy.escalateEveryMs;
    return { effect: null, again: { key: `${record.id}:${name}:${dueAt}`, name, dueAt } };
  }
  const track = trackOf(name);
  for (const step of track.slice(track.indexOf(name))) {
    const asked = whoIsAsked(step, moment, rules);
    if (asked.length > 0) return { effect: callOf(step, asked, moment, rules), again: null };
  }
  return nothing;
}

/** Steps that a night has held back do not all come with the morning: each keeps its turn. */
function turnOf(name: EscalationName): number {
  return Math.max(0, trackOf(name).indexOf(name) - 1);
}
