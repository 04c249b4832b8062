// What is due by the clock: escalations and reminders, which the router plans. Each fires once among all desks:
// a timer is taken and what follows from it is written in one transaction.

import type { OnCall } from '../router/index.js';
import { endAlert, endsAlert } from './alerts.js';
import { caseSituation } from './case-situation.js';
import type { RunningDeps } from './deps.js';
import { nameOf } from './events.js';
import { isOfNoUse } from './guarded-judge.js';
import { withinLimits } from './limits.js';
import { whoIsOnCall } from './on-call.js';
import { placeOf } from './place.js';
import type { Records, Timer } from './records.js';
import { closeQuiet } from './recovery.js';
import { setSweep, sweptBy } from './sweep.js';
import { isListTimer, planList } from './weekly-list.js';

/** How long a step waits that the limits hold back, and by what the key of one that has waited ends. */
const lateMs = 10 * 60_000;
const late = / late \d+$/;

/** How long a timer waits that failed, in milliseconds: others are due meanwhile. */
const putOffMs = 60_000;

/** Sees to one due timer; false when none is due. `swept` is called with the key of an effect to look after. */
export async function fireNext(deps: RunningDeps, swept: (key: string) => void): Promise<boolean> {
  const { store, log } = deps;
  const now = await store.now();
  const next = await store.nextTimerAt();
  if (next === null || next > now) return false;
  const onCall = await whoIsOnCall(deps, now);
  const taken: { timer: Timer | null } = { timer: null };
  try {
    await store.transaction(async (records) => {
      taken.timer = await records.takeTimer(now);
      if (taken.timer !== null) await seeTo(deps, records, taken.timer, onCall, now);
    });
  } catch (error) {
    if (taken.timer === null || !isOfNoUse(error)) throw error;
    const { key: timer, subject } = taken.timer;
    await store.postponeTimer(timer, now + putOffMs);
    log.error({ timer, subject, error: nameOf(error.cause) }, 'a timer could not be seen to, and is put off');
    return true;
  }
  const { timer } = taken;
  if (timer === null) return false;
  const key = sweptBy(timer);
  if (key !== null) swept(key);
  log.info({ timer: timer.key, subject: timer.subject }, 'a timer was due');
  return true;
}

async function seeTo(
  deps: RunningDeps,
  records: Records,
  timer: Timer,
  onCall: OnCall,
  now: number,
): Promise<void> {
  if (endsAlert(timer)) return endAlert(deps, records, timer, now);
  if (await closeQuiet(deps, records, timer, onCall)) return;
  if (isListTimer(timer)) return planList(deps, records, timer, now);
  const key = sweptBy(timer);
  if (key === null) return plan(deps, records, timer, onCall, now);
  // Should this look fail, or the desk with it, the next one is set already.
  const effect = await records.effect(key);
  if (effect !== null) await setSweep(deps, records, effect, now, timer);
}

async function plan(
  deps: RunningDeps,
  records: Records,
  timer: Timer,
  onCall: OnCall,
  now: number,
): Promise<void> {
  const record = await records.case(timer.subject);
  const situation = record === null ? null : await caseSituation(records, record, onCall, now);
  if (situation === null) return;
  const { effects, timers } = deps.judge.onTimer(timer, situation);
  for (const next of timers) await records.setTimer(next);
  if (effects.length === 0) return;
  const { report } = situation;
  const before = await records.decision(report.report.id);
  const wanted = { report: report.report.id, route: `timer ${timer.kind}`, effects };
  const made = await withinLimits(deps, records, report, situation.decision, onCall.people, wanted);
  // A storm around it makes nobody answer: what is too much now is asked a little later.
  if (effects.some(({ key }) => made.effects.every((effect) => effect.key !== key)))
    await records.setTimer({
      ...timer,
      key: `${timer.key.replace(late, '')} late ${now}`,
      dueAt: now + lateMs,
    });
  else await records.addCaseEvent(timer.subject, { at: now, what: timer.kind, by: 'desk' });
  await records.addPlan(made, timer.subject, before?.revision ?? 1, now, (effect) => placeOf(effect, report));
}
