import type { Occasion, PersonId } from '../router/index.js';
import type { RunningDeps } from './deps.js';
import type { CaseSituation } from './judge.js';
import type { Records } from './records.js';
import { addEach } from './tell-all.js';

/** Calls whom a step of `by`, or a monitor's word, calls without waiting for the escalation; often that is nobody. */
export async function callAtOnce(
  { judge }: Pick<RunningDeps, 'judge'>,
  records: Records,
  situation: CaseSituation | null,
  what: Occasion,
  by: PersonId,
): Promise<void> {
  const effect = situation === null ? null : judge.callAfter(what, by, situation);
  if (situation !== null && effect !== null)
    await addEach(records, situation.case, [situation.report], [effect], what);
}
