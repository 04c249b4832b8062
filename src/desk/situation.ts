import type { RunningDeps } from './deps.js';
import type { Situation } from './judge.js';
import { whoIsOnCall } from './on-call.js';
import type { StoredEffect } from './records.js';

/** Everything a message may speak of, read just before it is sent. Throws when its report is not there. */
export async function readSituation(deps: RunningDeps, effect: StoredEffect): Promise<Situation> {
  const { store } = deps;
  const report = await store.report(effect.report);
  const decision = await store.decision(effect.report);
  if (report === null || decision === null) {
    throw new Error(`${effect.effect.key}: its report ${effect.report} is not decided`);
  }
  const ofCase = effect.caseId === null ? null : await store.case(effect.caseId);
  const now = await store.now();
  return {
    effect: effect.effect,
    report,
    decision: decision.decision,
    case: ofCase,
    events: ofCase === null ? [] : await store.caseEvents(ofCase.id),
    effects:
      ofCase === null ? await store.effectsOfReport(effect.report) : await store.effectsOfCase(ofCase.id),
    onCall: await whoIsOnCall(deps, now),
    now,
  };
}
