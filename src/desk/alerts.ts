// Monitors tell when what they reported is over. Which report an alert made last is kept by the alert's id; what
// follows from its end waits until that report is decided.

import { createHash } from 'node:crypto';
import { alertsOver } from '../router/index.js';
import type { RunningDeps } from './deps.js';
import type { Alert, Records, Timer } from './records.js';

const kind = 'alert over';
const waitForDecisionMs = 2_000;

/** True for a timer that `noteAlert` has set. */
export function endsAlert(timer: Timer): boolean {
  return timer.kind === kind;
}

/** Keeps which report an alert made, or that the last one it made is over; to be called in the report's transaction. */
export async function noteAlert(records: Records, alert: Alert, report: string, now: number): Promise<void> {
  // Ids come from outside and may be long, or say more than should be kept for ever.
  const name = `alert ${createHash('sha256').update(alert.id).digest('base64url')}`;
  if (!alert.over) return records.setSetting(name, report);
  const fired = await records.setting(name);
  if (fired !== null) await records.setTimer({ key: `${fired}:over`, kind, dueAt: now, subject: fired });
}

/** The report proves nothing new any more, and its case is ended or told of it. */
export async function endAlert(
  { settings, log }: Pick<RunningDeps, 'settings' | 'log'>,
  records: Records,
  timer: Timer,
  now: number,
): Promise<void> {
  const stored = await records.report(timer.subject);
  if (stored === null || stored.state === 'stuck') return;
  if (stored.state === 'stored') {
    const later = { ...timer, key: `${timer.key}+`, dueAt: now + waitForDecisionMs };
    return records.setTimer(later);
  }
  await records.setSeen(timer.subject, { open: false });
  const record = await records.caseOf(timer.subject);
  if (record === null) return;
  const others = await Promise.all(record.reports.map((id) => isOverAlert(records, id)));
  const monitorsAlone = others.every((over) => over === true);
  if (others.includes(false)) return;
  const made = alertsOver(record, { monitorsAlone }, now);
  if (made === null) return;
  await records.saveCase(made.case);
  await records.addCaseEvent(record.id, made.event);
  await records.addAudit({ at: now, actor: made.event.by, what: made.event.what, subject: record.id });
  if (made.case.status === 'resolved') await records.cancelTimers(record.id);
  await records.touchCase(record.id, now + settings.coalesceMs);
  log.info({ case: record.id, ended: made.case.status === 'resolved' }, 'the alerts of a case are over');
}

/** Null for a report of a person, who alone can tell; false while its alert still fires. */
async function isOverAlert(records: Records, id: string): Promise<boolean | null> {
  const [stored, seen] = [await records.report(id), await records.seen(id)];
  if (stored === null || stored.report.source.kind === 'human') return null;
  return seen?.open === false;
}
