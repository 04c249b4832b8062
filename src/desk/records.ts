// What the desk remembers, in its own words: the store keeps these and nothing here knows SQL.
// Times are milliseconds since 1970, UTC; everything is readonly, changes go through `Records`.

import type { Decision, Report, SeenReport, Window } from '../classifier/index.js';
import type { Case, CaseEvent, CaseStatus, Effect, Plan } from '../router/index.js';
import type { Ref } from './ref.js';

/** What a monitor watches, by an id that is the same when it fires and when it is over. */
export interface Alert {
  readonly id: string;
  readonly over: boolean;
}

/** One message of the outside on its way in. */
export interface Intake {
  /** What the other side calls it; the same when it is delivered again. */
  readonly event: string;
  readonly text: string;
  readonly source: Report['source'];
  readonly at: number;
  readonly utcOffset: number;
  readonly partner?: string;
  /** The message itself: replies hang below it. */
  readonly anchor: Ref;
  /** Said in a private channel or a direct message: quoted nowhere else. */
  readonly private: boolean;
  /** Made by the desk to watch itself; people never see what comes of it. */
  readonly synthetic: boolean;
  /** What fires or is over, where a monitor says so. */
  readonly alert?: Alert;
}

/** `stuck`: deciding failed again and again, a person must look; `erased`: the text is gone, on request or by age. */
export type ReportState = 'stored' | 'decided' | 'stuck' | 'erased';

/** A report as it is kept. */
export interface StoredReport {
  readonly report: Report;
  readonly event: string;
  readonly anchor: Ref;
  readonly private: boolean;
  readonly synthetic: boolean;
  readonly receivedAt: number;
  /** Grows with arrival. */
  readonly order: number;
  readonly state: ReportState;
  /** Failed tries to decide it. */
  readonly attempts: number;
  /** When its author last changed it; null while it stands as first said. */
  readonly editedAt: number | null;
  /** What its author has added below it, oldest first: the text of the report ends with that. */
  readonly added: readonly string[];
}

/** What brought a decision about. */
export type Cause = 'arrival' | 'edit' | 'correlation' | 'correction';

/** A decision as it is kept; revision 1 is the one on arrival, the highest one holds. */
export interface StoredDecision {
  readonly decision: Decision;
  readonly revision: number;
  readonly cause: Cause;
  readonly at: number;
}

/** Which port delivers an effect. */
export type PortName = 'chat' | 'backlog' | 'board';

/**
 * `pending` waits or is being tried; `parked` waits for a person; `cancelled` with a time it is due is to be taken
 * back, should it have happened; `withdrawn` was delivered and taken back.
 */
export type EffectState = 'pending' | 'delivered' | 'parked' | 'cancelled' | 'withdrawn';

/** An effect as it is kept, with what became of it. */
export interface StoredEffect {
  readonly effect: Effect;
  readonly report: string;
  readonly caseId: string | null;
  readonly port: PortName;
  /** The destination whose pace and health it shares. */
  readonly lane: string;
  readonly state: EffectState;
  readonly attempts: number;
  /** A try may have happened outside without our knowing: look before the next. */
  readonly ambiguous: boolean;
  readonly ref: Ref | null;
  /** Version of the facts that its text should show, and the one it shows. */
  readonly desired: number;
  readonly shown: number;
  /** Hash of the text last sent, so that an edit that changes nothing is not sent. */
  readonly digest: string | null;
  readonly createdAt: number;
  readonly deliveredAt: number | null;
  /** When it is next looked at; null when nothing is to be done. */
  readonly dueAt: number | null;
  readonly error: string | null;
}

/** The right to deliver one effect for a while; `token` grows with each claim, an older one records nothing. */
export interface Claim {
  readonly effect: StoredEffect;
  readonly by: string;
  readonly token: number;
  /** True when an earlier try may have reached the other side. */
  readonly lookFirst: boolean;
  /** True when the last call into its lane failed. */
  readonly laneFails: boolean;
}

/** How effects are claimed; all times in milliseconds. */
export interface ClaimTerms {
  readonly by: string;
  readonly ports: readonly PortName[];
  readonly leaseMs: number;
  /** Added to a lease before another may take over: the longest a call lasts, and how long the other side takes to show it. */
  readonly settleMs: Readonly<Record<PortName, number>>;
  /** Least time between two deliveries into one lane. */
  readonly paceMs: Readonly<Record<PortName, number>>;
  /** Keys that this desk is delivering: whatever the clock says, it takes nothing over from itself. */
  readonly except: readonly string[];
}

/** What of a case is to be said anew. */
export type Touched = 'all' | 'shared' | 'words';

/** Which port delivers an effect, and into which lane. */
export interface EffectPlacement {
  readonly port: PortName;
  readonly lane: string;
}

/** How a try ended without delivery. */
export interface Setback {
  readonly dueAt: number | null;
  readonly state: 'pending' | 'parked';
  readonly ambiguous: boolean;
  readonly error: string;
}

/** Something that is to happen at a time, once, whichever desk sees to it. */
export interface Timer {
  readonly key: string;
  readonly kind: string;
  readonly dueAt: number;
  readonly subject: string;
}

/** A person's word on a report's class. */
export interface Correction {
  readonly report: string;
  readonly from: Decision['class'];
  readonly to: Decision['class'];
  readonly by: string;
  readonly at: number;
  readonly why: string;
  readonly rulebook: string;
  /** The weekly sample that it answers; null where somebody noticed it by themselves. */
  readonly sample?: string | null;
}

/** One line of what was done by whom. */
export interface AuditLine {
  readonly at: number;
  readonly actor: string;
  readonly what: string;
  readonly subject: string;
}

/** A thing that a local stand-in received, instead of Slack, the backlog or the board. */
export interface LocalItem {
  readonly key: string;
  readonly port: PortName;
  readonly ref: string;
  readonly body: string;
  readonly at: number;
  readonly editedAt: number | null;
  readonly withdrawn: boolean;
}

/** Counts for health and the page. */
export interface StoreFacts {
  readonly undecided: number;
  readonly stuck: number;
  /** Effects that should have been delivered by now; those that failed and are tried again later included. */
  readonly due: number;
  readonly parked: number;
  /** Announcements and escalations that went to the second destination and not yet to the first, or were given up. */
  readonly unheard: number;
  readonly openCases: number;
  /** Since when the oldest of those could have been delivered; null when there is none. */
  readonly oldestUndelivered: number | null;
}

/** Everything that is asked of the store, inside a transaction or outside. */
export interface Records {
  /** The time by the database's clock. */
  now(): Promise<number>;

  /** Keeps a report unless its event is known; the id is the same either way. */
  addReport(intake: Intake, at: number): Promise<{ readonly id: string; readonly accepted: 'new' | 'known' }>;
  report(id: string): Promise<StoredReport | null>;
  reportByEvent(event: string): Promise<StoredReport | null>;
  /** Those that are answered below that message, oldest first. */
  reportsBelow(anchor: string): Promise<readonly StoredReport[]>;
  /** Newest first; the desk's own are left out. */
  reports(limit: number, before?: number): Promise<readonly StoredReport[]>;
  /** Those whose event begins so and that were received from `since` on, erased ones included; oldest first. */
  reportsHeard(event: string, since: number): Promise<readonly StoredReport[]>;
  /** Reports received from `since` until just before `until`, by channel; the desk's own are left out. */
  countByChannel(since: number, until: number): Promise<ReadonlyMap<string, number>>;
  /** How many reports a person made before the one of that order; a thousand at most are counted. */
  countReportsBy(user: string, order: number): Promise<number>;
  hasUndecided(): Promise<boolean>;
  /** The oldest undecided report; locked until the transaction ends, and passed over by other desks. */
  nextUndecided(): Promise<StoredReport | null>;
  /** Locks a report's row until the transaction ends. */
  lockReport(id: string): Promise<StoredReport | null>;
  markDecided(id: string): Promise<void>;
  /** Counts a failed try; `stuck` takes it out of the queue. */
  markUndecidable(id: string, error: string, stuck: boolean): Promise<void>;
  /**
   * Puts new words in place of the old ones, unless a later edit came first; true when the text changed. What was added
   * below it is read after them on, unless it is `dropped`.
   */
  amendReport(id: string, text: string, editedAt: number, added?: 'kept' | 'dropped'): Promise<boolean>;
  /**
   * Has a report be read together with what its author says below it, `insteadOf` what they said there before and take
   * back; false when it says that already, or is erased.
   */
  addToReport(id: string, text: string, insteadOf?: string): Promise<boolean>;
  /** Queues a report to be decided again. */
  reopenReport(id: string): Promise<void>;
  /**
   * Removes all personal text of a report, of its decisions and of what stand-ins received, and takes it out of
   * correlations; counts and classes stay.
   */
  eraseReport(id: string, at: number): Promise<void>;
  /**
   * Ids of reports received before a time, not erased, with no case that is still followed and nothing said or done
   * about them that is still on its way; oldest first.
   */
  reportsBefore(time: number, limit: number): Promise<readonly string[]>;
  /** Keeps that an event was deleted before it ever arrived, so that it is not accepted later. */
  addTombstone(event: string, at: number): Promise<void>;

  /** Waits until no other desk decides on reports of these topics; held to the transaction's end. */
  lockTopics(topics: readonly string[]): Promise<void>;
  /** What was seen of reports that share a topic and were made in that time, both ends included, oldest first. */
  window(topics: readonly string[], since: number, until: number): Promise<Window>;
  remember(seen: SeenReport, topics: readonly string[]): Promise<void>;
  seen(id: string): Promise<SeenReport | null>;
  /** Tells whether a report still takes part in correlations. */
  setSeen(id: string, change: { readonly class?: Decision['class']; readonly open?: boolean }): Promise<void>;

  addDecision(decision: Decision, cause: Cause, at: number): Promise<number>;
  decision(report: string): Promise<StoredDecision | null>;
  decisions(report: string): Promise<readonly StoredDecision[]>;
  /** Decisions that hold and say urgent-non-incident, made from `since` until just before `until`, oldest first. */
  urgentBetween(since: number, until: number): Promise<readonly Decision[]>;

  /** Writes a plan and its effects; one whose key is known gets the new words, and is delivered no second time. */
  addPlan(
    plan: Plan,
    caseId: string | null,
    revision: number,
    at: number,
    place: (effect: Effect) => EffectPlacement,
  ): Promise<void>;
  claimEffect(terms: ClaimTerms, now: number): Promise<Claim | null>;
  /**
   * Whether the claim is ours, by the database's clock, for at least `forMs` longer; `unwanted`: ours, and what it is for
   * was cancelled, and is now to be taken back.
   */
  holds(claim: Claim, forMs: number): Promise<'held' | 'unwanted' | 'lost'>;
  /**
   * Records a delivery and frees what waited for it. `lost`: another desk has the claim by now and nothing was
   * recorded; `unwanted`: the effect was cancelled while it was delivered, and is now to be taken back.
   */
  recordDelivery(
    claim: Claim,
    ref: Ref,
    digest: string | null,
    shown: number,
    at: number,
  ): Promise<'recorded' | 'lost' | 'unwanted'>;
  recordSetback(claim: Claim, setback: Setback): Promise<boolean>;
  effect(key: string): Promise<StoredEffect | null>;
  /** What was delivered there: the message, ticket or card of that reference. */
  effectByRef(refId: string): Promise<StoredEffect | null>;
  effectsOfReport(report: string): Promise<readonly StoredEffect[]>;
  effectsOfCase(caseId: string): Promise<readonly StoredEffect[]>;
  /** Replies into a lane since a time. */
  countReplies(lane: string, since: number): Promise<number>;
  /** Messages since a time that came of what one author, like a bot, has said. */
  countAnswersTo(author: string, since: number): Promise<number>;
  /** Newest first; those of the desk's own reports are left out. */
  latestEffects(limit: number): Promise<readonly StoredEffect[]>;
  /** What failed and waits for a person: undelivered, or delivered and not brought up to date, or not taken back. */
  parkedEffects(): Promise<readonly StoredEffect[]>;
  /** Puts a parked effect back in the queue; false when it is not parked. */
  retryEffect(key: string, at: number): Promise<boolean>;
  /**
   * Cancels effects of a report that have not been begun, all but those of some keys; gives the keys of the
   * cancelled. What is being tried is finished: it may have happened already.
   */
  cancelEffects(report: string, except: readonly string[]): Promise<readonly string[]>;
  /**
   * Has everything that was done, or may have been done, about a report taken back, and cancels the rest; or only the
   * replies to it.
   */
  takeBackEffects(report: string, at: number, which?: 'all' | 'replies'): Promise<void>;
  /** Ends a claimed effect: taken back where something was there to take back, or nothing to say after all. */
  endEffect(claim: Claim, state: 'withdrawn' | 'cancelled'): Promise<void>;
  /** What was delivered stands elsewhere: it is spoken of from now on, and says anew what it should. */
  changeRef(key: string, ref: Ref, at: number): Promise<void>;
  /**
   * Facts of a case changed: what was said about it is to be said anew, after `at`; or only what is said once for all
   * its reports, and not the replies to each of them; or, where words were deleted, its tickets too.
   */
  touchCase(caseId: string, at: number, which?: Touched): Promise<void>;
  touchReport(report: string, at: number): Promise<void>;
  /** What was done and said about one case, or about one report of it, belongs to another from now on. */
  moveEffects(from: string, to: string, report?: string): Promise<void>;
  /** Frees claims of desks that cannot be alive: only for a store that one desk has to itself. */
  releaseClaims(now: number): Promise<number>;
  /**
   * The clock was set back by `ms`: waits between tries, claims, rests of lanes and timers end that much earlier. What
   * waits for a moment, like the next working day, still does.
   */
  pullForward(ms: number, now: number): Promise<void>;
  /** When the next effect of these ports can be claimed; null when none waits for its time. */
  nextEffectAt(ports: readonly PortName[]): Promise<number | null>;

  /** A lane's consecutive failures after one more, or none after a success. */
  laneFailed(lane: string): Promise<number>;
  laneWorked(lane: string): Promise<void>;
  /** Nothing is delivered into the lane before `until`. */
  closeLane(lane: string, until: number): Promise<void>;

  addCase(record: Case): Promise<void>;
  saveCase(record: Case): Promise<void>;
  case(id: string): Promise<Case | null>;
  caseOf(report: string): Promise<Case | null>;
  /** The case for which a ticket was filed, by the ticket's id in the backlog. */
  caseOfTicket(id: string): Promise<Case | null>;
  cases(which: 'open' | 'all', limit: number): Promise<readonly Case[]>;
  /** Cases of some statuses, newest first; from the one after `after` on, where it is given. */
  casesPage(
    statuses: readonly CaseStatus[],
    limit: number,
    after: Pick<Case, 'id' | 'openedAt'> | null,
  ): Promise<readonly Case[]>;
  countCases(statuses: readonly CaseStatus[]): Promise<number>;
  linkReport(caseId: string, report: string): Promise<void>;
  /** The report belongs to no case any more. */
  unlinkReport(report: string): Promise<void>;
  addCaseEvent(caseId: string, event: CaseEvent): Promise<void>;
  caseEvents(caseId: string): Promise<readonly CaseEvent[]>;

  /** Sets a timer unless its key was ever used. */
  setTimer(timer: Timer): Promise<void>;
  cancelTimers(subject: string): Promise<void>;
  /** The oldest due timer, taken: no other desk gets it once the transaction commits. */
  takeTimer(now: number): Promise<Timer | null>;
  /** Puts off a timer that could not be seen to, so that it does not hold up the others. */
  postponeTimer(key: string, dueAt: number): Promise<void>;
  /** When the next timer is due; null when none is set. */
  nextTimerAt(): Promise<number | null>;

  addCorrection(correction: Correction): Promise<void>;
  corrections(limit: number): Promise<readonly Correction[]>;
  /** The last word on a report; null when nobody has said anything. */
  correctionOf(report: string): Promise<Correction | null>;
  /** Keeps what a rulebook in the shadow would have decided; the last one holds. */
  addShadow(decision: Decision): Promise<void>;
  addAudit(line: AuditLine): Promise<void>;
  /** Whether an answer in a thread was taken already. */
  knowsReply(event: string): Promise<boolean>;
  addReply(event: string, report: string, at: number): Promise<void>;
  /** Up to when all of a channel, or of a thread, was read. */
  watermark(channel: string): Promise<number | null>;
  setWatermark(channel: string, at: number): Promise<void>;
  setting(name: string): Promise<string | null>;
  setSetting(name: string, value: string): Promise<void>;

  /** Keeps what a local stand-in received; a known key gives the first item and keeps nothing. */
  addLocal(item: Omit<LocalItem, 'editedAt' | 'withdrawn'>): Promise<LocalItem>;
  localByKey(key: string): Promise<LocalItem | null>;
  localByRef(ref: string): Promise<LocalItem | null>;
  changeLocal(
    ref: string,
    change: { readonly body?: string; readonly at: number; readonly withdrawn?: boolean },
  ): Promise<void>;
  localItems(port: PortName, limit: number): Promise<readonly LocalItem[]>;

  /** Empties what local stand-ins received before a time; that something was received stays. */
  emptyLocal(before: number): Promise<number>;

  facts(): Promise<StoreFacts>;
}

/** The one place where everything is kept: a SQLite file, or PostgreSQL. */
export interface Store extends Records {
  readonly kind: 'sqlite' | 'postgresql';
  /** One desk has it to itself: what was claimed before the start is nobody's now. */
  readonly exclusive: boolean;
  /**
   * All or nothing. Nothing but the store may be awaited inside; an error undoes all. `work` is done again from its
   * start when another desk stood in the way. Throws RefusedValue where trying again would be of no use.
   */
  transaction<T>(work: (records: Records) => Promise<T>): Promise<T>;
  /** Everything as JSON Lines, as it is at one moment: the first line names the format. */
  dump(): AsyncIterable<string>;
  /**
   * The lines of it that tell of reports received since a time (milliseconds, UTC), and of cases that are still followed
   * or that moved since: for figures, not to be taken in.
   */
  dumpLately(since: number): AsyncIterable<string>;
  /**
   * Takes in what `dump` gave, all or nothing, and gives the number of rows. Throws an ImportError that names the
   * line when the lines are of another format, or this store holds reports already.
   */
  restore(lines: AsyncIterable<string>): Promise<number>;
  close(): Promise<void>;
}
