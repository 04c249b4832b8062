// What follows from a step to a case, once the case is what the step makes of it.

import type { Case, CaseStep, OnCall, PersonId } from '../router/index.js';
import { callAtOnce } from './call-at-once.js';
import { caseSituation } from './case-situation.js';
import type { RunningDeps } from './deps.js';
import { escalateAnew } from './escalate-anew.js';
import type { Records } from './records.js';
import { tellOfStep } from './tell-all.js';

/** A step that was made to a case. */
export interface StepMade {
  readonly before: Case;
  readonly after: Case;
  readonly step: CaseStep;
  readonly by: PersonId;
  readonly onCall: OnCall;
  /** Milliseconds since 1970, UTC. */
  readonly now: number;
}

/** Whoever waits for the case hears of it, and where it waits for somebody anew the escalation begins anew; to be called inside a transaction. */
export async function afterStep(
  deps: Pick<RunningDeps, 'judge' | 'settings'>,
  records: Records,
  { before, after, step, by, onCall, now }: StepMade,
): Promise<void> {
  const situation = await caseSituation(records, after, onCall, now);
  // Where it waits as before its timers run already, and one of the same key is set once.
  if (after.waitingSince !== before.waitingSince) await escalateAnew(deps, records, after, situation);
  await tellOfStep(deps, records, after, step, now);
  await callAtOnce(deps, records, situation, step.do, by);
  await records.touchCase(after.id, now + deps.settings.coalesceMs);
}
