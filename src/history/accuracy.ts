// How often the desk was right. People correct only what they notice, so that what they did not correct proves little;
// a weekly sample, of which each report is asked about, is what an honest figure rests on.

import { type DecisionClass, REPORT_CLASSES, type ReportClass } from '../classifier/index.js';
import { type Share, shareOf } from './figures.js';
import { deskDecision, type HistoryReport, truthOf } from './history.js';

/** One class as the desk decided it. */
export interface ClassAccuracy {
  readonly class: ReportClass;
  /** Of those the desk called so, how many nobody corrected to another class. */
  readonly kept: Share;
}

/** A stretch of confidence, and how often the desk was right in it, among reports that people spoke about. */
export interface Reliability {
  readonly from: number;
  readonly to: number;
  /** Mean of what the desk believed. */
  readonly believed: number | null;
  readonly right: Share;
}

export interface Accuracy {
  /** Decided reports, erased ones included: classes stay. */
  readonly decided: number;
  readonly undecided: Share;
  /** Decided reports whose class no person has changed. Too good by what nobody noticed. */
  readonly uncorrected: Share;
  /** Sampled reports of which a person said that the class was right. The honest figure. */
  readonly sampled: Share;
  /** Incidents that the desk called non-incident or none, of all incidents that people know of. */
  readonly missed: Share;
  readonly perClass: readonly ClassAccuracy[];
  /** By confidence; of sampled reports only, since corrected ones are wrong by their nature. */
  readonly reliability: readonly Reliability[];
}

interface Judged {
  readonly class: DecisionClass;
  readonly confidence: number;
  readonly truth: ReportClass | null;
  readonly sampled: boolean;
}

/** The accuracy on some reports; each counts with the desk's own last decision. */
export function accuracyOf(reports: readonly HistoryReport[]): Accuracy {
  const judged = reports.flatMap(judge);
  const decided = judged.filter((one) => one.class !== 'undecided');
  const sampled = decided.filter((one) => one.sampled);
  const incidents = judged.filter((one) => (one.truth ?? one.class) === 'incident');
  return {
    decided: judged.length,
    undecided: shareOf(judged.length - decided.length, judged.length),
    uncorrected: shareOf(decided.filter(isKept).length, decided.length),
    sampled: shareOf(sampled.filter(isRight).length, sampled.length),
    missed: shareOf(
      incidents.filter((one) => one.class === 'non-incident' || one.class === 'none').length,
      incidents.length,
    ),
    perClass: REPORT_CLASSES.map((name) => {
      const called = decided.filter((one) => one.class === name);
      return { class: name, kept: shareOf(called.filter(isKept).length, called.length) };
    }),
    reliability: BOUNDS.slice(0, -1).map((from, index) => {
      const to = BOUNDS[index + 1] ?? 1;
      const inside = sampled.filter(({ confidence }) => confidence >= from && (confidence < to || to === 1));
      const believed = inside.reduce((sum, one) => sum + one.confidence, 0) / inside.length;
      return {
        from,
        to,
        believed: inside.length === 0 ? null : believed,
        right: shareOf(inside.filter(isRight).length, inside.length),
      };
    }),
  };
}

const BOUNDS = [0, 0.4, 0.6, 0.8, 0.9, 1];

function judge(one: HistoryReport): readonly Judged[] {
  const held = deskDecision(one);
  if (held === null) return [];
  const { class: decided, confidence } = held.decision;
  const sampled = one.corrections.some(({ sample }) => sample !== null);
  return [{ class: decided, confidence, truth: truthOf(one), sampled }];
}

function isKept({ truth, class: decided }: Judged): boolean {
  return truth === null || truth === decided;
}

function isRight({ truth, class: decided }: Judged): boolean {
  return truth === decided;
}
