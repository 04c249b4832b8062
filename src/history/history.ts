// What happened at a desk, as its export tells it. Every figure of hand-off, trends and learning is made of this and
// of nothing else, so that whoever has an export can work it out again.

import type { Decision, DecisionClass, Report, ReportClass } from '../classifier/index.js';
import type { Case, CaseEvent } from '../router/index.js';

/** What brought a decision about: the desk's own reading, or a person's word. */
export type HistoryCause = 'arrival' | 'edit' | 'correlation' | 'correction';

/** One decision about a report; the highest revision holds. */
export interface HistoryDecision {
  readonly revision: number;
  readonly cause: HistoryCause;
  readonly at: number;
  readonly decision: Decision;
}

/** A person's word on a report. `from` and `to` are the same where somebody has said that a decision was right. */
export interface HistoryCorrection {
  readonly report: string;
  readonly from: DecisionClass;
  readonly to: ReportClass;
  readonly by: string;
  readonly at: number;
  readonly rulebook: string;
  /** The weekly sample that it answers; null where somebody noticed it by themselves. */
  readonly sample: string | null;
}

/** One report with all that was decided about it. */
export interface HistoryReport {
  readonly report: Report;
  /** Where it was said; null where that has no address. */
  readonly link: string | null;
  readonly private: boolean;
  readonly receivedAt: number;
  /** Its words are gone, on request or by age. */
  readonly erased: boolean;
  /** Oldest first. */
  readonly decisions: readonly HistoryDecision[];
  /** Every word of people, oldest first; the last one holds. */
  readonly corrections: readonly HistoryCorrection[];
  readonly caseId: string | null;
  /** Functions of the product that it tells are failing, and partners it names, as the desk read them. */
  readonly functions: readonly string[];
  readonly partners: readonly string[];
  /** What a second rulebook would have decided, where one was running beside the first. */
  readonly shadow: Decision | null;
}

/** Something that the desk did, or was to do. */
export interface HistoryEffect {
  readonly key: string;
  readonly report: string;
  readonly caseId: string | null;
  readonly kind: string;
  readonly state: string;
  readonly ref: string | null;
  readonly url: string | null;
  readonly createdAt: number;
  readonly deliveredAt: number | null;
}

/** A case with what was done to it, oldest first. */
export interface HistoryCase {
  readonly record: Case;
  readonly events: readonly CaseEvent[];
}

/** Everything, reports in order of arrival; what the desk has handed itself is left out. */
export interface History {
  readonly reports: readonly HistoryReport[];
  readonly cases: readonly HistoryCase[];
  readonly effects: readonly HistoryEffect[];
}

/** The last decision that the desk itself has taken; null while there is none. */
export function deskDecision({ decisions }: HistoryReport): HistoryDecision | null {
  return decisions.findLast(({ cause }) => cause !== 'correction') ?? null;
}

/** What a report is by the last word on it: a person's, else the desk's; null while nobody has decided. */
export function classOf(one: HistoryReport): DecisionClass | null {
  return truthOf(one) ?? deskDecision(one)?.decision.class ?? null;
}

/** What people say it is: the last word holds, and a later one may take an earlier one back. */
export function truthOf({ corrections }: HistoryReport): ReportClass | null {
  return corrections.at(-1)?.to ?? null;
}

/** The area of a report by the last decision on it. */
export function areaIn({ decisions }: HistoryReport): string | null {
  return decisions.at(-1)?.decision.area ?? null;
}
