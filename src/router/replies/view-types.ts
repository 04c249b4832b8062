// What a text may speak of: a projection of the case at the moment of sending. All that is not yet so is null or
// false here, so that a template cannot claim it.

import type { DecisionClass } from '../../classifier/index.js';
import type { Repeated } from '../needs-a-tool.js';
import type { CaseStatus, Hours, PersonId } from '../types.js';

/** A thing elsewhere, and its address where it has one. */
export interface Link {
  readonly id: string;
  readonly url: string | null;
}

/** What has happened so far, as the desk knows it; `nothingYet` is the start. */
export interface CaseFacts {
  readonly status: CaseStatus;
  readonly ticket: Link | null;
  /** The ticket could not be filed at the first try, and is being tried again. */
  readonly ticketDelayed: boolean;
  readonly card: Link | null;
  /** The announcement in the incidents channel. */
  readonly announcement: Link | null;
  /** It could not be announced there, and that is not tried any more. */
  readonly unheard: boolean;
  /** It was announced in a second place, as it could not be there. */
  readonly heardElsewhere: boolean;
  readonly pmContacted: boolean;
  /** The on-call engineer has been asked what the report is. */
  readonly humanAsked: boolean;
  readonly acknowledgedBy: PersonId | null;
  readonly resolvedBy: PersonId | null;
  /** The person who decided something; from then on their word stands. */
  readonly decidedBy: PersonId | null;
  /** The class that the reporter was told before, when it has changed. */
  readonly previousClass: DecisionClass | null;
  /** The incident that this report turned out to be part of. */
  readonly incident: Link | null;
  /** It is an incident by what others have reported, and none by the words of this report. */
  readonly byOthers: boolean;
  /** Where the case began, unless that was in private; null for the report that it began with. */
  readonly discussion: Link | null;
  /** The ticket that was filed for this very report; null where the case has that of another. */
  readonly ownTicket: Link | null;
  /** The ticket that the case had, and that somebody has removed from the backlog. */
  readonly ticketGone: Link | null;
  /** The ticket that the message tells of, and whether the backlog says that it is done. */
  readonly movedTicket: (Link & { readonly done: boolean }) | null;
  /** A way around the problem that somebody has shared, the latest. */
  readonly workaround: string | null;
  /** The monitor that raised it says that it is over. */
  readonly recovered: boolean;
  /** What to say to partners, the latest. */
  readonly talkingPoints: string | null;
  /** The latest news that somebody has told. */
  readonly news: string | null;
  /** The ticket for what a fix has left to do, the latest. */
  readonly followUp: Link | null;
  /** The severity that a person or a rule has set on the case. */
  readonly severity: string | null;
  /** How many reports the case unites. */
  readonly reports: number;
  /** How many partners they name. */
  readonly partners: number;
  /** Minutes since the case was opened. */
  readonly waitedMinutes: number;
  /** How many those were when the message was planned; null where that is now. */
  readonly waitedWhenPlanned: number | null;
}

/** The facts of a report about which nothing has been done yet. */
export const nothingYet: CaseFacts = {
  status: 'open',
  ticket: null,
  ticketDelayed: false,
  card: null,
  announcement: null,
  unheard: false,
  heardElsewhere: false,
  pmContacted: false,
  humanAsked: false,
  acknowledgedBy: null,
  resolvedBy: null,
  decidedBy: null,
  previousClass: null,
  incident: null,
  byOthers: false,
  discussion: null,
  ownTicket: null,
  ticketGone: null,
  movedTicket: null,
  workaround: null,
  recovered: false,
  talkingPoints: null,
  news: null,
  followUp: null,
  severity: null,
  reports: 1,
  partners: 0,
  waitedMinutes: 0,
  waitedWhenPlanned: null,
};

/** Somebody, as written and, where the hours allow, as mentioned. */
export interface PersonView {
  readonly id: PersonId;
  readonly name: string;
}

/** A rule that fired for the class. */
export interface FindingView {
  readonly rule: string;
  readonly why: string;
  /** The reporter's words that it rests on, secrets masked; empty where it rests on none, or may not quote them. */
  readonly words: string;
}

/** Everything a template may use; its paths are listed in the guide and checked in every template. */
export interface ReplyView {
  readonly report: {
    readonly id: string;
    /** The first words, on one line; null when the report was made in private. */
    readonly excerpt: string | null;
    /** All of it; null when the report was made in private. */
    readonly text: string | null;
    readonly permalink: string | null;
    /** Null when the report was made in private. */
    readonly channel: string | null;
    /** On whose behalf it was made, where that was given with it; null when it was made in private. */
    readonly partner: string | null;
    /** It was made in the incidents channel. */
    readonly inIncidents: boolean;
    readonly human: boolean;
  };
  readonly reporter: { readonly person: PersonView | null; readonly firstTime: boolean };
  readonly decision: {
    readonly class: DecisionClass;
    /** The class in words people use: "an incident". */
    readonly verdict: string;
    /** The class with the most evidence, in words people use. */
    readonly guess: string;
    /** Per cent. */
    readonly confidence: number;
    readonly area: string | null;
    readonly severity: string | null;
    readonly deadline: string | null;
    /** Known only when the deadline has a time: it passes before the next working day begins. */
    readonly deadlineBeforeWork: boolean;
    readonly wakes: boolean;
    /** Whys of the rules that fired for the class. */
    readonly because: readonly string[];
    /** The same with each rule's id and the words it saw; in private without the words. */
    readonly findings: readonly FindingView[];
    /** How many other reports of the same failure there are. */
    readonly together: number;
    /** Its author has called it off below it. */
    readonly calledOff: boolean;
    /** Its author called it off, and said below it that it is a problem after all. */
    readonly afterAll: boolean;
  };
  readonly case: Omit<
    CaseFacts,
    'acknowledgedBy' | 'resolvedBy' | 'decidedBy' | 'previousClass' | 'severity' | 'waitedWhenPlanned'
  > & {
    readonly acknowledgedBy: PersonView | null;
    readonly resolvedBy: PersonView | null;
    readonly decidedBy: PersonView | null;
    /** In words people use. */
    readonly previously: string | null;
    /** How long nobody had answered when the message was planned, in words: "30 minutes", "4 hours", "2 days". */
    readonly waited: string;
  };
  /** Kinds of urgent matters that came more than once; empty for messages that do not list them. */
  readonly repeated: readonly Repeated[];
  /** The note that the message passes on; null for messages that pass none on. */
  readonly note: { readonly text: string; readonly by: PersonView } | null;
  readonly people: {
    readonly pm: PersonView | null;
    /** Who answers when the PM does not. */
    readonly standIn: PersonView | null;
    readonly pointPerson: PersonView | null;
    readonly onCall: readonly PersonView[];
    /** Those of them who answer now: both, or whoever has the off hours by the split of the two. */
    readonly answering: readonly PersonView[];
    /** Those whom the message speaks to and may mention. */
    readonly asked: readonly PersonView[];
  };
  readonly now: {
    readonly hours: Hours;
    /** When to expect an answer, as one sentence that is true now. */
    readonly promise: string;
    readonly nextStart: string;
  };
  readonly policy: {
    readonly guide: { readonly title: string; readonly url: string };
    readonly incidents: string;
    readonly board: string | null;
    readonly backlog: string | null;
    readonly playbook: string | null;
    readonly component: string;
  };
  /** What would have been done in a channel that is only observed; nothing elsewhere. */
  readonly observed: {
    /** What the desk would have done, each in a few words. */
    readonly would: readonly string[];
    /** What it would have answered the reporter. */
    readonly reply: string | null;
  };
  /** Who may be mentioned by this message; all others are written by name only. Not for templates. */
  readonly mentions: readonly PersonId[];
}
