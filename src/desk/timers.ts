// What is due by the clock: escalations and reminders, which the router plans. Each fires once among all desks:
// a timer is taken and what follows from it is written in one transaction.

import type { RunningDeps } from './deps.js';
import type { CaseSituation } from './judge.js';
import { whoIsOnCall } from './on-call.js';
import { placeOf } from './place.js';
import type { Records, Timer } from './records.js';
import { setSweep, sweptBy } from './sweep.js';

/** Sees to one due timer; false when none is due. `swept` is called with the key of an effect to look after. */
export async function fireNext(deps: RunningDeps, swept: (key: string) => void): Promise<boolean> {
  const { store, log } = deps;
  const now = await store.now();
  const next = await store.nextTimerAt();
  if (next === null || next > now) return false;
  const onCall = await whoIsOnCall(deps, now);
  const taken = await store.transaction(async (records) => {
    const timer = await records.takeTimer(now);
    if (timer === null) return null;
    const key = sweptBy(timer);
    if (key === null) await plan(deps, records, timer, onCall, now);
    else {
      // Should this look fail, or the desk with it, the next one is set already.
      const effect = await records.effect(key);
      if (effect !== null) await setSweep(deps, records, effect, now, timer);
    }
    return timer;
  });
  if (taken === null) return false;
  const key = sweptBy(taken);
  if (key !== null) swept(key);
  log.info({ timer: taken.key, subject: taken.subject }, 'a timer was due');
  return true;
}

async function plan(
  deps: RunningDeps,
  records: Records,
  timer: Timer,
  onCall: readonly string[],
  now: number,
): Promise<void> {
  const situation = await situationOf(records, timer, onCall, now);
  if (situation === null) return;
  const { effects, timers } = deps.judge.onTimer(timer, situation);
  for (const next of timers) await records.setTimer(next);
  if (effects.length === 0) return;
  const { report } = situation;
  const before = await records.decision(report.report.id);
  const made = { report: report.report.id, route: `timer ${timer.kind}`, effects };
  await records.addPlan(made, timer.subject, before?.revision ?? 1, now, (effect) => placeOf(effect, report));
  await records.addCaseEvent(timer.subject, { at: now, what: timer.kind, by: 'desk' });
}

async function situationOf(
  records: Records,
  timer: Timer,
  onCall: readonly string[],
  now: number,
): Promise<CaseSituation | null> {
  const record = await records.case(timer.subject);
  const first = record?.reports[0];
  if (record === null || first === undefined) return null;
  const report = await records.report(first);
  const decision = await records.decision(first);
  if (report === null || decision === null) return null;
  return { case: record, report, decision: decision.decision, onCall, now };
}
