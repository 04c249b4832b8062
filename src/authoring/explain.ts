// Everything there is to say about one decision: what fired, what nearly fired, and what would flip it.

import {
  type ClassifierRulebook,
  type Decision,
  decideOn,
  type NearlyFired,
  type Report,
  type ReportClass,
  softmax,
  type Window,
  weighedBy,
} from '../classifier/index.js';
import { doubtOn } from './doubt.js';
import { type Flip, flipsOf } from './flips.js';
import { type Heard, heardIn } from './heard.js';
import { type EvidenceParts, partsOf } from './parts.js';
import { readFor } from './weigh.js';

/** The whole account of one decision. */
export interface Explanation {
  readonly decision: Decision;
  /** The concepts that were found in the report. */
  readonly heard: readonly Heard[];
  /** Rules that lack one condition, those that would count most first. */
  readonly nearly: readonly NearlyFired[];
  /** Probability of each class, 0 to 1, as the evidence has it; a decisive rule does not ask. */
  readonly chances: Readonly<Record<ReportClass, number>>;
  /** What the score of each class was summed from. */
  readonly parts: Readonly<Record<ReportClass, EvidenceParts>>;
  /** Why a person is asked; null for a decision that is made. */
  readonly doubt: string | null;
  /** Single changes that would lead to another class. */
  readonly flips: readonly Flip[];
}

/** Decides on a report and accounts for it; `window` holds the earlier reports, oldest first. */
export async function explain(
  report: Report,
  rulebook: ClassifierRulebook,
  window: Window = [],
): Promise<Explanation> {
  const read = readFor(report, rulebook, window);
  const decision = await decideOn(report, read.features, rulebook, window);
  const weighing = weighedBy(rulebook.deciding, read.situation.leaning?.logChances ?? null);
  const nearly = rulebook.rules.nearMisses.all(read.situation);
  const chances = softmax(decision.scores, weighing.temperature);
  return {
    decision,
    heard: heardIn(report, read.features.hits, rulebook.vocabulary),
    nearly,
    chances,
    parts: partsOf(decision, weighing.start),
    doubt: doubtOn(decision, chances, weighing, read.features.facts.readable !== false),
    flips: flipsOf(decision, nearly, read, rulebook.deciding),
  };
}
