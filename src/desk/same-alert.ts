// Storms: an alert that comes again is counted in its case and says nothing more.

import { type Case, fingerprintOf, isFollowed } from '../router/index.js';
import type { RunningDeps } from './deps.js';
import type { Records, StoredReport } from './records.js';

const mostLookedAt = 20;

/** That an alert has come before, and the case it is followed in, where there is one. */
export interface Repeat {
  readonly case: Case | null;
}

/** Topics by which the same alert is found again; none for what people say. */
export function alertTopics({ report, synthetic }: StoredReport): readonly string[] {
  const fingerprint = synthetic ? null : fingerprintOf(report);
  return fingerprint === null ? [] : [`alert ${fingerprint}`];
}

/** Whether the same alert has come lately; null when it has not. */
export async function repeatOf(
  { judge }: Pick<RunningDeps, 'judge'>,
  records: Records,
  stored: StoredReport,
): Promise<Repeat | null> {
  const { report } = stored;
  const { sameAlertMs } = judge.storms;
  const earlier = (
    await records.window(alertTopics(stored), report.at - sameAlertMs, report.at + sameAlertMs)
  ).filter(({ id }) => id !== report.id);
  if (earlier.length === 0) return null;
  for (const { id } of earlier.slice(-mostLookedAt).reverse()) {
    const record = await followedBy(records, id);
    if (record !== null) return { case: record };
  }
  return { case: null };
}

async function followedBy(records: Records, report: string): Promise<Case | null> {
  const own = await records.caseOf(report);
  const record = own?.mergedInto === undefined ? own : await records.case(own.mergedInto);
  return record !== null && isFollowed(record) ? record : null;
}
