import type { RunningDeps } from './deps.js';

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
    await records.takeBackEffects(id, at);
    await records.setSeen(id, { open: false });
    await records.eraseReport(id, at);
    await records.addAudit({ at, actor, what: 'report deleted', subject: id });
    return id;
  });
  if (erased === null) return false;
  log.info({ report: erased }, 'a report was erased');
  events.tell({ kind: 'erased', report: erased });
  return true;
}
