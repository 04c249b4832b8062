// Personal text does not stay longer than it is needed: after a time the words of a report go, and its class, rules,
// area and times stay for the statistics.

import type { RunningDeps } from './deps.js';

const atOnce = 100;

/** Erases some reports that are older than `retainMs` and whose case is over; true when there may be more. */
export async function eraseOld(deps: RunningDeps): Promise<boolean> {
  const { store, settings, log } = deps;
  if (settings.retainMs === null) return false;
  const now = await store.now();
  const old = await store.reportsBefore(now - settings.retainMs, atOnce);
  for (const id of old) {
    await store.transaction(async (records) => {
      await records.lockReport(id);
      await records.cancelEffects(id, []);
      await records.eraseReport(id, now);
    });
  }
  await store.emptyLocal(now - settings.retainMs);
  if (old.length > 0) log.info({ erased: old.length }, 'words of old reports were erased');
  return old.length === atOnce;
}
