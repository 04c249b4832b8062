// What another rulebook would have made of the past: all of it as one stream, in the order and at the times in which it
// came in, so that reports are seen together as they were then.

import { type Change, type Comparison, changeOf, compare, type Given } from '../authoring/index.js';
import { type History, type HistoryReport, type Period, reportsIn, truthOf } from '../history/index.js';
import type { Rulebook } from '../rulebook/index.js';

/** A comparison over the past, and what it costs by the mistakes that it makes. */
export interface HistoryComparison extends Comparison {
  /** Reports whose words are gone. */
  readonly leftOut: number;
  /** The sum of what each flip costs; below zero when the flips are for the better. */
  readonly cost: number;
}

/** Decides the reports of a period with both rulebooks; what people said of a report is its label. */
export async function compareHistory(
  history: History,
  period: Period,
  before: Rulebook,
  after: Rulebook,
): Promise<HistoryComparison> {
  const all = reportsIn(history, period);
  const given = all.filter(({ erased }) => !erased).map(givenOf);
  return withCost(await compare(given, before, after), all.length - given.length);
}

/**
 * The same of a second rulebook that decided live beside the first: what both made of each report when it came in.
 */
export function compareShadow(history: History, period: Period): HistoryComparison {
  const all = reportsIn(history, period);
  const both = all.filter(({ shadow, decisions }) => shadow !== null && decisions.length > 0);
  const changes = both.flatMap((one) => {
    const first = one.decisions[0]?.decision;
    return first === undefined || one.shadow === null ? [] : changeOf(givenOf(one), first, one.shadow);
  });
  return withCost(
    {
      reports: both.length,
      changes,
      mended: changes.filter(({ after, given }) => after.class === given.label).length,
      broken: changes.filter(({ before, given }) => before.class === given.label).length,
    },
    all.length - both.length,
  );
}

function givenOf(one: HistoryReport): Given {
  return { report: one.report, label: truthOf(one), group: 'history' };
}

/** What a flip costs by its kind: an incident that is called harmless is the worst mistake. */
const costs: Readonly<Record<Change['kind'], number>> = {
  'incident-missed': 10,
  'incident-doubted': 3,
  'urgent-missed': 3,
  other: 1,
  'incident-found': 1,
};

/** The dearest first; a flip to what people said is gained, not paid. */
function withCost(comparison: Comparison, leftOut: number): HistoryComparison {
  const costOf = ({ kind, given, after }: Change) =>
    after.class === given.label ? -costs[kind] : costs[kind];
  const changes = comparison.changes.toSorted((a, b) => costOf(b) - costOf(a));
  return { ...comparison, changes, leftOut, cost: changes.reduce((sum, change) => sum + costOf(change), 0) };
}
