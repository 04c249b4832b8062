// From a set of firings to a class, without the rest of a decision: what authoring asks thousands of times.

import {
  type ClassifierRulebook,
  type Deciding,
  decide,
  type Features,
  type Firing,
  firingOf,
  type Report,
  type Rule,
  readReport,
  type Situation,
  situate,
  sortFirings,
  type Window,
  WORD_MODEL,
  withSilence,
} from '../classifier/index.js';

/** A report with all that rules look at. */
export interface ReadReport {
  readonly report: Report;
  readonly features: Features;
  readonly situation: Situation;
}

export type Verdict = ReturnType<typeof decide>;

/** Reads a report as the desk would, after the earlier reports of the window. */
export function readFor(report: Report, rulebook: ClassifierRulebook, window: Window = []): ReadReport {
  const features = readReport(report, rulebook.vocabulary);
  return { report, features, situation: situate(report, features, rulebook, window) };
}

/** What would be decided if these firings, and no others, were there. */
export function verdictOn(read: ReadReport, firings: readonly Firing[], deciding: Deciding): Verdict {
  const { report, features } = read;
  const spoken = withSilence(sortFirings(firings), features, report.text);
  return decide(spoken, deciding, features.facts.readable !== false, read.situation.leaning?.logChances);
}

/** A firing without its evidence, which has no part in weighing. */
export function bareFiring(rule: Rule): Firing {
  return firingOf(rule, []);
}

/** The firings of a report that was read anew; the word model goes on speaking when it did before. */
export function refired(
  read: ReadReport,
  rules: ClassifierRulebook['rules'],
  before: readonly Firing[],
): readonly Firing[] {
  const model = before.filter((firing) => firing.rule === WORD_MODEL);
  return [...rules.survivors(read.situation).map(bareFiring), ...model];
}
