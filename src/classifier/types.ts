// The vocabulary of the classifier: what a report is, what was read in it, and what was decided.
// Plain readonly data, no behaviour: every other room of the house speaks in these words.

/** The four classes a report can have; `urgent-non-incident` must happen before a stated, near time. */
export const REPORT_CLASSES = ['incident', 'urgent-non-incident', 'non-incident', 'none'] as const;
export type ReportClass = (typeof REPORT_CLASSES)[number];

/** What the desk can answer: a class, or `undecided`, and then a human is asked. */
export type DecisionClass = ReportClass | 'undecided';

/** How many people or partners are affected: few is 2 to 9, many is 10 and more or a whole sale or fair. */
export const SCOPES = ['one', 'few', 'many', 'all', 'unknown'] as const;
export type Scope = (typeof SCOPES)[number];

/** Where a report came from, in our words; adapters translate into them. */
export interface Source {
  readonly kind: 'human' | 'automated';
  /** Channel name without `#`. */
  readonly channel: string;
  /** Stable id of the person or bot who said it; empty when unknown. */
  readonly user: string;
}

/** One thing somebody, or a monitor, said. */
export interface Report {
  readonly id: string;
  /** As given, Slack markup included: evidence offsets point into this string. */
  readonly text: string;
  readonly source: Source;
  /** Milliseconds since 1970, UTC. */
  readonly at: number;
  /** Minutes east of UTC at the place the report was made: "at five" is read in it. */
  readonly utcOffset: number;
  /** The partner or company it is about, where a field carries it. */
  readonly partner?: string;
}

/** A half-open range of UTF-16 offsets into `Report.text`. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** A span with the words it covers: `report.text.slice(start, end) === text`. */
export interface Evidence extends Span {
  readonly text: string;
}

/** Why a concept that was found does not count as said of here and now. */
export type Denial = 'negated' | 'resolved' | 'hypothetical' | 'quoted';

/** One place where a concept of the vocabulary was found. */
export interface ConceptHit extends Span {
  readonly concept: string;
  readonly sentence: number;
  /** Positions, counted in words from the start of the text, of the first and last word of the hit. */
  readonly firstWord: number;
  readonly lastWord: number;
  readonly denied: Denial | null;
}

/** A fact is flat and printable, so that it can be shown, stored and compared. */
export type FactValue = string | number | boolean | null | readonly string[];

/** What was read in a report: named facts, and where in the text each was found. */
export interface Features {
  readonly facts: Readonly<Record<string, FactValue>>;
  /** Spans per fact; a fact that did not come from words has none. */
  readonly spans: Readonly<Record<string, readonly Span[]>>;
  readonly hits: readonly ConceptHit[];
  /** Only the first 64 KiB were read. */
  readonly truncated: boolean;
}

/** A rule that matched, with what it saw. */
export interface Firing {
  readonly rule: string;
  readonly class: ReportClass;
  /** Evidence for its class, in the units that `decide` adds up; decisive rules carry null. */
  readonly weight: number | null;
  readonly decisive: boolean;
  /** Small evidence, told after the rules that know a matter; so is the word model. */
  readonly voice?: boolean;
  /** Prose that can be shown to a reporter. */
  readonly why: string;
  readonly evidence: readonly Evidence[];
}

/** The rule that came closest without firing, and the one condition it lacked. */
export interface NearMiss {
  readonly rule: string;
  readonly class: ReportClass;
  /** One sentence, for people: what would have had to be so. */
  readonly missing: string;
}

/** A time by which something must happen, read from the text in the report's own zone. */
export interface Deadline extends Evidence {
  /** Milliseconds since 1970, UTC; null when only an event was named ("before the auction"). */
  readonly at: number | null;
}

/** The earlier reports that, together with this one, show one failure. */
export interface Correlation {
  readonly rule: string;
  /** Ids of the other reports, oldest first. */
  readonly with: readonly string[];
}

/** The record of one decision: explanations are printed from it, never worked out again. */
export interface Decision {
  readonly report: string;
  readonly class: DecisionClass;
  /** The class with the most evidence; differs from `class` only when undecided. */
  readonly bestGuess: ReportClass;
  readonly area: string | null;
  readonly areaEvidence: readonly Evidence[];
  readonly scope: Scope;
  /** A name of the policy's severity scale, where the text or a rule gives one. */
  readonly severity: string | null;
  /** Which of the two gave it; absent where neither did. */
  readonly severityFrom?: 'text' | 'rule' | undefined;
  /** Downtime: may somebody be woken for it? A question apart from the class. */
  readonly wakes: boolean;
  readonly deadline: Deadline | null;
  /** Calibrated probability, 0 to 1, that `bestGuess` is right. */
  readonly confidence: number;
  /** Summed evidence per class. */
  readonly scores: Readonly<Record<ReportClass, number>>;
  readonly firings: readonly Firing[];
  readonly nearest: NearMiss | null;
  readonly correlation: Correlation | null;
  readonly truncated: boolean;
  /** Content hash of the rulebook that decided. */
  readonly rulebook: string;
}

/** What later reports need to know of an earlier one: facts only, no text. */
export interface SeenReport {
  readonly id: string;
  readonly at: number;
  readonly user: string;
  /** Partner names, lower case, read from a field or the text. */
  readonly partners: readonly string[];
  /** Failing functions: concepts of the vocabulary that were asserted as failing. */
  readonly functions: readonly string[];
  /** Business-critical ones among `functions`. */
  readonly critical: readonly string[];
  readonly area: string | null;
  /** It tells of trouble; it neither asks for something nor only how something is done. */
  readonly complains: boolean;
  readonly class: DecisionClass;
  /** False once it is known to be over: resolved reports take no part in a correlation. */
  readonly open: boolean;
}

/** The facts of earlier reports, oldest first. */
export type Window = readonly SeenReport[];
