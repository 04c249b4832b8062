// An export as a desk would write it, made of reports and of what people said about them: for histories that are longer,
// or older, than a test has time to live through.

import { classify, type DecisionClass, type Report, type ReportClass } from '../../src/classifier/index.js';
import type { Rulebook } from '../../src/rulebook/index.js';

/** Somebody's word on a decision. */
export interface Word {
  readonly to: ReportClass;
  readonly by?: string;
  readonly at?: number;
  readonly from?: DecisionClass;
  readonly sample?: string;
}

export interface MadeReport {
  readonly report: Report;
  readonly words?: readonly Word[];
  readonly private?: boolean;
  /** Another class than these rules give: what an older rulebook had decided. */
  readonly decided?: DecisionClass;
  readonly confidence?: number;
}

/** The lines; each report is decided by the rulebook as it stands alone. */
export async function madeExport(
  reports: readonly MadeReport[],
  rulebook: Rulebook,
): Promise<readonly string[]> {
  const lines = [JSON.stringify({ format: 'triage-desk', tables: ['001-first-tables'] })];
  const add = (table: string, row: object): void => {
    lines.push(JSON.stringify({ table, row }));
  };
  for (const [
    index,
    { report, words = [], decided, confidence, private: isPrivate = false },
  ] of reports.entries()) {
    const { id, ...said } = report;
    const document = { ...said, anchor: { id, url: null }, private: isPrivate };
    add('reports', {
      seq: index + 1,
      id,
      event: id,
      document: JSON.stringify(document),
      synthetic: 0,
      received_at: report.at,
      state: 'decided',
    });
    const made = await classify(report, rulebook, [], { explain: false });
    const decision = { ...made, class: decided ?? made.class, confidence: confidence ?? made.confidence };
    add('decisions', {
      report: id,
      revision: 1,
      cause: 'arrival',
      at: report.at,
      class: decision.class,
      area: decision.area,
      rulebook: decision.rulebook,
      document: JSON.stringify(decision),
    });
    for (const [
      order,
      { to, by = 'ada', at = report.at + 60_000 * (order + 1), from, sample },
    ] of words.entries())
      add('corrections', {
        report: id,
        from_class: from ?? decision.class,
        to_class: to,
        by,
        at,
        why: '',
        rulebook: decision.rulebook,
        ...(sample !== undefined && { sample }),
      });
  }
  return lines;
}
