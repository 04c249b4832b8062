// Reads back from the backlog what became of the desk's tickets, so that whoever reported a bug learns that it is
// done. It only reads: what people do in the backlog is never overwritten.

import { planTicketDone, ticketMoved } from '../router/index.js';
import type { RunningDeps } from './deps.js';
import { nameOf } from './events.js';
import { inTime } from './in-time.js';
import { placeOf } from './place.js';
import { DeliveryError, type TicketChange } from './ports.js';
import type { Records } from './records.js';

const lastRead = 'backlog read until';
/** Looked back at first: a desk that comes to a backlog that an earlier one has worked with. */
const firstLookMs = 7 * 24 * 3_600_000;

/** Looks once; true when a case has changed. A backlog that does not answer is asked again at the next look. */
export async function followTickets(deps: RunningDeps): Promise<boolean> {
  const { backlog, store, log } = deps;
  if (backlog.changedSince === undefined) return false;
  const now = await store.now();
  const since = Number((await store.setting(lastRead)) ?? now - firstLookMs);
  let changes: readonly TicketChange[];
  try {
    changes = await inTime(deps, backlog.changedSince(since, now));
  } catch (error) {
    if (!(error instanceof DeliveryError)) throw error;
    log.warn(
      { port: 'backlog', outcome: error.outcome, error: nameOf(error) },
      'tickets could not be read back',
    );
    return false;
  }
  let changed = false;
  for (const change of changes) {
    const took = await store.transaction((records) => take(deps, records, change));
    changed ||= took;
  }
  await store.setSetting(lastRead, String(now));
  return changed;
}

async function take(
  { settings, log }: RunningDeps,
  records: Records,
  { ref, status, done }: TicketChange,
): Promise<boolean> {
  const record = await records.caseOfTicket(ref.id);
  if (record === null || record.ticket?.id !== ref.id) return false;
  const now = await records.now();
  const moved = ticketMoved(record, { name: status, done }, now);
  if (moved === null) return false;
  await records.saveCase(moved.case);
  await records.addCaseEvent(record.id, moved.event);
  if (moved.case.status === 'resolved') await records.cancelTimers(record.id);
  if (done) for (const report of record.reports) await tell(records, record.id, report, ref.id, now);
  await records.touchCase(record.id, now + settings.coalesceMs);
  log.info({ case: record.id, ticket: ref.id, done }, 'a ticket has changed in the backlog');
  return true;
}

/** Told where the desk has answered before: it is silent in other places, and to monitors. */
async function tell(
  records: Records,
  caseId: string,
  report: string,
  ticket: string,
  now: number,
): Promise<void> {
  const stored = await records.report(report);
  const effects = await records.effectsOfReport(report);
  const answered = effects.some(({ effect, state }) => effect.kind === 'reply' && state === 'delivered');
  if (stored === null || stored.state === 'erased' || !answered) return;
  const revision = (await records.decision(report))?.revision ?? 1;
  const plan = { report, route: 'ticket done', effects: [planTicketDone(report, ticket)] };
  await records.addPlan(plan, caseId, revision, now, (effect) => placeOf(effect, stored));
}
