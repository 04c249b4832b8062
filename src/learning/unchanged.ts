// What came in and nobody changed: no change of rules that is proposed may decide it otherwise.

import type { Given } from '../authoring/index.js';
import { type History, type HistoryReport, truthOf } from '../history/index.js';
import type { Mistake } from './mistakes.js';

/** The latest of them; more would take longer than a person waits. */
const mostOfThem = 5_000;

/**
 * The reports beside the mistakes, without a label: nothing but their decision of today is known, and nobody has read
 * them for a fixture. What says the same as a corrected one, and nobody has spoken about, follows the correction.
 */
export function unchangedIn({ reports }: History, mistakes: readonly Mistake[]): readonly Given[] {
  const changed = new Set(mistakes.map(({ one }) => one.report.id));
  const corrected = new Set(mistakes.map(({ one }) => wordsOf(one)));
  return reports
    .filter((one) => !one.erased && !changed.has(one.report.id))
    .filter((one) => truthOf(one) !== null || !corrected.has(wordsOf(one)))
    .slice(-mostOfThem)
    .map(({ report }) => ({ report, label: null, group: null }));
}

function wordsOf({ report }: HistoryReport): string {
  return report.text.toLowerCase().replace(/\s+/g, ' ').trim();
}
