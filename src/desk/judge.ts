// What the desk asks of the pure rooms. They are bound to a rulebook by whoever starts the desk.

import type { Decision, DecisionClass, Features, Report, SeenReport, Window } from '../classifier/index.js';
import type {
  Case,
  CaseChange,
  CaseEvent,
  CaseStep,
  ChannelState,
  DeskAction,
  Effect,
  Hours,
  Installation,
  PersonId,
  Plan,
  RoutingInput,
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
  seen(report: Report, features: Features, decision: Decision): SeenReport;
  hoursAt(time: number): Hours;
  plan(input: RoutingInput): Plan;
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
  readonly onCall: readonly string[];
  readonly now: number;
}

/** Everything a message may speak of, as it is at the moment it is sent. */
export interface Situation {
  readonly effect: Effect;
  readonly report: StoredReport;
  readonly decision: Decision;
  readonly case: Case | null;
  readonly events: readonly CaseEvent[];
  /** All effects of the case, or of the report where there is no case: what was delivered, and where it is. */
  readonly effects: readonly StoredEffect[];
  /** The class that the reporter was told before, where it has changed since. */
  readonly previousClass: DecisionClass | null;
  /** How many reports the same person made before this one. */
  readonly earlierReports: number;
  readonly onCall: readonly string[];
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
