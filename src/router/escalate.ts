// What happens when nobody answers (the process: #incidents expects an answer within 30 minutes). Each step once,
// none after somebody has taken the case up; out of hours only what wakes may mention somebody.

import { again, type CaseMoment, callOf, whoIsAsked } from './call.js';
import { isWaiting } from './case.js';
import { answerTimes, type EscalationName, forEngineers, trackOf, urgentTimes } from './escalation-times.js';
import { hoursAt, nextWorkingStart } from './hours.js';
import type { Policy } from './policy.js';
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
 * What a step that came due at `dueAt` does: the message, or the time to try again, when nobody may be disturbed now, or nobody is
 * there. Neither when the case has been taken up. Where the step has nobody to ask, a gap in the rota for instance, the one
 * after it is taken at once. `again` may also be the step that follows, where its own time has passed meanwhile.
 */
export function takeStep(
  name: EscalationName,
  moment: CaseMoment,
  rules: RoutingRules,
  dueAt = moment.now,
): { readonly effect: Effect | null; readonly again: EscalationStep | null } {
  const { case: record, decision, now } = moment;
  const { policy } = rules;
  if (!isWaiting(record)) return { effect: null, again: null };
  if (hoursAt(now, policy) !== 'working' && !mayWake(decision)) {
    const start = nextWorkingStart(now, policy) + turnOf(name) * policy.escalateEveryMs;
    return { effect: null, again: later(name, start, record.id) };
  }
  if (isTooSoon(name, now - dueAt, policy)) {
    const atItsTurn = now + turnOf(name) * policy.escalateEveryMs;
    return { effect: null, again: later(name, atItsTurn, record.id) };
  }
  const next = now + policy.escalateEveryMs;
  const track = trackOf(name);
  for (const step of track.slice(track.indexOf(name))) {
    const asked = whoIsAsked(step, moment, rules);
    if (asked.length === 0) continue;
    const missed = stepAfter(step, moment, rules);
    return {
      effect: callOf(step, asked, moment, rules),
      again: missed === null ? null : later(missed, next, record.id),
    };
  }
  // The first step goes on until somebody is there, and the others follow it then.
  return { effect: null, again: turnOf(name) === 0 ? later(name, next, record.id) : null };
}

/** After an outage of the desk all steps are due at once, and those before this one have only just been made. */
function isTooSoon(name: EscalationName, lateMs: number, { escalateEveryMs }: Policy): boolean {
  return forEngineers.some((step) => step === name) && turnOf(name) > 0 && lateMs >= escalateEveryMs / 2;
}

/** The step that follows, where its time came before that of this one. */
function stepAfter(step: EscalationName, moment: CaseMoment, rules: RoutingRules): EscalationName | null {
  const track = trackOf(step);
  const following = track[track.indexOf(step) + 1];
  const planned = escalationSteps(moment, rules).find(({ name }) => name === following);
  return planned !== undefined && planned.dueAt < moment.now ? planned.name : null;
}

function later(name: EscalationName, dueAt: number, record: string): EscalationStep {
  return { key: `${record}:${name}:${dueAt}`, name, dueAt };
}

/** Steps that a night has held back do not all come with the morning: each keeps its turn. */
function turnOf(name: EscalationName): number {
  return Math.max(0, trackOf(name).indexOf(name) - 1);
}
