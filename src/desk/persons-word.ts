// A person's word on what a report is. It is final: the desk decides nothing about that report any more.

import type { ReportClass } from '../classifier/index.js';
import { type Case, type OnCall, type PersonId, reclassifiedAs } from '../router/index.js';
import { adopt } from './adopt.js';
import type { AdoptDeps } from './adoption.js';
import type { DeskEvent } from './events.js';
import type { Records } from './records.js';

/** What somebody has said of a report. */
export interface PersonsWord {
  readonly to: ReportClass;
  readonly area: string | null;
  readonly by: PersonId;
}

/** The report is decided anew by that word, and what its class needs is planned; who asks after a case is told. Null while nothing is decided. */
export async function takeWord(
  deps: AdoptDeps,
  records: Records,
  report: string,
  { to, area, by }: PersonsWord,
  onCall: OnCall,
  asksAfter?: Case,
): Promise<DeskEvent | null> {
  const stored = await records.lockReport(report);
  const held = await records.decision(report);
  if (stored === null || held === null) return null;
  const decision = { ...reclassifiedAs(held.decision, to), area, correlation: null };
  await records.setSeen(report, { class: to });
  await records.addCorrection({
    report,
    from: held.decision.class,
    to,
    by,
    at: await records.now(),
    why: '',
    rulebook: held.decision.rulebook,
  });
  const adoption = { stored, decision, cause: 'correction', onCall, decidedBy: by } as const;
  return adopt(deps, records, asksAfter === undefined ? adoption : { ...adoption, asksAfter });
}

/** Whose word holds about a report: of its case, or, where nobody follows one, of the report itself; null when nobody's. */
export async function wordHolds(
  records: Pick<Records, 'decision' | 'correctionOf'>,
  report: string,
  record: Case | null,
): Promise<PersonId | null> {
  if (record !== null) return record.decidedBy;
  const held = await records.decision(report);
  return held?.cause === 'correction' ? ((await records.correctionOf(report))?.by ?? null) : null;
}
