// Reads back from the backlog what became of the desk's tickets, so that whoever reported a bug learns that it is
// done. It only reads: what people do in the backlog is never overwritten.

import { type Case, planTicketDone, type TicketNews, ticketMoved } from '../router/index.js';
import type { RunningDeps } from './deps.js';
import { nameOf } from './events.js';
import { inTime } from './in-time.js';
import { placeOf } from './place.js';
import { DeliveryError, type TicketChange } from './ports.js';
import type { Records, StoredEffect } from './records.js';

const lastRead = 'backlog read until';
const readAtMost = 'backlog read at most';
/** Looked back at first: a desk that comes to a backlog that an earlier one has worked with. */
const firstLookMs = 7 * 24 * 3_600_000;
const shortestMs = 10 * 60_000;

/**
 * Looks once; true when a case has changed. A backlog that does not answer is asked for less at the next look: what
 * gathered while one of the two was away may be more than it can tell in one answer.
 */
export async function followTickets(deps: RunningDeps): Promise<boolean> {
  const { backlog, store } = deps;
  if (backlog.changedSince === undefined) return false;
  for (let changed = false; ; ) {
    const now = await store.now();
    const since = Number((await store.setting(lastRead)) ?? now - firstLookMs);
    const most = Number((await store.setting(readAtMost)) || Number.POSITIVE_INFINITY);
    const until = Math.min(now, since + most);
    const changes = await read(deps, since, until, now);
    if (changes === null) {
      await store.setSetting(readAtMost, String(Math.max(shortestMs, (until - since) / 2)));
      return changed;
    }
    for (const change of changes) {
      const took = await store.transaction((records) => take(deps, records, change));
      changed ||= took;
    }
    await store.setSetting(lastRead, String(until));
    await store.setSetting(readAtMost, 2 * most < firstLookMs ? String(2 * most) : '');
    if (until === now) return changed;
  }
}

/** Null when the backlog does not answer. */
async function read(
  deps: RunningDeps,
  since: number,
  until: number,
  now: number,
): Promise<readonly TicketChange[] | null> {
  try {
    return await inTime(deps, deps.backlog.changedSince?.(since, until, now) ?? Promise.resolve([]));
  } catch (error) {
    if (!(error instanceof DeliveryError)) throw error;
    deps.log.warn(
      { port: 'backlog', outcome: error.outcome, error: nameOf(error), span: until - since },
      'tickets could not be read back',
    );
    return null;
  }
}

async function take(
  { settings, log }: RunningDeps,
  records: Records,
  { ref, status, done }: TicketChange,
): Promise<boolean> {
  const record = await records.caseOfTicket(ref.id);
  if (record === null) return false;
  const now = await records.now();
  const moved = ticketMoved(record, ref.id, { name: status, done }, now);
  if (moved === null) return false;
  await records.saveCase(moved.case);
  await records.addCaseEvent(record.id, moved.event);
  if (moved.case.status === 'resolved') await records.cancelTimers(record.id);
  if (done) await tellOfTicket(records, record, ref.id, now);
  await records.touchCase(record.id, now + settings.coalesceMs);
  log.info({ case: record.id, ticket: ref.id, done }, 'a ticket has changed in the backlog');
  return true;
}

/** A report's own ticket is told of below that report; that of the case, and what a fix had left to do, below all. */
async function tellOfTicket(records: Records, record: Case, ticket: string, now: number): Promise<void> {
  const filed = (await records.effectsOfCase(record.id)).filter(
    ({ effect, ref }) => ref !== null && (effect.kind === 'file-ticket' || effect.kind === 'file-follow-up'),
  );
  const isFollowUp = filed.some(({ effect, ref }) => effect.kind === 'file-follow-up' && ref?.id === ticket);
  for (const report of record.reports) {
    const own = filed.find((each) => each.report === report && each.effect.kind === 'file-ticket');
    const concerns = isFollowUp || (own === undefined ? record.ticket?.id : own.ref?.id) === ticket;
    if (concerns)
      await tell(records, record.id, report, ticket, isFollowUp ? 'follow-up-done' : 'ticket-done', now);
  }
}

/** Told where the desk has answered before: it is silent in other places, and to monitors. */
async function tell(
  records: Records,
  caseId: string,
  report: string,
  ticket: string,
  news: TicketNews,
  now: number,
): Promise<void> {
  const stored = await records.report(report);
  const effects = await records.effectsOfReport(report);
  if (stored === null || stored.state === 'erased' || !effects.some(wasAnswered)) return;
  const revision = (await records.decision(report))?.revision ?? 1;
  const plan = { report, route: 'ticket done', effects: [planTicketDone(report, ticket, news)] };
  await records.addPlan(plan, caseId, revision, now, (effect) => placeOf(effect, stored));
}

function wasAnswered({ effect, state }: StoredEffect): boolean {
  return effect.kind === 'reply' && state === 'delivered';
}
