import type { RunningDeps } from './deps.js';
import { wordHolds } from './persons-word.js';

/**
 * Has a report be read together with what its author says below it, and decided anew unless a person has decided
 * meanwhile. False where nothing is added: it was taken before, and the desk ended before that was marked.
 */
export async function addBelow(
  { store, log }: Pick<RunningDeps, 'store' | 'log'>,
  id: string,
  { text }: { readonly text: string },
): Promise<boolean> {
  const isAdded = await store.transaction(async (records) => {
    await records.lockReport(id);
    if (!(await records.addToReport(id, text))) return false;
    const word = await wordHolds(records, id, await records.caseOf(id));
    if (word === null) await records.reopenReport(id);
    else await records.touchReport(id, await records.now());
    return true;
  });
  if (isAdded) log.info({ report: id }, 'its author added to a report');
  return isAdded;
}
