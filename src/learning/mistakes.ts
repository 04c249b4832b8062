// Decisions that people have changed, each with the rules that led there.

import { type DecisionClass, type ReportClass, WORD_MODEL } from '../classifier/index.js';
import {
  deskDecision,
  type History,
  type HistoryCorrection,
  type HistoryReport,
  truthOf,
} from '../history/index.js';

/** A rule that spoke for the class which people say it is not. */
export interface WrongRule {
  readonly rule: string;
  readonly class: ReportClass;
  readonly weight: number | null;
  /** The rules of today have it no more. */
  readonly gone: boolean;
}

/** One decision that was wrong by the last word of people. */
export interface Mistake {
  readonly one: HistoryReport;
  readonly decided: DecisionClass;
  readonly truth: ReportClass;
  /** Everything that was said about it, oldest first: the last one holds. */
  readonly words: readonly HistoryCorrection[];
  /** The heaviest first. */
  readonly wrongRules: readonly WrongRule[];
}

/** What people have corrected, oldest first; `rules` are those of today. */
export function mistakesIn({ reports }: History, rules: ReadonlySet<string>): readonly Mistake[] {
  return reports.flatMap((one): readonly Mistake[] => {
    const decision = deskDecision(one)?.decision;
    const truth = truthOf(one);
    // Somebody has said what it is when the desk asked, or took back what another said: then nothing was wrong.
    if (decision === undefined || truth === null || truth === decision.class) return [];
    const wrongRules = decision.firings
      .filter((firing) => firing.class !== truth)
      .map(({ rule, class: of, weight }) => ({
        rule,
        class: of,
        weight,
        gone: rule !== WORD_MODEL && !rules.has(rule),
      }));
    return [{ one, decided: decision.class, truth, words: one.corrections, wrongRules }];
  });
}
