import { type Case, isFollowed } from '../router/index.js';
import type { RunningDeps } from './deps.js';
import type { Records } from './records.js';
import { speakerOf, voicesOf } from './voices.js';

/**
 * Has what was said about a report taken back and its words erased: its author deleted it, or `actor` asks for it.
 * False when the event was never stored; it is not accepted later either.
 */
export async function forget(
  { store, log, events }: Pick<RunningDeps, 'store' | 'log' | 'events'>,
  event: string,
  actor: string,
): Promise<boolean> {
  const at = await store.now();
  const erased = await store.transaction(async (records) => {
    const known = await records.reportByEvent(event);
    if (known === null) {
      await records.addTombstone(event, at);
      return null;
    }
    const { id } = known.report;
    await records.lockReport(id);
    const record = await records.caseOf(id);
    const speaks = record === null ? null : await speakerOf(records, record, id);
    await records.takeBackEffects(id, at, speaks === null ? 'all' : 'replies');
    await records.eraseReport(id, at);
    await records.addAudit({ at, actor, what: 'report deleted', subject: id });
    if (record !== null) await (speaks === null ? close(records, record, at) : goOn(records, record, id, at));
    return id;
  });
  if (erased === null) return false;
  log.info({ report: erased }, 'a report was erased');
  events.tell({ kind: 'erased', report: erased });
  return true;
}

/** Where only what is gone told what the case is, the others are decided anew: it is theirs now. */
async function goOn(records: Records, record: Case, gone: string, at: number): Promise<void> {
  await records.touchCase(record.id, at, 'words');
  if (record.decidedBy !== null || !isFollowed(record)) return;
  const left = await voicesOf(records, record, gone);
  if (left.some(({ decision }) => decision?.class === record.class)) return;
  for (const { stored } of left) await records.reopenReport(stored.report.id);
}

/** Nobody is to be reminded of a case of which no report is left, and who asks after it is told so. */
async function close(records: Records, record: Case, at: number): Promise<void> {
  await records.cancelTimers(record.id);
  if (!isFollowed(record)) return;
  await records.touchCase(record.id, at);
  await records.saveCase({ ...record, status: 'resolved', resolved: { by: 'desk', at } });
  await records.addCaseEvent(record.id, { at, what: 'closed, its report was deleted', by: 'desk' });
}
