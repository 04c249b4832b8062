import {
  type ClassifierRulebook,
  decideOn,
  longestWindow,
  readReport,
  seenFrom,
} from '../classifier/index.js';
import {
  awayAt,
  breakerOpened,
  type CaseMoment,
  callAfter,
  calledOff,
  changeCase,
  channelStates,
  type Directory,
  dutyAt,
  dutyUntil,
  ESCALATION_STEPS,
  type EscalationStep,
  escalationSteps,
  graverOf,
  hoursAt,
  isWatchedAlert,
  lastHandOver,
  matterToJoin,
  mayDo,
  nextListAfter,
  planForFollowers,
  planNews,
  planRoute,
  problemAfterAll,
  type RoutingRules,
  raisedByAlerts,
  repeatedUrgent,
  rolesAtDesk,
  rolesOf,
  severityFor,
  shiftDates,
  takeStep,
} from '../router/index.js';
import { callsItOff, saysItIsOver } from './calls-it-off.js';
import type { CaseSituation, Judge } from './judge.js';
import { newWords } from './new-words.js';
import type { Timer } from './records.js';
import { readBelow } from './said-below.js';
import { saysAnew, saysItIsBack } from './says-it-is-back.js';

/** The judge that the rules make. */
export function judgeByRules(rulebook: ClassifierRulebook, routing: RoutingRules): Judge {
  const awayNow = (time: number) => awayAt(routing.directory, time, routing.policy.offsets);
  return {
    windowMs: Math.max(
      longestWindow(rulebook.rules.rules),
      routing.policy.alerts.matchMs,
      routing.policy.alerts.withinMs,
    ),
    storms: routing.policy.storms,
    read: (report) => readReport(report, rulebook.vocabulary),
    decide: (report, features, window) => decideOn(report, features, rulebook, window),
    joinWithinMs: routing.policy.joining?.withinMs ?? 0,
    matter: (features, area) => matterToJoin(features, area, rulebook, routing.policy),
    asksAfter: ({ hits }) => hits.some(({ concept, denied }) => concept === 'followup' && denied === null),
    saysItIsBack: async (report) => saysItIsBack(await readBelow(report, rulebook)),
    async saysAnew(before, after) {
      const added = newWords(before.text, after.text);
      return saysAnew(
        await readBelow(before, rulebook),
        await readBelow(after, rulebook),
        await readBelow({ ...after, text: added }, rulebook),
      );
    },
    saysItIsOver: async (report) => saysItIsOver(await readBelow(report, rulebook)),
    callsItOff: async (report) => callsItOff(await readBelow(report, rulebook)),
    seen: seenFrom,
    problemAfterAll,
    calledOff,
    severity: (decision) => severityFor(decision, routing.policy),
    graver: (one, other) => graverOf(one, other, routing.policy),
    watches: (report) => isWatchedAlert(report, routing.policy),
    raisedByAlerts: (report, decision, seen, beside) =>
      raisedByAlerts(report, decision, seen, beside, routing.policy),
    repeatedUrgent: (decisions) => repeatedUrgent(decisions, routing.directory, routing.policy),
    nextListAfter: (time) => nextListAfter(time, routing.policy),
    listWindowMs: () => routing.policy.needsATool.windowMs,
    listChannel: () => routing.policy.needsATool.channel,
    hoursAt: (time) => hoursAt(time, routing.policy),
    dutyAt: (split, people, time) => dutyAt(split, people, time, routing.policy),
    dutyUntil: (split, time) => dutyUntil(split, time, routing.policy),
    plan: (input) => planRoute(input, routing),
    lastHandOver: (now) => lastHandOver(now, routing.policy),
    shiftDates: (from, to) => shiftDates(from, to, routing.policy),
    timers: (situation) =>
      escalationSteps(momentOf(situation), routing).map((step) => timerOf(step, situation)),
    news: planNews,
    forFollowers: (news, report, ofClass, first, effects) =>
      planForFollowers(news, report, ofClass, first, effects, routing.policy),
    callAfter: (what, by, situation) => callAfter(what, by, momentOf(situation), routing),
    onTimer(timer, situation) {
      const name = ESCALATION_STEPS.find((step) => step === timer.kind);
      if (name === undefined) return { effects: [], timers: [] };
      const { effect, again } = takeStep(name, momentOf(situation), routing, timer.dueAt);
      return {
        effects: effect === null ? [] : [effect],
        timers: again === null ? [] : [timerOf(again, situation)],
      };
    },
    breakerOpened: (report, onCall) => breakerOpened(report, onCall, routing),
    channels: (installation) => channelStates(routing.policy, installation),
    refusal(action, { person, onCall, operator }) {
      const allowed = routing.policy.permissions[action];
      const may = operator || mayDo(action, rolesAtDesk(person, onCall, routing.directory), routing.policy);
      return may ? null : `That is up to ${allowed.join(', ')}; one of them can do it for you.`;
    },
    change(record, step, { person, onCall, reporters, operator }, at) {
      const stray = step.do === 'reclassify' ? strayArea(step.area ?? null, routing.directory) : null;
      if (stray !== null) return { outcome: 'refused', why: stray };
      const roles = operator
        ? routing.policy.permissions[step.do]
        : rolesOf(person, { area: record.area, onCall, reporters, away: awayNow(at) }, routing.directory);
      return changeCase(record, step, { kind: 'person', id: person, roles }, at, routing.policy);
    },
  };
}

/** Why an area cannot be named; null for one of the directory, and for none. */
function strayArea(area: string | null, { areas }: Directory): string | null {
  return area === null || areas.some(({ name }) => name === area)
    ? null
    : `"${area}" is no area; use one of ${areas.map(({ name }) => name).join(', ')}.`;
}

function momentOf(situation: CaseSituation): CaseMoment {
  return { ...situation, report: situation.report.report };
}

function timerOf({ key, name, dueAt }: EscalationStep, { case: record }: CaseSituation): Timer {
  return { key, kind: name, dueAt, subject: record.id };
}
