// A weekly sample of decisions that nobody corrected, for a quick yes or no. Chosen by the reports' ids alone, so that
// every desk, and whoever has the export, chooses the same.

import { type DecisionClass, hashOf } from '../classifier/index.js';
import { excerptOf } from './excerpt.js';
import { deskDecision, type History, type HistoryReport } from './history.js';
import { reportsIn } from './period.js';
import type { Week } from './weeks.js';

/** One decision that somebody is asked about. */
export interface SampledDecision {
  readonly report: string;
  readonly class: DecisionClass;
  readonly confidence: number;
  readonly excerpt: string;
  readonly link: string | null;
}

/** What a week's sample is, and what has been answered. */
export interface Sample {
  readonly week: string;
  readonly asked: readonly SampledDecision[];
  readonly answered: number;
  readonly right: number;
}

/** Enough for a figure after some weeks, and few enough that somebody answers. */
export const sampleSize = 10;

/**
 * The sample of a week. Reports whose decision somebody had noticed to be wrong by the end of the week are left out;
 * so are those that nobody can judge: words are gone, or were private.
 */
export function sampleOf(history: History, week: Week): Sample {
  const chosen = reportsIn(history, week)
    .filter((one) => isAskable(one, week))
    .map((one) => ({ one, rank: rankOf(`${week.name} ${one.report.id}`) }))
    .sort((a, b) => a.rank - b.rank || (a.one.report.id < b.one.report.id ? -1 : 1))
    .slice(0, sampleSize)
    .map(({ one }) => one);
  const answers = chosen.map((one) => one.corrections.findLast(({ sample }) => sample === week.name) ?? null);
  return {
    week: week.name,
    asked: chosen.flatMap((one, index) => (answers[index] === null ? [askedOf(one)] : [])),
    answered: answers.filter((answer) => answer !== null).length,
    right: answers.filter((answer) => answer !== null && answer.from === answer.to).length,
  };
}

function isAskable(one: HistoryReport, week: Week): boolean {
  const held = deskDecision(one);
  if (held === null || held.decision.class === 'undecided' || one.erased || one.private) return false;
  return one.corrections.every(({ sample, at }) => sample !== null || at >= week.to);
}

function askedOf(one: HistoryReport): SampledDecision {
  const { class: of, confidence } = deskDecision(one)?.decision ?? { class: 'undecided', confidence: 0 };
  return { report: one.report.id, class: of, confidence, excerpt: excerptOf(one), link: one.link };
}

/** A hash, and a last stirring: without it ids that differ in one letter rank close to one another. */
function rankOf(text: string): number {
  const plain = hashOf(text);
  const stirred = Math.imul(plain ^ (plain >>> 16), 0x85ebca6b);
  return (stirred ^ (stirred >>> 13)) >>> 0;
}
