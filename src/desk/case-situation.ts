import type { Case, OnCall } from '../router/index.js';
import type { CaseSituation } from './judge.js';
import type { Records } from './records.js';
import { speakerOf } from './voices.js';

/** How a case stands, by the first of its reports that was not deleted; null where none of them is left. */
export async function caseSituation(
  records: Pick<Records, 'report' | 'decision'>,
  record: Case,
  onCall: OnCall,
  now: number,
): Promise<CaseSituation | null> {
  const report = await speakerOf(records, record);
  const decided = report === null ? null : await records.decision(report.report.id);
  if (report === null || decided === null) return null;
  return { case: record, report, decision: decided.decision, onCall, now };
}
