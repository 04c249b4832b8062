// An export that may be shown around: who said what is masked, and all that is not needed to decide anew is left out.

import type { Given } from '../authoring/index.js';
import { type History, readHistory } from '../history/index.js';
import { maskReport } from '../learning/index.js';
import { knownWords } from './known-words.js';
import { readGiven } from './report-files.js';
import { SHIPPED_FIXTURES } from './shipped.js';
import { writtenRulesIn } from './written-rules.js';

/** A masked history, and how many reports were left out of it because something personal may be left in them. */
export interface MaskedExport {
  readonly lines: readonly string[];
  readonly leftOut: number;
}

/** The lines of an export with the reports, what was decided and what people said of it, and nothing else. */
export async function maskedExport(
  dump: AsyncIterable<string>,
  rules: string | undefined,
): Promise<MaskedExport> {
  const { rulebook, written } = await writtenRulesIn(rules);
  const read: readonly Given[] = readGiven([SHIPPED_FIXTURES]);
  const phrases = written.concepts.flatMap(({ concept }) => concept.phrases.map(({ text }) => text));
  const known = knownWords(rulebook, read, rulebook.routing.directory, phrases);
  const nothing = { keep: new Set<string>(), hide: new Set<string>() };
  const history: History = await readHistory(dump);
  const lines = [JSON.stringify({ format: 'triage-desk', tables: ['masked'] })];
  const add = (table: string, row: object): void => {
    lines.push(JSON.stringify({ table, row }));
  };
  let leftOut = 0;
  for (const [index, one] of history.reports.entries()) {
    const masked = maskReport(one.report, known, nothing);
    if (one.erased || one.private || masked.doubts.length > 0) {
      leftOut += 1;
      continue;
    }
    const { id, ...said } = masked.report;
    const state = 'decided';
    const document = JSON.stringify({ ...said, private: false });
    add('reports', { seq: index + 1, id, document, synthetic: 0, received_at: one.receivedAt, state });
    add('seen', { report: id, document: JSON.stringify({ functions: one.functions, partners: [] }) });
    for (const { revision, cause, at, decision } of one.decisions) {
      const firings = decision.firings.map((firing) => ({ ...firing, evidence: [] }));
      const bare = { ...decision, firings, areaEvidence: [], deadline: null, nearest: null };
      const { class: of, area, rulebook: version } = decision;
      add('decisions', {
        report: id,
        revision,
        cause,
        at,
        class: of,
        area,
        rulebook: version,
        document: JSON.stringify(bare),
      });
    }
    for (const { from, to, at, rulebook: version, sample } of one.corrections)
      add('corrections', {
        report: id,
        from_class: from,
        to_class: to,
        by: 'somebody',
        at,
        why: '',
        rulebook: version,
        sample,
      });
  }
  return { lines, leftOut };
}
