import {
  type ClassifierRulebook,
  decideOn,
  longestWindow,
  readReport,
  seenFrom,
} from '../classifier/index.js';
import {
  breakerOpened,
  type CaseMoment,
  changeCase,
  channelStates,
  ESCALATION_STEPS,
  type EscalationStep,
  escalationSteps,
  hoursAt,
  mayDo,
  planRoute,
  type RoutingRules,
  rolesAtDesk,
  rolesOf,
  takeStep,
} from '../router/index.js';
import type { CaseSituation, Judge } from './judge.js';
import type { Timer } from './records.js';

/** The judge that the rules make. */
export function judgeByRules(rulebook: ClassifierRulebook, routing: RoutingRules): Judge {
  return {
    windowMs: longestWindow(rulebook.rules.rules),
    storms: routing.policy.storms,
    read: (report) => readReport(report, rulebook.vocabulary),
    decide: (report, features, window) => decideOn(report, features, rulebook, window),
    seen: seenFrom,
    hoursAt: (time) => hoursAt(time, routing.policy),
    plan: (input) => planRoute(input, routing),
    timers: (situation) =>
      escalationSteps(momentOf(situation), routing).map((step) => timerOf(step, situation)),
    onTimer(timer, situation) {
      const name = ESCALATION_STEPS.find((step) => step === timer.kind);
      if (name === undefined) return { effects: [], timers: [] };
      const { effect, again } = takeStep(name, momentOf(situation), routing);
      return {
        effects: effect === null ? [] : [effect],
        timers: again === null ? [] : [timerOf(again, situation)],
      };
    },
    breakerOpened: ({ id }, onCall) => breakerOpened(id, onCall, routing),
    channels: (installation) => channelStates(routing.policy, installation),
    refusal(action, { person, onCall, operator }) {
      const allowed = routing.policy.permissions[action];
      const may = operator || mayDo(action, rolesAtDesk(person, onCall, routing.directory), routing.policy);
      return may ? null : `That is up to ${allowed.join(', ')}; one of them can do it for you.`;
    },
    change(record, step, { person, onCall, reporters, operator }, at) {
      const roles = operator
        ? routing.policy.permissions[step.do]
        : rolesOf(person, { area: record.area, onCall, reporters }, routing.directory);
      return changeCase(record, step, { kind: 'person', id: person, roles }, at, routing.policy);
    },
  };
}

function momentOf(situation: CaseSituation): CaseMoment {
  return { ...situation, report: situation.report.report };
}

function timerOf({ key, name, dueAt }: EscalationStep, { case: record }: CaseSituation): Timer {
  return { key, kind: name, dueAt, subject: record.id };
}
