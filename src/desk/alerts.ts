// Monitors tell by webhook which alert fires and when it is over, by an id of their own. The reports that an alert has
// made are kept by that id; its end waits until they are decided.

import { createHash } from 'node:crypto';
import type { RunningDeps } from './deps.js';
import type { Alert, Records, Timer } from './records.js';
import { setRecovered } from './recovery.js';

const kind = 'alert over';
const waitForDecisionMs = 2_000;
/** An alert that fired more often without end is known by its latest. */
const mostKept = 50;

/** True for a timer that `noteAlert` has set. */
export function endsAlert(timer: Timer): boolean {
  return timer.kind === kind;
}

/** Keeps that a report was made by an alert, or tells of its end; to be called in the report's transaction. */
export async function noteAlert(records: Records, alert: Alert, report: string, now: number): Promise<void> {
  // Ids come from outside and may be long, or say more than should be kept for ever.
  const name = `alert ${createHash('sha256').update(alert.id).digest('base64url')}`;
  const fired = await firedBy(records, name);
  if (!alert.over) return records.setSetting(name, [...fired, report].slice(-mostKept).join(' '));
  if (fired.length > 0) await records.setTimer({ key: `${report}:over`, kind, dueAt: now, subject: name });
}

/** What the alert reported proves nothing new any more, and its case is over when no other alert of it still fires. */
export async function endAlert(
  deps: Pick<RunningDeps, 'judge' | 'settings'>,
  records: Records,
  timer: Timer,
  now: number,
): Promise<void> {
  const fired = await firedBy(records, timer.subject);
  const latest = fired.at(-1);
  const stored = latest === undefined ? null : await records.report(latest);
  if (latest === undefined || stored === null) return;
  if (stored.state === 'stored')
    return records.setTimer({ ...timer, key: `${timer.key}+`, dueAt: now + waitForDecisionMs });
  for (const report of fired) await records.setSeen(report, { open: false });
  await records.setSetting(timer.subject, '');
  const record = await records.caseOf(latest);
  if (record === null) return;
  for (const report of record.reports) if (await stillFires(records, report)) return;
  await setRecovered(deps, records, record);
}

async function firedBy(records: Records, name: string): Promise<readonly string[]> {
  return ((await records.setting(name)) ?? '').split(' ').filter((id) => id !== '');
}

async function stillFires(records: Records, report: string): Promise<boolean> {
  const stored = await records.report(report);
  return stored?.report.source.kind === 'automated' && (await records.seen(report))?.open === true;
}
