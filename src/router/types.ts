// What should happen after a decision, as plain data: effects that depend on one another, and the case
// that somebody must follow. Nothing here knows how an effect is delivered.

import type { Decision, DecisionClass, Report, ReportClass } from '../classifier/index.js';

export type PersonId = string;

/** Somebody the desk may mention; addresses of other systems are the adapters' business. */
export interface Person {
  readonly id: PersonId;
  readonly name: string;
  readonly email?: string;
  /** Shown beside shipped example people, so that nobody takes them for real ones. */
  readonly example?: boolean;
  /** Who covers when this person is gone (the process, Team members who leave). */
  readonly manager?: PersonId;
  /** Gone from the company or the team: never mentioned or contacted any more. */
  readonly left?: boolean;
  /** Days of absence, local dates as YYYY-MM-DD, both ends included: others are asked meanwhile. */
  readonly away?: readonly { readonly from: string; readonly to: string }[];
  /** Names in other systems, by adapter (`slack`, `jira`, `trello`), for those that cannot look up an e-mail. */
  readonly addresses?: Readonly<Record<string, string>>;
}

/** One part of the product and who answers for it (rules/directory.yaml). */
export interface Area {
  readonly name: string;
  readonly title: string;
  readonly pm: PersonId;
  readonly pointPerson: PersonId;
  /** Answers for the PM who is away or gone; null when nobody is named. */
  readonly standIn: PersonId | null;
  /** Component in the universal bug backlog. */
  readonly component: string;
  readonly playbook: string | null;
}

/** Where a message goes: a thread under the report, a channel, or one person. */
export type Destination =
  | { readonly kind: 'thread' }
  | { readonly kind: 'channel'; readonly channel: string }
  | { readonly kind: 'person'; readonly person: PersonId };

/** The kinds of thing the desk does to the world. */
export type EffectKind =
  | 'reply'
  | 'tell'
  | 'announce'
  | 'file-ticket'
  | 'file-follow-up'
  | 'link-ticket'
  | 'note-on-ticket'
  | 'contact-pm'
  | 'open-card'
  | 'cross-link'
  | 'ask-human'
  | 'escalate';

/**
 * One intended effect. What it says is not here: a message is a projection of the case, rendered from
 * `template` when it is sent, so that it can never claim what has not happened.
 */
export interface Effect {
  /** Idempotency key derived from the report: the same plan made twice has the same keys. */
  readonly key: string;
  readonly kind: EffectKind;
  readonly destination: Destination;
  /** Name of the Liquid template under rules/replies, for effects that say something. */
  readonly template: string | null;
  /** Who is mentioned by the message. */
  readonly mentions: readonly PersonId[];
  /** Keys of effects that must have been delivered before this one starts. */
  readonly after: readonly string[];
  /** How long it waits for those, in milliseconds, before it starts all the same; absent: for ever. */
  readonly patienceMs?: number;
  /** Not to start before this time: what must not disturb at night waits for the next working day. */
  readonly notBefore?: number;
  /** Key of the message in whose thread it is said, where that is not the one of its report. */
  readonly below?: string;
  /** The note of the case that it passes on, by the time the note was made. */
  readonly note?: number;
  /** The ticket that it tells of, where that need not be the one of the case. */
  readonly ticket?: string;
}

/** A small graph of effects as plain data: what should happen for one decision. */
export interface Plan {
  readonly report: string;
  /** Name of the route in rules/routes.yaml that was taken. */
  readonly route: string;
  readonly effects: readonly Effect[];
  /** What the channel's mode or the hours held back, in words; absent when nothing was. */
  readonly withheld?: string;
  /** Its channel is only observed: nobody follows a case, and only the observers are told. */
  readonly observed?: true;
}

/** How a moment counts by rules/policy.yaml; a holiday counts as off hours wherever only two are told apart. */
export type Hours = 'working' | 'off' | 'holiday';

export type CaseStatus = 'open' | 'acknowledged' | 'resolved' | 'reclassified' | 'merged';

/** What people write down on a case: ways around it, what to say to partners, news, and work that is left. */
export type NoteKind = 'workaround' | 'talking-point' | 'update' | 'follow-up';

/** Something a person wrote for all who wait for a case. */
export interface CaseNote {
  /** Milliseconds since 1970, UTC; no two notes of a case have the same. */
  readonly at: number;
  readonly by: PersonId;
  readonly kind: NoteKind;
  readonly text: string;
}

/** How a ticket stands in the backlog. */
export interface TicketStatus {
  /** In the backlog's own words. */
  readonly name: string;
  readonly done: boolean;
}

/** What became of a report that somebody must follow. */
export interface Case {
  readonly id: string;
  readonly status: CaseStatus;
  readonly class: DecisionClass;
  readonly area: string | null;
  readonly severity: string | null;
  /** Who has set it; absent while a rule or the policy has. */
  readonly severityBy?: PersonId;
  readonly reports: readonly string[];
  /** Those of them that only ask after it, and report nothing. */
  readonly asking?: readonly string[];
  readonly openedAt: number;
  /** Since when it waits as what it is now, where that is later: it was promoted, reclassified or reopened. */
  readonly waitingSince?: number;
  readonly acknowledged: { readonly by: string; readonly at: number } | null;
  readonly resolved: { readonly by: string; readonly at: number } | null;
  /** Set once a person has decided something: from then on the desk overrides nothing. */
  readonly decidedBy: string | null;
  /** The case that took this one in; only with status `merged`. */
  readonly mergedInto?: string;
  /** When a monitor last said that it is over; absent while it does not. */
  readonly recoveredAt?: number;
  /** What was shared about it, oldest first; each is told once in every thread. */
  readonly notes?: readonly CaseNote[];
  /** Tickets for what a fix has left to do. */
  readonly followUps?: readonly { readonly id: string; readonly url: string }[];
  /** When the point person of the area was called in. */
  readonly pointPersonAsked?: number;
  readonly ticket: { readonly id: string; readonly url: string } | null;
  /** How the ticket stands in the backlog, in its words; absent until that is known. */
  readonly ticketStatus?: TicketStatus;
  /** How its other tickets stand, by id: those of reports that have joined, and of what a fix has left to do. */
  readonly otherTickets?: Readonly<Record<string, TicketStatus>>;
  /** The ticket that it had, and that somebody has removed from the backlog. */
  readonly ticketGone?: { readonly id: string; readonly url: string };
  readonly card: { readonly id: string; readonly url: string } | null;
}

/** One line of a case's history, oldest first. */
export interface CaseEvent {
  readonly at: number;
  readonly what: string;
  readonly by: string;
}

/** Who is on call at a moment; nobody when the rota has a gap. */
export interface OnCall {
  /** First engineer first; where the two have split the off hours, whoever has them now. */
  readonly people: readonly PersonId[];
  /** Who has the off hours now, by the split of the two; null in working hours and where both have them. */
  readonly duty?: PersonId | null;
}

/** Whether the desk does in a channel what the policy says, or only watches so far. */
export type Standing = 'live' | 'observed';

/** How far one installation has been let speak. */
export interface Installation {
  /** How a channel begins: before people a new installation only observes. */
  readonly begins: Standing;
  /** Channels that somebody has decided about, by name. */
  readonly channels: Readonly<Record<string, Standing>>;
}

export interface RoutingInput {
  readonly report: Report;
  readonly decision: Decision;
  readonly onCall: OnCall;
  /** Working hours when the plan is made, by rules/policy.yaml. */
  readonly hours: Hours;
  /** When the plan is made, where that is later than the report; milliseconds since 1970, UTC. */
  readonly now?: number;
  /** Where the desk may speak; absent: everywhere, as the policy says. */
  readonly installation?: Installation;
}

export type { Decision, ReportClass };
