import type { Case } from '../router/index.js';
import type { RunningDeps } from './deps.js';
import type { CaseSituation } from './judge.js';
import type { Records } from './records.js';

/**
 * A case waits as something else from now on, or again: what would have been done before is dropped, and what has been is
 * not done again. Nobody is reminded of a case of which no report is left.
 */
export async function escalateAnew(
  { judge }: Pick<RunningDeps, 'judge'>,
  records: Records,
  { id }: Case,
  situation: CaseSituation | null,
): Promise<void> {
  await records.cancelTimers(id);
  if (situation === null) return;
  for (const timer of judge.timers(situation)) if (timer.dueAt > situation.now) await records.setTimer(timer);
}
