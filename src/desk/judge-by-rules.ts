import {
  type ClassifierRulebook,
  decideOn,
  leavesOf,
  readReport,
  type SimultaneousValue,
  seenFrom,
} from '../classifier/index.js';
import { hoursAt, planRoute, type RoutingRules } from '../router/index.js';
import type { Judge } from './judge.js';

/** The judge that the rules make. */
export function judgeByRules(rulebook: ClassifierRulebook, routing: RoutingRules): Judge {
  return {
    windowMs: widestWindow(rulebook),
    read: (report) => readReport(report, rulebook.vocabulary),
    decide: (report, features, window) => decideOn(report, features, rulebook, window),
    seen: seenFrom,
    hoursAt: (time) => hoursAt(time, routing.policy),
    plan: (input) => planRoute(input, routing),
    timers: () => [],
    onTimer: () => ({ effects: [], timers: [] }),
  };
}

/** The longest time over which some rule looks for reports of one failure, in milliseconds. */
function widestWindow({ rules }: ClassifierRulebook): number {
  const minutes = rules.rules
    .flatMap((rule) => leavesOf(rule.when))
    .filter((leaf) => leaf.operator === 'simultaneous')
    .map((leaf) => (leaf.value as SimultaneousValue).within);
  return Math.max(0, ...minutes) * 60_000;
}
