// The classifier and the router, bound to one rulebook. The dry run of the command line and the running desk
// both decide through this, and differ only in what becomes of the plan.

import { decideOn, readReport, seenFrom } from '../classifier/index.js';
import { hoursAt, planRoute } from '../router/index.js';
import type { Rulebook } from '../rulebook/index.js';
import type { Judge } from './judge.js';

/** A judge by one rulebook; nothing it gives changes while the rulebook stays the same. */
export function judgeFrom(rulebook: Rulebook): Judge {
  return {
    windowMs: rulebook.windowMs,
    read: (report) => readReport(report, rulebook.vocabulary),
    decide: (report, features, window) => decideOn(report, features, rulebook, window),
    seen: seenFrom,
    hoursAt: (time) => hoursAt(time, rulebook.routing.policy),
    plan: (input) => planRoute(input, rulebook.routing),
    timers: () => [],
    onTimer: () => ({ effects: [], timers: [] }),
  };
}
