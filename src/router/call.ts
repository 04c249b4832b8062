// Who is called about a case, and by which message: by the steps of an escalation, and at once by what people do.

import type { Decision, Report } from '../classifier/index.js';
import { type CaseStep, isFollowed } from './case.js';
import { onCallAt, pmAt, pointPersonAt, standInAt } from './directory.js';
import type { EscalationName } from './escalation-times.js';
import { hoursAt, nextWorkingStart } from './hours.js';
import { incidentsChannel } from './policy.js';
import type { RoutingRules } from './routing-rules.js';
import type { Case, Destination, Effect, OnCall, PersonId } from './types.js';
import { mayWake } from './wakes.js';
import { onDuty } from './who-is-meant.js';

/** A case at a moment, with the report that speaks for it. */
export interface CaseMoment {
  readonly case: Case;
  readonly report: Report;
  readonly decision: Decision;
  /** The rota now. */
  readonly onCall: OnCall;
  readonly now: number;
}

/** A monitor's word on a case that somebody has taken up. */
type Recovery = 'monitor-over' | 'alert-again';

/**
 * `reopened` calls those who answer for a case that was called over and is not; `author-calls-off` has whoever has taken
 * it up decide what its author says is none.
 */
type CallName = EscalationName | Recovery | 'reopened' | 'author-calls-off';

/** Whom a step of an escalation asks; nobody where nobody is there. */
export function whoIsAsked(
  name: EscalationName,
  { case: record, onCall: rota, now }: CaseMoment,
  { directory, policy: { offsets } }: RoutingRules,
): readonly PersonId[] {
  const { area } = record;
  const onCall = onCallAt(rota.people, directory, now, offsets);
  switch (name) {
    case 'raise':
      return record.class === 'undecided' ? onCall.slice(0, 1) : onCall;
    case 'reminder':
      return onCall.slice(0, 1);
    case 'second-engineer':
      return onCall.slice(1, 2);
    case 'point-person':
      // A point person who is on call has been asked already.
      return one(pointPersonAt(area, directory, now, offsets, onCall));
    case 'raise-urgent':
    case 'pm-reminder':
      return one(pmAt(area, directory, now, offsets));
    case 'stand-in':
      return one(standInAt(area, directory, now, offsets));
    case 'engineers-for-urgent':
      return onCall;
  }
}

/** The message that asks them. */
export function callOf(
  name: CallName,
  asked: readonly PersonId[],
  { case: record, report }: Pick<CaseMoment, 'case' | 'report'>,
  { policy }: RoutingRules,
): Effect {
  return {
    key: `${report.id}:escalate:${name}${again(record)}`,
    kind: 'escalate',
    destination: placeOf(name, asked, record, report.source.channel, incidentsChannel(policy)),
    template: templateOf[name],
    mentions: asked,
    after: [],
  };
}

/** A case that waits a second time is escalated a second time. */
export function again({ waitingSince }: Case): string {
  return waitingSince === undefined ? '' : `:${waitingSince}`;
}

/** What may call people at once: a step of `by` to a case, or what its monitor or its author says. */
export type Occasion = CaseStep['do'] | Recovery | 'author-calls-off';

/** The message that calls them; null for what calls nobody, or where nobody is there. */
export function callAfter(
  what: Occasion,
  by: PersonId,
  moment: CaseMoment,
  rules: RoutingRules,
): Effect | null {
  switch (what) {
    case 'reopen':
      return callAgain(by, moment, rules);
    case 'ask-point-person':
      return callPointPerson(by, moment, rules);
    case 'monitor-over':
    case 'alert-again':
      return callWhoHasIt(what, moment, rules);
    case 'author-calls-off':
      return askWhoHasIt(moment, rules);
    default:
      return null;
  }
}

/**
 * Those who answer for a case that is not over after all. Out of hours what is no outage is told without a mention, as
 * when it was first reported; the escalation that begins anew raises it at the start of work.
 */
function callAgain(by: PersonId, moment: CaseMoment, rules: RoutingRules): Effect | null {
  const answering = whoAnswers(moment, rules);
  if (!isFollowed(moment.case) || answering.length === 0) return null;
  const effect = callOf('reopened', answering, moment, rules);
  return { ...effect, mentions: mayCall(moment, rules) ? answering.filter((person) => person !== by) : [] };
}

/** Whoever has taken the case up, each time its monitor has something new to say. */
function callWhoHasIt(what: Recovery, moment: CaseMoment, rules: RoutingRules): Effect | null {
  const { case: record, now } = moment;
  const { acknowledged } = record;
  if (acknowledged === null) return null;
  const asked = mayCall(moment, rules) ? [acknowledged.by] : [];
  const effect = callOf(what, asked, moment, rules);
  return { ...effect, key: `${moment.report.id}:escalate:${what}:${record.recoveredAt ?? now}` };
}

/** Whoever has taken the case up, or answers for it, once for each time that it is taken up. */
function askWhoHasIt(moment: CaseMoment, rules: RoutingRules): Effect {
  const { acknowledged, openedAt } = moment.case;
  const having = acknowledged === null ? whoAnswers(moment, rules) : [acknowledged.by];
  const effect = callOf('author-calls-off', mayCall(moment, rules) ? having : [], moment, rules);
  const key = `${moment.report.id}:escalate:author-calls-off:${acknowledged?.at ?? openedAt}`;
  // Where its author has said so: an announcement is read by all who wait.
  return { ...effect, key, destination: { kind: 'thread' } };
}

function mayCall({ now, decision }: CaseMoment, { policy }: RoutingRules): boolean {
  return hoursAt(now, policy) === 'working' || mayWake(decision);
}

function whoAnswers({ case: record, onCall, now }: CaseMoment, rules: RoutingRules): readonly PersonId[] {
  switch (record.class) {
    case 'incident':
      return onDuty(onCall, rules, now);
    case 'undecided':
      return onDuty(onCall, rules, now).slice(0, 1);
    case 'urgent-non-incident':
      return one(pmAt(record.area, rules.directory, now, rules.policy.offsets));
    default:
      return [];
  }
}

/**
 * The point person of the area for what the pair cannot see through; their manager where they are the one who asks.
 * Out of hours at once for an outage only, anything else waits for the next working day.
 */
function callPointPerson(by: PersonId, moment: CaseMoment, rules: RoutingRules): Effect | null {
  const { case: record, now, decision } = moment;
  const { directory, policy } = rules;
  const busy = [by, record.acknowledged?.by ?? by];
  const asked = one(pointPersonAt(record.area, directory, now, policy.offsets, busy));
  if (asked.length === 0) return null;
  const effect = { ...callOf('point-person', asked, moment, rules), template: 'point-person' };
  const start = nextWorkingStart(now, policy);
  return start === now || mayWake(decision) ? effect : { ...effect, notBefore: start };
}

function one(person: PersonId | null): readonly PersonId[] {
  return person === null ? [] : [person];
}

const templateOf: Readonly<Record<CallName, string>> = {
  raise: 'raised-after-hours',
  reminder: 'escalation-reminder',
  'second-engineer': 'escalation-second',
  'point-person': 'escalation-point-person',
  'raise-urgent': 'raised-after-hours',
  'pm-reminder': 'pm-reminder',
  'stand-in': 'stand-in-contact',
  'engineers-for-urgent': 'urgent-unanswered',
  reopened: 'called-again',
  'monitor-over': 'monitor-over',
  'alert-again': 'alert-again',
  'author-calls-off': 'author-calls-off',
};

const toOnePerson: ReadonlySet<CallName> = new Set(['raise-urgent', 'pm-reminder', 'stand-in']);

/** PMs are written to; engineers are asked where incidents are followed, in the thread if the report is there. */
function placeOf(
  name: CallName,
  [person]: readonly PersonId[],
  record: Case,
  channel: string,
  incidents: string,
): Destination {
  const isForPm = name === 'reopened' && record.class === 'urgent-non-incident';
  if ((isForPm || toOnePerson.has(name)) && person !== undefined) return { kind: 'person', person };
  return channel === incidents ? { kind: 'thread' } : { kind: 'channel', channel: incidents };
}
