// What the desk and its page say to one another: plain JSON, the same types on both sides. Nothing here runs.

import type {
  Correlation,
  Deadline,
  DecisionClass,
  Denial,
  Evidence,
  Firing,
  ReportClass,
  Scope,
  Source,
} from '../../classifier/index.js';
import type { Handoff, Stats } from '../../history/index.js';
import type { Case, CaseEvent } from '../../router/index.js';

/** Who looks at the page. */
export interface Visitor {
  /** As whom they act: an id of the directory; null for whoever sits at the machine, who may act as anybody. */
  readonly person: string | null;
  readonly may: 'read' | 'act';
}

/** What the page needs to know to begin. */
export interface Start {
  readonly visitor: Visitor;
  /** Goes back in the header `x-triage-csrf` of whatever changes something. */
  readonly csrf: string;
  /** Nothing leads outside: people can be played. */
  readonly local: boolean;
  /** Whoever sits at the machine, who may do anything to a case in local mode. */
  readonly operator: string | null;
  readonly rulebook: string;
  /** Rule files may be saved into their folder from here. */
  readonly maySave: boolean;
  /** IANA name of the zone in which times are written. */
  readonly zone: string;
  readonly channels: readonly string[];
  readonly areas: readonly { readonly name: string; readonly title: string }[];
  readonly people: readonly {
    readonly id: string;
    readonly name: string;
    readonly roles: readonly string[];
  }[];
}

/** New words of rule files, by path in the folder; the others stay as they are. */
export type Edits = Readonly<Record<string, string>>;

/** An earlier report that was made shortly before the one that is tried. */
export interface Earlier {
  readonly text: string;
  readonly partner: string;
  readonly minutesBefore: number;
}

/** A report to try. */
export interface Trial {
  readonly text: string;
  readonly source: Source;
  /** When it is said, milliseconds since 1970, UTC. */
  readonly at: number;
  /** Minutes east of UTC where it is said; the policy's zone where nothing is stated. */
  readonly utcOffset?: number | undefined;
  readonly partner?: string | undefined;
  readonly earlier: readonly Earlier[];
  readonly edits: Edits;
}

/** A rule that lacks one thing. */
export interface Nearly {
  readonly rule: string;
  readonly class: ReportClass;
  readonly weight: number | null;
  readonly missing: string;
}

/** A concept that the vocabulary heard in a report. */
export interface HeardConcept {
  readonly concept: string;
  /** Its words as they stand in the report, and how they are denied where they are. */
  readonly words: readonly { readonly text: string; readonly denied: Denial | null }[];
  /** What its author gave it beside its words, like `function: critical`. */
  readonly beside: string;
}

/** What speaks for a class; the word model speaks like a rule, and stands in no file. */
export interface FiringHere extends Firing {
  readonly inFile: boolean;
}

/** All that comes of a report that is tried. */
export interface Tried {
  readonly class: DecisionClass;
  readonly bestGuess: ReportClass;
  readonly confidence: number;
  readonly area: { readonly name: string; readonly title: string } | null;
  readonly scope: Scope;
  readonly severity: string | null;
  readonly wakes: boolean;
  readonly deadline: Deadline | null;
  readonly scores: Readonly<Record<ReportClass, number>>;
  readonly chances: Readonly<Record<ReportClass, number>>;
  readonly fired: readonly FiringHere[];
  readonly heard: readonly HeardConcept[];
  readonly areaEvidence: readonly Evidence[];
  readonly nearly: readonly Nearly[];
  /** Single changes that would lead to another class, as sentences. */
  readonly flips: readonly { readonly to: DecisionClass; readonly sentence: string }[];
  readonly correlation: Correlation | null;
  readonly route: string;
  /** What the desk would do, in words. */
  readonly effects: readonly string[];
  readonly reply: string | null;
  readonly truncated: boolean;
  readonly rulebook: string;
}

/** A mistake in a rule file; lines and columns count from 1. */
export interface RuleProblem {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly severity: 'error' | 'warning' | 'hint';
  readonly text: string;
}

/** A rule file as it is in the folder, with the schema that completes it. */
export interface RuleFile {
  readonly path: string;
  readonly text: string;
  /** JSON Schema (draft 7); null for files that are no YAML. */
  readonly schema: object | null;
}

/** The rule files as they were when they were read. */
export interface RuleFolder {
  readonly version: string;
  readonly files: readonly RuleFile[];
}

/** What is wrong with edited rules; `usable` when they could be used. */
export interface Checked {
  readonly usable: boolean;
  readonly problems: readonly RuleProblem[];
}

/** One report that edited rules decide differently. */
export interface Flipped {
  readonly id: string;
  readonly text: string;
  readonly label: ReportClass | null;
  readonly before: DecisionClass;
  readonly after: DecisionClass;
  /** `incident-missed` is the worst. */
  readonly kind: string;
}

/** What an edit changes, on labelled reports and on what the desk was told. */
export interface Consequences {
  readonly usable: boolean;
  readonly fixtures: FlippedOf;
  readonly past: FlippedOf;
  readonly tookMs: number;
}

export interface FlippedOf {
  readonly tried: number;
  readonly flips: number;
  readonly mended: number;
  readonly broken: number;
  /** The worst first; of many only the first hundreds. */
  readonly shown: readonly Flipped[];
}

/** A report from elsewhere, to be tried. */
export interface PastReport {
  readonly id: string;
  readonly text: string;
  readonly source: Source;
  readonly at: number;
  readonly utcOffset?: number | undefined;
  readonly partner?: string | undefined;
}

/** A case as the board shows it. */
export interface BoardCase {
  readonly id: string;
  readonly status: Case['status'];
  readonly class: DecisionClass;
  readonly area: string | null;
  readonly severity: string | null;
  readonly openedAt: number;
  readonly acknowledged: Case['acknowledged'];
  readonly resolved: Case['resolved'];
  readonly reports: number;
  readonly ticket: string | null;
  readonly excerpt: string;
}

/** Columns of the board, in order. */
export const BOARD_COLUMNS = ['open', 'acknowledged', 'over'] as const;
export type BoardColumn = (typeof BOARD_COLUMNS)[number];

/** A stretch of one column, newest first. */
export interface BoardPage {
  readonly cases: readonly BoardCase[];
  /** Goes into the question for the next stretch; null at the end. */
  readonly next: string | null;
  readonly total: number;
}

/** A report that nobody follows as a case: it was called nothing to follow up, or only observed. */
export interface UnfollowedReport {
  readonly id: string;
  readonly at: number;
  readonly source: Source;
  readonly class: DecisionClass;
  readonly excerpt: string;
}

/** One message that was said about a case, or something that was made. */
export interface CaseMessage {
  readonly key: string;
  readonly kind: string;
  readonly state: string;
  readonly to: string;
  readonly at: number;
  readonly deliveredAt: number | null;
  readonly tries: number;
  readonly error: string | null;
  readonly ref: string | null;
  readonly url: string | null;
  /** What it says, where the stand-ins of local mode keep it. */
  readonly text: string | null;
}

/** A case with all that has happened to it. */
export interface CaseView {
  readonly case: Case;
  readonly events: readonly CaseEvent[];
  readonly reports: readonly CaseReport[];
  readonly messages: readonly CaseMessage[];
}

export interface CaseReport extends Omit<PastReport, 'text'> {
  /** Null where it was said in private, or is gone. */
  readonly text: string | null;
  readonly decisions: readonly {
    readonly at: number;
    readonly class: DecisionClass;
    readonly cause: string;
  }[];
  readonly why: readonly Firing[];
}

/** What came of something a person did. */
export type Done =
  | { readonly outcome: 'changed' }
  | { readonly outcome: 'unchanged' | 'refused'; readonly why: string };

/** One message of the chat of local mode, as somebody sees it. */
export interface ChatMessage {
  readonly id: string;
  readonly at: number;
  /** `desk`, or the person who said it. */
  readonly from: string;
  readonly text: string;
  readonly mentions: readonly string[];
  /** The report it hangs below; null for one that stands by itself. */
  readonly thread: string | null;
  readonly edited: boolean;
  readonly case: string | null;
  /** What the reader may try to do about its case. */
  readonly offers: readonly { readonly do: string; readonly to?: string | null }[];
}

/** A channel or a direct message, as somebody sees it. */
export interface ChatRoom {
  readonly name: string;
  readonly kind: 'channel' | 'direct';
  readonly messages: readonly ChatMessage[];
}

/** Somebody's time on call, in milliseconds since 1970, UTC. */
export interface OnCallShift {
  readonly person: string;
  readonly from: number;
  readonly to: number;
}

/** The last weeks in figures, what is handed over, and who is on call from now on. */
export interface WeekView {
  readonly stats: Stats;
  readonly handoff: Handoff;
  readonly shifts: readonly OnCallShift[];
  /** What is wrong with the rota, like gaps, in sentences. */
  readonly rotaProblems: readonly string[];
}

/** Labelled reports of one class that were decided as another, or as the same. */
export interface ConfusionCell {
  readonly label: ReportClass;
  readonly decided: DecisionClass;
  readonly count: number;
  /** Of many only the first hundred. */
  readonly reports: readonly PastReport[];
}

/** How well the rules agree with the labelled reports that they were fitted on. */
export interface AccuracyView {
  readonly reports: number;
  readonly right: number;
  readonly cells: readonly ConfusionCell[];
  /** The confidence of the best guess against how often it was right, by tenths. */
  readonly reliability: readonly {
    readonly from: number;
    readonly reports: number;
    readonly confidence: number;
    readonly right: number;
  }[];
  /** How often each rule fired, and how often the report was of its class. */
  readonly rules: readonly {
    readonly rule: string;
    readonly class: ReportClass;
    readonly hits: number;
    readonly right: number;
  }[];
}

/** Changes of the rules that no labelled report and no example notices. */
export interface MutationView {
  readonly tried: number;
  /** How many nothing notices; the first of them are listed. */
  readonly survived: number;
  readonly survivors: readonly { readonly rule: string; readonly change: string; readonly why: string }[];
}
