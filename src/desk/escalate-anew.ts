import type { Case, OnCall } from '../router/index.js';
import type { RunningDeps } from './deps.js';
import type { Records } from './records.js';

/** A case waits as something else from now on, or again: what would have been done before is dropped, and what has been is not done again. */
export async function escalateAnew(
  { judge }: Pick<RunningDeps, 'judge'>,
  records: Records,
  record: Case,
  onCall: OnCall,
  now: number,
): Promise<void> {
  await records.cancelTimers(record.id);
  const [first = ''] = record.reports;
  const report = await records.report(first);
  const decided = await records.decision(first);
  if (report === null || decided === null) return;
  const situation = { case: record, report, decision: decided.decision, onCall, now };
  for (const timer of judge.timers(situation)) if (timer.dueAt > now) await records.setTimer(timer);
}
