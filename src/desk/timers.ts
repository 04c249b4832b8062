// What is due by the clock: escalations and reminders, which the router plans, and taking back what was said
// about a report that is gone. Each fires once among all desks.

import type { RunningDeps } from './deps.js';
import type { CaseSituation } from './judge.js';
import { whoIsOnCall } from './on-call.js';
import { placeOf } from './place.js';
import type { Records, StoredEffect, Timer } from './records.js';

// Taking back is a call to the outside: set again before it, removed after it, so that a crash repeats it.
const againAfterMs = 60_000;

/** Sees to one due timer; false when none is due. */
export async function fireNext(deps: RunningDeps): Promise<boolean> {
  const { store, log } = deps;
  const now = await store.now();
  const next = await store.nextTimerAt();
  if (next === null || next > now) return false;
  const onCall = await whoIsOnCall(deps, now);
  const taken = await store.transaction(async (records) => {
    const timer = await records.takeTimer(now);
    if (timer === null) return null;
    if (timer.kind === 'withdraw') await records.moveTimer(timer.key, now + againAfterMs);
    else await plan(deps, records, timer, onCall, now);
    return timer;
  });
  if (taken === null) return false;
  log.info({ timer: taken.key, subject: taken.subject }, 'a timer was due');
  if (taken.kind === 'withdraw') await withdraw(deps, taken);
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

async function withdraw(deps: RunningDeps, timer: Timer): Promise<void> {
  const { store, log, events } = deps;
  const effect = await store.effect(timer.subject);
  if (effect?.ref != null && effect.state !== 'withdrawn') {
    await takeBack(deps, effect);
    await store.markWithdrawn(timer.subject);
    log.info({ report: effect.report, effect: timer.subject }, 'an effect was taken back');
    events.tell({ kind: 'withdrawn', effect });
  }
  await store.cancelTimers(timer.subject);
}

async function takeBack(
  { chat, backlog, board }: RunningDeps,
  { effect, port, ref }: StoredEffect,
): Promise<void> {
  if (ref === null) return;
  const key = `${effect.key}:withdrawn`;
  const note = 'The report behind this was deleted by its author.';
  switch (port) {
    case 'chat':
      return chat.withdraw(ref);
    case 'backlog':
      return backlog.comment(key, ref, note);
    case 'board':
      return board.update(key, ref, note);
  }
}
