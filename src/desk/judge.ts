// What the desk asks of the pure rooms. They are bound to a rulebook by whoever starts the desk.

import type {
  Decision,
  DecisionClass,
  Features,
  Matter,
  Report,
  SeenReport,
  Window,
} from '../classifier/index.js';
import type {
  Beside,
  Case,
  CaseChange,
  CaseEvent,
  CaseNote,
  CaseStep,
  ChannelState,
  DeskAction,
  Effect,
  ForFollowers,
  Hours,
  Installation,
  News,
  Occasion,
  OnCall,
  PersonId,
  Plan,
  Repeated,
  RoutingInput,
  Split,
  Storms,
} from '../router/index.js';
import type { Card, Ticket } from './ports.js';
import type { StoredEffect, StoredReport, Timer } from './records.js';

/** The classifier and the router, bound to one rulebook: values in, values out. */
export interface Judge {
  /** How far back other reports can matter for a decision, in milliseconds. */
  readonly windowMs: number;
  readonly storms: Storms;
  read(report: Report): Features;
  decide(report: Report, features: Features, window: Window): Promise<Decision>;
  /** So lately somebody must have told the same for a report to join an open incident, in milliseconds. */
  readonly joinWithinMs: number;
  /** What a report may join an open incident for; null where it has to stand alone. */
  matter(features: Features, area: string | null): Matter | null;
  /** They ask after an earlier matter. */
  asksAfter(features: Features): boolean;
  /** They say below what was called over that it fails, or is back: not that it did, and not whether it does. */
  saysItIsBack(report: Report): Promise<boolean>;
  /** An edit tells that something is wrong, and does not only put right how that was said before. */
  saysAnew(before: Report, after: Report): Promise<boolean>;
  /** All that it says by now is that it is over. */
  saysItIsOver(report: Report): Promise<boolean>;
  /** They take back below it what they have reported, all of it. */
  callsItOff(report: Report): Promise<boolean>;
  /** How grave it is, by the policy's scale; null where nothing says so. */
  severity(decision: Decision): string | null;
  /** The graver of two names of the policy's scale. */
  graver(one: string | null, other: string | null): string | null;
  /** True for an alert in a channel that is only watched. */
  watches(report: Report): boolean;
  /** The decision, or an incident that alerts show together with the report. */
  raisedByAlerts(report: Report, decision: Decision, seen: SeenReport, beside: Beside): Decision;
  /** Kinds of urgent matters that came more than once. */
  repeatedUrgent(decisions: readonly Decision[]): readonly Repeated[];
  /** When their list is next due. */
  nextListAfter(time: number): number;
  listWindowMs(): number;
  listChannel(): string;
  seen(report: Report, features: Features, decision: Decision): SeenReport;
  /** The decision on what was called over and its author says is a problem after all; `before` is the one until then. */
  problemAfterAll(now: Decision, before: Decision, how: 'below' | 'edit'): Decision;
  /** The decision on what its author has called off below it. */
  calledOff(now: Decision): Decision;
  hoursAt(time: number): Hours;
  plan(input: RoutingInput): Plan;
  /** The latest hand-over to a new shift up to a moment; both in milliseconds, UTC. */
  lastHandOver(now: number): number;
  /** How the shift between two moments is named: "2–9 March 2026". */
  shiftDates(from: number, to: number): string;
  /** Who of a pair has the off hours at a moment by their split; null when both have, or the pair is another. */
  dutyAt(split: Split, people: readonly PersonId[], time: number): PersonId | null;
  /** When the off hours next pass to the other; null when they do not. */
  dutyUntil(split: Split, time: number): number | null;
  /** What is to happen later if nobody does anything about a case, from the moment it is opened. */
  timers(situation: CaseSituation): readonly Timer[];
  /** A case after what a person does to it; refused where they may not. */
  change(record: Case, step: CaseStep, who: Doer, at: number): CaseChange;
  /** What tells those on call that nothing is said about a bot for a while. */
  breakerOpened(report: Report, onCall: readonly PersonId[]): Effect;
  /** The channels of the policy, and how they stand. */
  channels(installation: Installation): readonly ChannelState[];
  /** A sentence for somebody who may not do that to the desk; null when they may. */
  refusal(action: DeskAction, who: Doer): string | null;
  /** What is told to all who wait for a case: one message in the thread of each report. */
  news(news: News, reports: readonly Report[], at: number, note: CaseNote | null): readonly Effect[];
  /** What those who follow the incident that began with `first` are told of a report of it; null where nobody is told. */
  forFollowers(
    news: ForFollowers,
    report: Report,
    ofClass: DecisionClass,
    first: Report,
    effects: readonly Effect[],
  ): Effect | null;
  /** The message by which a step of `by`, or a monitor's word, calls people at once; null where it calls nobody. */
  callAfter(what: Occasion, by: PersonId, situation: CaseSituation): Effect | null;
  /** What to do now that a timer of `timers` has come due: effects, and the timers that follow. */
  onTimer(
    timer: Timer,
    situation: CaseSituation,
  ): { readonly effects: readonly Effect[]; readonly timers: readonly Timer[] };
}

/** Somebody who does something to a case, and what their roles in it follow from. */
export interface Doer {
  readonly person: PersonId;
  readonly onCall: readonly PersonId[];
  readonly reporters: readonly PersonId[];
  /** The operator of the machine in local mode, where nobody of the directory is there to act. */
  readonly operator: boolean;
}

/** What is so about a case when something about it is due. */
export interface CaseSituation {
  readonly case: Case;
  readonly report: StoredReport;
  readonly decision: Decision;
  readonly onCall: OnCall;
  readonly now: number;
}

/** Everything a message may speak of, as it is at the moment it is sent. */
export interface Situation {
  readonly effect: Effect;
  readonly report: StoredReport;
  readonly decision: Decision;
  /** Id of the report that speaks in the place of one that was deleted; null where that is not so. */
  readonly instead: string | null;
  readonly case: Case | null;
  /** The report that the case began with, where that is another one. */
  readonly first: StoredReport | null;
  readonly events: readonly CaseEvent[];
  /** All effects of the case, or of the report where there is no case: what was delivered, and where it is. */
  readonly effects: readonly StoredEffect[];
  /** The class that the reporter was told before, where it has changed since. */
  readonly previousClass: DecisionClass | null;
  /** Whose word the decision is; null where it is the desk's own. */
  readonly decidedBy: PersonId | null;
  /** How its reporter is called in the chat, for what is written down elsewhere; null where that is not known. */
  readonly reporterName: string | null;
  /** When it was planned. */
  readonly plannedAt: number;
  /** How many reports tell of its case. */
  readonly reports: number;
  /** How many partners they name. */
  readonly partners: number;
  /** How many reports the same person made before this one. */
  readonly earlierReports: number;
  readonly onCall: OnCall;
  /** What the weekly list holds, for the message that tells it. */
  readonly repeated: readonly Repeated[];
  readonly now: number;
}

/** Turns what is so into words. Rendered when it is sent, so that nothing said can be untrue. */
export interface Scribe {
  /** An empty text means: say nothing, or nothing any more. */
  message(situation: Situation): string;
  ticket(situation: Situation): Ticket;
  card(situation: Situation): Card;
  /** How the case of a card stands now, as a note on it; empty where there is nothing to tell. */
  cardNote(situation: Situation): string;
}
