// A stream of reports: each is decided on arrival, and again when later ones show what it was part of.

import { type ClassifierRulebook, type ClassifyOptions, decideOn } from './classify.js';
import { longestWindow, seenFrom } from './correlate.js';
import { sortFirings } from './decide.js';
import { readReport } from './reading/index.js';
import type { Decision, Report, SeenReport } from './types.js';

/** What was decided on arrival, and what stands in the end. */
export interface StreamDecision {
  readonly first: Decision;
  readonly final: Decision;
}

/**
 * Classifies reports as one stream in the order of their times; gives the decisions in the order given.
 * An earlier report that turns out to be part of an incident is one too, in its final decision.
 */
export async function classifyTogether(
  reports: readonly Report[],
  rulebook: ClassifierRulebook,
  options: ClassifyOptions = {},
): Promise<readonly StreamDecision[]> {
  const order = [...reports.keys()].sort((a, b) => (reports[a]?.at ?? 0) - (reports[b]?.at ?? 0) || a - b);
  const reach = longestWindow(rulebook.rules.rules);
  const decisions = new Map<number, StreamDecision>();
  const positions = new Map<string, number>();
  let window: readonly SeenReport[] = [];
  for (const position of order) {
    const report = reports[position];
    if (report === undefined) continue;
    window = window.filter((seen) => seen.at >= report.at - reach);
    const features = readReport(report, rulebook.vocabulary);
    const decision = await decideOn(report, features, rulebook, window, options);
    decisions.set(position, { first: decision, final: decision });
    for (const id of decision.class === 'incident' ? (decision.correlation?.with ?? []) : [])
      promoteAt(positions.get(id) ?? -1, decision, decisions);
    window = [...window, seenFrom(report, features, decision)];
    positions.set(report.id, position);
  }
  return [...decisions].sort(([a], [b]) => a - b).map(([, decision]) => decision);
}

/** The decision on an earlier report, now that a later one has shown both to be part of one incident. */
export function promotedBy(earlier: Decision, completing: Decision): Decision {
  const { correlation } = completing;
  if (correlation === null) return earlier;
  const others = correlation.with.filter((id) => id !== earlier.report);
  const why = completing.firings
    .filter(
      ({ rule }) => rule === correlation.rule && earlier.firings.every((firing) => firing.rule !== rule),
    )
    // Its evidence stands in the other report's text.
    .map((firing) => ({ ...firing, evidence: [] }));
  return {
    ...earlier,
    class: 'incident',
    bestGuess: 'incident',
    confidence: completing.confidence,
    scores: completing.scores,
    ...severityOfBoth(earlier, completing),
    wakes: earlier.wakes || completing.wakes,
    firings: sortFirings([...earlier.firings, ...why]),
    correlation: { rule: correlation.rule, with: [...others, completing.report] },
  };
}

/** What a rule said of a small matter does not hold for the incident that it turned out to be part of. */
function severityOfBoth(
  earlier: Decision,
  completing: Decision,
): Pick<Decision, 'severity' | 'severityFrom'> {
  const from = earlier.severity !== null && earlier.severityFrom !== 'rule' ? earlier : completing;
  const { severity, severityFrom } = from;
  return { severity, severityFrom };
}

function promoteAt(position: number, by: Decision, decisions: Map<number, StreamDecision>): void {
  const earlier = decisions.get(position);
  if (earlier !== undefined)
    decisions.set(position, { first: earlier.first, final: promotedBy(earlier.final, by) });
}
