import type { Judge } from './judge.js';
import { RefusedValue } from './ports.js';

/** The pure rooms failed on this very report: a bug, or a broken rule. Trying elsewhere would fail the same way. */
export class Undecidable extends Error {
  override readonly name = 'Undecidable';
}

/** It is this very report, or timer, that fails: it must not hold up the others. */
export function isOfNoUse(error: unknown): error is Undecidable | RefusedValue {
  return error instanceof Undecidable || error instanceof RefusedValue;
}

/** A judge whose failures can be told from those of the store. */
export function guardedJudge(judge: Judge): Judge {
  return {
    windowMs: judge.windowMs,
    storms: judge.storms,
    read: (report) => guard(() => judge.read(report)),
    decide: (report, features, window) => guardAsync(() => judge.decide(report, features, window)),
    joinWithinMs: judge.joinWithinMs,
    matter: (features, area) => guard(() => judge.matter(features, area)),
    saysItIsBack: (report) => guardAsync(() => judge.saysItIsBack(report)),
    saysAnew: (before, after) => guardAsync(() => judge.saysAnew(before, after)),
    saysItIsOver: (report) => guardAsync(() => judge.saysItIsOver(report)),
    callsItOff: (report) => guardAsync(() => judge.callsItOff(report)),
    asksAfter: (features) => guard(() => judge.asksAfter(features)),
    seen: (report, features, decision) => guard(() => judge.seen(report, features, decision)),
    problemAfterAll: (now, before, how) => guard(() => judge.problemAfterAll(now, before, how)),
    calledOff: (now) => guard(() => judge.calledOff(now)),
    severity: (decision) => guard(() => judge.severity(decision)),
    graver: (one, other) => guard(() => judge.graver(one, other)),
    watches: (report) => guard(() => judge.watches(report)),
    raisedByAlerts: (report, decision, seen, beside) =>
      guard(() => judge.raisedByAlerts(report, decision, seen, beside)),
    repeatedUrgent: (decisions) => guard(() => judge.repeatedUrgent(decisions)),
    nextListAfter: (time) => guard(() => judge.nextListAfter(time)),
    listWindowMs: () => judge.listWindowMs(),
    listChannel: () => judge.listChannel(),
    hoursAt: (time) => guard(() => judge.hoursAt(time)),
    dutyAt: (split, people, time) => guard(() => judge.dutyAt(split, people, time)),
    dutyUntil: (split, time) => guard(() => judge.dutyUntil(split, time)),
    plan: (input) => guard(() => judge.plan(input)),
    lastHandOver: (now) => guard(() => judge.lastHandOver(now)),
    shiftDates: (from, to) => guard(() => judge.shiftDates(from, to)),
    timers: (situation) => guard(() => judge.timers(situation)),
    change: (record, step, who, at) => guard(() => judge.change(record, step, who, at)),
    breakerOpened: (report, onCall) => guard(() => judge.breakerOpened(report, onCall)),
    channels: (installation) => guard(() => judge.channels(installation)),
    refusal: (action, who) => guard(() => judge.refusal(action, who)),
    news: (news, reports, at, note) => guard(() => judge.news(news, reports, at, note)),
    forFollowers: (news, report, ofClass, first, effects) =>
      guard(() => judge.forFollowers(news, report, ofClass, first, effects)),
    callAfter: (what, by, situation) => guard(() => judge.callAfter(what, by, situation)),
    onTimer: (timer, situation) => guard(() => judge.onTimer(timer, situation)),
  };
}

async function guardAsync<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw new Undecidable('deciding failed', { cause: error });
  }
}

function guard<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw new Undecidable('deciding failed', { cause: error });
  }
}
