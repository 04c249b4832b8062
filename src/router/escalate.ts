// What happens when nobody answers (the process: #incidents expects an answer within 30 minutes). Each step once,
// none after somebody has taken the case up; out of hours only what wakes may mention somebody.

import type { Decision, Report } from '../classifier/index.js';
import { isWaiting } from './case.js';
import { coverOnCall, pmFor, pointPersonFor } from './directory.js';
import { answerTimes, ESCALATION_STEPS, type EscalationName, urgentTimes } from './escalation-times.js';
import { hoursAt, nextWorkingStart } from './hours.js';
import { incidentsChannel } from './policy.js';
import type { RoutingRules } from './routing-rules.js';
import type { Case, Destination, Effect, PersonId } from './types.js';

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
  /** The rota now, first engineer first. */
  readonly onCall: readonly PersonId[];
  readonly now: number;
}

/** All steps of a case that nobody has taken up, in time; none for a case that needs no answer. */
export function escalationSteps(moment: CaseMoment, rules: RoutingRules): readonly EscalationStep[] {
  const { case: record, decision } = moment;
  if (!isWaiting(record)) return [];
  const times =
    record.class === 'urgent-non-incident'
      ? urgentTimes(record.openedAt, decision.deadline?.at ?? null, rules.policy)
      : record.class === 'incident' || record.class === 'undecided'
        ? answerTimes(record, decision.wakes, rules.policy)
        : [];
  return times.map(([name, dueAt]) => ({ key: `${record.id}:${name}`, name, dueAt }));
}

/**
 * What a step that has come due does: the message, or, when nobody may be disturbed now, the time to try again.
 * Neither when the case has been taken up, or nobody is there to be asked.
 */
export function takeStep(
  name: EscalationName,
  moment: CaseMoment,
  rules: RoutingRules,
): { readonly effect: Effect | null; readonly again: EscalationStep | null } {
  const nothing = { effect: null, again: null };
  const { case: record, decision, now } = moment;
  if (!isWaiting(record)) return nothing;
  if (hoursAt(now, rules.policy) !== 'working' && !decision.wakes) {
    const dueAt = nextWorkingStart(now, rules.policy) + turnOf(name) * rules.policy.escalateEveryMs;
    return { effect: null, again: { key: `${record.id}:${name}:${dueAt}`, name, dueAt } };
  }
  const asked = whoIsAsked(name, moment, rules);
  if (asked.length === 0) return nothing;
  return { effect: effectOf(name, asked, moment, rules), again: null };
}

/** Steps that a night has held back do not all come with the morning: each keeps its turn. */
function turnOf(name: EscalationName): number {
  return ESCALATION_STEPS.indexOf(name) % 3;
}

function whoIsAsked(
  name: EscalationName,
  moment: CaseMoment,
  { directory }: RoutingRules,
): readonly PersonId[] {
  const { area } = moment.case;
  const onCall = coverOnCall(moment.onCall, directory);
  const one = (person: PersonId | null) => (person === null ? [] : [person]);
  const pm = pmFor(area, directory);
  switch (name) {
    case 'reminder':
      return onCall.slice(0, 1);
    case 'second-engineer':
      return onCall.slice(1, 2);
    case 'point-person':
      return one(pointPersonFor(area, directory));
    case 'pm-reminder':
      return one(pm);
    case 'stand-in':
      return one(pmFor(area, directory, one(pm)));
    case 'engineers-for-urgent':
      return onCall;
  }
}

const templateOf: Readonly<Record<EscalationName, string>> = {
  reminder: 'escalation-reminder',
  'second-engineer': 'escalation-second',
  'point-person': 'escalation-point-person',
  'pm-reminder': 'pm-reminder',
  'stand-in': 'stand-in-contact',
  'engineers-for-urgent': 'urgent-unanswered',
};

function effectOf(
  name: EscalationName,
  asked: readonly PersonId[],
  { report }: CaseMoment,
  { policy }: RoutingRules,
): Effect {
  return {
    key: `${report.id}:escalate:${name}`,
    kind: 'escalate',
    destination: placeOf(name, asked, report, incidentsChannel(policy)),
    template: templateOf[name],
    mentions: asked,
    after: [],
  };
}

/** PMs are written to; engineers are asked where incidents are followed, in the thread if the report is there. */
function placeOf(
  name: EscalationName,
  [person]: readonly PersonId[],
  report: Report,
  incidents: string,
): Destination {
  if ((name === 'pm-reminder' || name === 'stand-in') && person !== undefined)
    return { kind: 'person', person };
  return report.source.channel === incidents ? { kind: 'thread' } : { kind: 'channel', channel: incidents };
}
