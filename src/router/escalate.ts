// What happens when nobody answers (the process: #incidents expects an answer within 30 minutes). Each step once,
// none after somebody has taken the case up; out of hours only what wakes may mention somebody.

import type { Decision, Report } from '../classifier/index.js';
import { isWaiting } from './case.js';
import { coverOnCall, pmAt, pointPersonAt, standInAt } from './directory.js';
import { answerTimes, type EscalationName, trackOf, urgentTimes } from './escalation-times.js';
import { hoursAt, nextWorkingStart } from './hours.js';
import { incidentsChannel } from './policy.js';
import type { RoutingRules } from './routing-rules.js';
import type { Case, Destination, Effect, OnCall, PersonId } from './types.js';
import { mayWake } from './wakes.js';

/** A step and the moment it is due, in milliseconds since 1970, UTC. The key is the same whenever it is worked out. */
export interface EscalationStep {
  readonly key: string;
  readonly name: EscalationName;
  readonly dueAt: number;
}

/** A case at a moment, with its first report. */
export interface CaseMoment {
  readonly case: Case;
  readonly report: Report;
  readonly decision: Decision;
  /** The rota now. */
  readonly onCall: OnCall;
  readonly now: number;
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
    if (asked.length > 0) return { effect: effectOf(step, asked, moment, rules), again: null };
  }
  return nothing;
}

/**
 * The message that calls the point person in for a case that the pair cannot see through; null when nobody is there.
 * Out of hours at once for an outage only, anything else waits for the next working day.
 */
export function askPointPerson(moment: CaseMoment, rules: RoutingRules): Effect | null {
  const { now, decision } = moment;
  const asked = whoIsAsked('point-person', moment, rules);
  if (asked.length === 0) return null;
  const effect = { ...effectOf('point-person', asked, moment, rules), template: 'point-person' };
  const start = nextWorkingStart(now, rules.policy);
  return start === now || mayWake(decision) ? effect : { ...effect, notBefore: start };
}

/** Steps that a night has held back do not all come with the morning: each keeps its turn. */
function turnOf(name: EscalationName): number {
  return Math.max(0, trackOf(name).indexOf(name) - 1);
}

/** A case that waits a second time is escalated a second time. */
function again({ waitingSince }: Case): string {
  return waitingSince === undefined ? '' : `:${waitingSince}`;
}

function whoIsAsked(
  name: EscalationName,
  { case: record, onCall: rota, now }: CaseMoment,
  { directory, policy }: RoutingRules,
): readonly PersonId[] {
  const { area } = record;
  const onCall = coverOnCall(rota.people, directory);
  const one = (person: PersonId | null) => (person === null ? [] : [person]);
  const pm = pmAt(area, directory, now, policy.offsets);
  switch (name) {
    case 'raise':
      return record.class === 'undecided' ? onCall.slice(0, 1) : onCall;
    case 'reminder':
      return onCall.slice(0, 1);
    case 'second-engineer':
      return onCall.slice(1, 2);
    case 'point-person':
      return one(pointPersonAt(area, directory, now, policy.offsets));
    case 'raise-urgent':
    case 'pm-reminder':
      return one(pm);
    case 'stand-in':
      return one(standInAt(area, directory, now, policy.offsets));
    case 'engineers-for-urgent':
      return onCall;
  }
}

const templateOf: Readonly<Record<EscalationName, string>> = {
  raise: 'raised-after-hours',
  reminder: 'escalation-reminder',
  'second-engineer': 'escalation-second',
  'point-person': 'escalation-point-person',
  'raise-urgent': 'raised-after-hours',
  'pm-reminder': 'pm-reminder',
  'stand-in': 'stand-in-contact',
  'engineers-for-urgent': 'urgent-unanswered',
};

function effectOf(
  name: EscalationName,
  asked: readonly PersonId[],
  { case: record, report }: CaseMoment,
  { policy }: RoutingRules,
): Effect {
  return {
    key: `${report.id}:escalate:${name}${again(record)}`,
    kind: 'escalate',
    destination: placeOf(name, asked, report, incidentsChannel(policy)),
    template: templateOf[name],
    mentions: asked,
    after: [],
  };
}

const toOnePerson: ReadonlySet<EscalationName> = new Set(['raise-urgent', 'pm-reminder', 'stand-in']);

/** PMs are written to; engineers are asked where incidents are followed, in the thread if the report is there. */
function placeOf(
  name: EscalationName,
  [person]: readonly PersonId[],
  report: Report,
  incidents: string,
): Destination {
  if (toOnePerson.has(name) && person !== undefined) return { kind: 'person', person };
  return report.source.channel === incidents ? { kind: 'thread' } : { kind: 'channel', channel: incidents };
}
