// Whoever reported something calls it off below it. Until somebody has taken it up that is what an edit is that says so;
// from then on whoever has it is told, and decides.

import { isFollowed, type OnCall } from '../router/index.js';
import { callAtOnce } from './call-at-once.js';
import { caseSituation } from './case-situation.js';
import type { RunningDeps } from './deps.js';
import { wordHolds } from './persons-word.js';
import type { Records } from './records.js';

/** What was said below a report by its author. */
interface Said {
  readonly text: string;
  readonly user: string;
  readonly at: number;
}

/** What came of it; null where there is nothing to be called off, or it was edited since. */
export async function callOff(
  deps: Pick<RunningDeps, 'store' | 'judge' | 'log'>,
  id: string,
  said: Said,
  onCall: OnCall,
): Promise<'called-off' | 'asked' | null> {
  const outcome = await deps.store.transaction((records) => take(deps, records, id, said, onCall));
  if (outcome !== null) deps.log.info({ report: id, outcome }, 'its author calls a report off');
  return outcome;
}

async function take(
  { judge }: Pick<RunningDeps, 'judge'>,
  records: Records,
  id: string,
  { text, user, at }: Said,
  onCall: OnCall,
): Promise<'called-off' | 'asked' | null> {
  const stored = await records.lockReport(id);
  const record = await records.caseOf(id);
  if (stored === null || stored.state === 'erased' || record === null || !isFollowed(record)) return null;
  const held = await records.decision(id);
  if (held === null || held.decision.class === 'none' || (stored.editedAt ?? -1) >= at) return null;
  // Nobody need ask whoever has it themselves.
  const isTheirs = record.acknowledged === null || record.acknowledged.by === user;
  if (isTheirs && (await wordHolds(records, id, record)) === null) {
    if (!(await records.addToReport(id, text))) return null;
    await records.reopenReport(id);
    return 'called-off';
  }
  const situation = await caseSituation(records, record, onCall, await records.now());
  const here = situation && { ...situation, report: stored };
  await callAtOnce({ judge }, records, here, 'author-calls-off', user);
  return 'asked';
}
