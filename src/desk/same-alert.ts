// Storms: an alert that comes again is counted in its case and says nothing more, and a monitor's word that it is over
// ends a case that nobody has taken up, once it has stayed over for a while.

import { type Case, DESK, fingerprintOf, isFollowed, recoversFrom } from '../router/index.js';
import type { RunningDeps } from './deps.js';
import type { Records, StoredReport, Timer } from './records.js';

/** Kind of the timer that closes a case whose monitor says that it is over. */
const quietKind = 'quiet since recovery';

const mostLookedAt = 20;
const mostOpenCases = 200;

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

/** A monitor says that something is over: the case of that alert says so, and is closed unless it comes again. */
export async function recover(
  deps: Pick<RunningDeps, 'judge' | 'settings'>,
  records: Records,
  { report }: StoredReport,
): Promise<void> {
  const record = await recoveringCase(records, report);
  if (record !== null) await setRecovered(deps, records, record);
}

/** The case says that it is over, and is closed once it has stayed so. */
export async function setRecovered(
  { judge, settings }: Pick<RunningDeps, 'judge' | 'settings'>,
  records: Records,
  record: Case,
): Promise<void> {
  if (!isFollowed(record) || record.recoveredAt !== undefined) return;
  const now = await records.now();
  await records.saveCase({ ...record, recoveredAt: now });
  await records.addCaseEvent(record.id, { at: now, what: 'the monitor says that it is over', by: 'desk' });
  await records.touchCase(record.id, now + settings.coalesceMs);
  await records.setTimer({
    key: `${quietKind} ${record.id} ${now}`,
    kind: quietKind,
    dueAt: now + judge.storms.quietMs,
    subject: record.id,
  });
}

/** The newest followed case that is only about alerts, one of which this recovers from. */
async function recoveringCase(records: Records, recovery: StoredReport['report']): Promise<Case | null> {
  for (const record of await records.cases('open', mostOpenCases)) {
    const [first] = record.reports;
    const alert = first === undefined ? null : await records.report(first);
    if (alert !== null && recoversFrom(recovery, alert.report)) return record;
  }
  return null;
}

/** True when the timer was one of those; then the case is closed, unless somebody has it or the alert came again. */
export async function closeQuiet(
  { settings }: Pick<RunningDeps, 'settings'>,
  records: Records,
  timer: Timer,
): Promise<boolean> {
  if (timer.kind !== quietKind) return false;
  const record = await records.case(timer.subject);
  if (record === null || record.status !== 'open' || record.decidedBy !== null) return true;
  if (record.recoveredAt === undefined || !timer.key.endsWith(` ${record.recoveredAt}`)) return true;
  if (!(await isOnlyAlerts(records, record))) return true;
  const now = await records.now();
  await records.saveCase({ ...record, status: 'resolved', resolved: { by: DESK, at: now } });
  await records.addCaseEvent(record.id, { at: now, what: 'resolved, as it stayed over', by: 'desk' });
  await records.cancelTimers(record.id);
  for (const id of record.reports) await records.setSeen(id, { open: false });
  await records.touchCase(record.id, now + settings.coalesceMs);
  return true;
}

/** What people have reported too is not over by a monitor's word. */
async function isOnlyAlerts(records: Records, { reports }: Case): Promise<boolean> {
  for (const id of reports) {
    const stored = await records.report(id);
    if (stored !== null && stored.report.source.kind === 'human') return false;
  }
  return true;
}
