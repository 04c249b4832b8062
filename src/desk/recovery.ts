// A monitor's word that something is over: it ends a case that nobody has taken up, once it has stayed over for a while,
// and is told to whoever has. What people have reported too is ended by people.

import { backAgain, type Case, DESK, isFollowed, type OnCall, recoversFrom } from '../router/index.js';
import { callAtOnce } from './call-at-once.js';
import { caseSituation } from './case-situation.js';
import type { RunningDeps } from './deps.js';
import { escalateAnew } from './escalate-anew.js';
import { openCases } from './open-cases.js';
import type { Records, StoredReport, Timer } from './records.js';

/** Kind of the timer that sees to a case whose monitor says that it is over. */
const quietKind = 'quiet since recovery';

type RecoveryDeps = Pick<RunningDeps, 'judge' | 'settings'>;

/** A monitor says that something is over: the case of that alert says so, and is closed unless it comes again. */
export async function recover(deps: RecoveryDeps, records: Records, { report }: StoredReport): Promise<void> {
  const record = await recoveringCase(records, report);
  if (record !== null) await setRecovered(deps, records, record);
}

/** The case says that it is over, and is closed once it has stayed so. */
export async function setRecovered(
  { judge, settings }: RecoveryDeps,
  records: Records,
  record: Case,
): Promise<void> {
  if (!isFollowed(record) || record.recoveredAt !== undefined) return;
  const now = await records.now();
  await records.addCaseEvent(record.id, { at: now, what: 'the monitor says that it is over', by: DESK });
  if (!(await isOnlyAlerts(records, record))) return;
  await records.saveCase({ ...record, recoveredAt: now });
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
  for (const record of await openCases(records)) {
    const [first] = record.reports;
    const alert = first === undefined ? null : await records.report(first);
    if (alert !== null && recoversFrom(recovery, alert.report)) return record;
  }
  return null;
}

/** True when the timer was one of those; then the case is closed, or whoever has it is told, unless it came again. */
export async function closeQuiet(
  deps: RecoveryDeps,
  records: Records,
  timer: Timer,
  onCall: OnCall,
): Promise<boolean> {
  if (timer.kind !== quietKind) return false;
  const record = await records.case(timer.subject);
  if (record === null || !isFollowed(record)) return true;
  if (record.recoveredAt === undefined || !timer.key.endsWith(` ${record.recoveredAt}`)) return true;
  const now = await records.now();
  if (record.status === 'acknowledged')
    await callAtOnce(deps, records, await caseSituation(records, record, onCall, now), 'monitor-over', DESK);
  if (record.status === 'acknowledged' || record.decidedBy !== null) return true;
  await records.saveCase({ ...record, status: 'resolved', resolved: { by: DESK, at: now } });
  await records.addCaseEvent(record.id, { at: now, what: 'resolved, as it stayed over', by: DESK });
  await records.cancelTimers(record.id);
  for (const id of record.reports) await records.setSeen(id, { open: false });
  await records.touchCase(record.id, now + deps.settings.coalesceMs);
  return true;
}

/**
 * The case of a monitor that spoke too soon: it is not over any more, and waits for an answer where it had stopped to.
 * Whoever was told that it is over is told of it.
 */
export async function comeAgain(
  deps: Pick<RunningDeps, 'judge'>,
  records: Records,
  record: Case,
  onCall: OnCall,
  now: number,
): Promise<Case> {
  if (record.recoveredAt === undefined) return record;
  const back = backAgain(record, now);
  await records.saveCase(back);
  await records.addCaseEvent(record.id, { at: now, what: 'it has come again', by: DESK });
  const situation = await caseSituation(records, back, onCall, now);
  if (back.status === 'open') await escalateAnew(deps, records, back, situation);
  else if (await wasTold(records, record)) await callAtOnce(deps, records, situation, 'alert-again', DESK);
  return back;
}

async function wasTold(records: Records, { id, recoveredAt }: Case): Promise<boolean> {
  const effects = await records.effectsOfCase(id);
  return effects.some(({ effect }) => effect.key.endsWith(`:escalate:monitor-over:${recoveredAt}`));
}

/** What people have reported too is not over by a monitor's word. */
async function isOnlyAlerts(records: Records, { reports }: Case): Promise<boolean> {
  for (const id of reports) {
    const stored = await records.report(id);
    if (stored !== null && stored.report.source.kind === 'human') return false;
  }
  return true;
}
