import type { Occasion, PersonId } from '../router/index.js';
import { caseSituation } from './case-situation.js';
import type { RunningDeps } from './deps.js';
import type { CaseSituation } from './judge.js';
import type { Records } from './records.js';
import { addEach } from './tell-all.js';

/** Calls whom a step of `by`, or a monitor's word, calls without waiting for the escalation; often that is nobody. */
export async function callAtOnce(
  { judge }: Pick<RunningDeps, 'judge'>,
  records: Records,
  { case: record, onCall, now }: Pick<CaseSituation, 'case' | 'onCall' | 'now'>,
  what: Occasion,
  by: PersonId,
): Promise<void> {
  const situation = await caseSituation(records, record, onCall, now);
  const effect = situation === null ? null : judge.callAfter(what, by, situation);
  if (situation !== null && effect !== null)
    await addEach(records, record, [situation.report], [effect], what);
}
