import type { Decision, Features, SeenReport } from '../../src/classifier/index.js';
import type { Judge, Scribe, Situation } from '../../src/desk/judge.js';
import type { Effect } from '../../src/router/index.js';

/**
 * A judge whose rules a test can see at a glance. "outage" is an incident, "thanks" is nothing, all else is a
 * ticket; "NAME fails" names a failing function, and two reports of one function make an incident.
 */
export const plainJudge: Judge = {
  windowMs: 30 * 60_000,
  storms: {
    sameAlertMs: 3_600_000,
    quietMs: 600_000,
    repliesPerHour: 1_000_000,
    botAnswers: { most: 1_000_000, withinMs: 600_000, restMs: 600_000 },
  },

  lastHandOver: (now) => now - (now % (7 * 86_400_000)),
  shiftDates: (from, to) => `day ${from / 86_400_000} to ${to / 86_400_000}`,

  read: (report): Features => ({
    facts: { functions: [...report.text.matchAll(/(\w+) fails/g)].map((found) => found[1] ?? '') },
    spans: {},
    hits: [],
    truncated: false,
  }),

  async decide(report, features, window): Promise<Decision> {
    const others = window.filter(
      (other) =>
        other.at <= report.at &&
        other.user !== report.source.user &&
        other.functions.some((name) => functionsOf(features).includes(name)),
    );
    const correlated = others.length > 0;
    const ofClass =
      correlated || report.text.includes('outage')
        ? 'incident'
        : report.text.includes('thanks')
          ? 'none'
          : 'non-incident';
    return {
      report: report.id,
      class: ofClass,
      bestGuess: ofClass,
      area: null,
      areaEvidence: [],
      scope: 'unknown',
      severity: null,
      wakes: false,
      deadline: null,
      confidence: 1,
      scores: { incident: 0, 'urgent-non-incident': 0, 'non-incident': 0, none: 0 },
      firings: [],
      nearest: null,
      correlation: correlated ? { rule: 'two-of-one', with: others.map(({ id }) => id) } : null,
      truncated: false,
      rulebook: 'plain',
    };
  },

  joinWithinMs: 0,

  matter: () => null,

  asksAfter: () => false,

  saysItIsBack: async () => false,
  saysAnew: async () => false,
  saysItIsOver: async () => false,
  callsItOff: async () => false,
  problemAfterAll: (now) => now,
  calledOff: (now) => now,

  seen: (report, features, decision): SeenReport => ({
    id: report.id,
    at: report.at,
    user: report.source.user,
    partners: [],
    functions: functionsOf(features),
    critical: [],
    complains: true,
    area: null,
    class: decision.class,
    open: true,
  }),

  severity: ({ severity }) => severity,

  graver: (one) => one,

  watches: () => false,

  raisedByAlerts: (_report, decision) => decision,

  repeatedUrgent: () => [],

  nextListAfter: (time) => time + 7 * 24 * 3_600_000,

  listWindowMs: () => 0,

  listChannel: () => 'incidents',

  hoursAt: () => 'working',

  dutyAt: () => null,

  dutyUntil: () => null,

  news: (news, reports, at) =>
    reports.map(({ id }) => ({ ...effect(id, 'tell', []), key: `${id}:tell:${news}:${at}` })),

  forFollowers: () => null,

  callAfter: (what, _, { report }) =>
    what === 'ask-point-person' ? effect(report.report.id, 'escalate', []) : null,

  plan({ report, decision }) {
    const ticket = effect(report.id, 'file-ticket', []);
    const announce = effect(report.id, 'announce', []);
    const effects =
      decision.class === 'incident'
        ? [announce, effect(report.id, 'open-card', []), effect(report.id, 'reply', [announce.key])]
        : decision.class === 'none'
          ? []
          : [ticket, effect(report.id, 'reply', [ticket.key])];
    return { report: report.id, route: decision.class, effects };
  },

  timers: ({ case: record, now }) =>
    record.class === 'incident'
      ? [{ key: `escalate ${record.id} 1`, kind: 'escalate', dueAt: now + 30 * 60_000, subject: record.id }]
      : [],

  change(record, step, { person }, at) {
    if (step.do !== 'acknowledge' && step.do !== 'reclassify') return { outcome: 'refused', why: 'not here' };
    const by = person;
    return step.do === 'acknowledge'
      ? {
          outcome: 'changed',
          case: { ...record, status: 'acknowledged', acknowledged: { by, at } },
          event: { at, by, what: 'acknowledged' },
        }
      : {
          outcome: 'changed',
          case: { ...record, class: step.to, decidedBy: by },
          event: { at, by, what: 'reclassified' },
        };
  },

  breakerOpened: ({ id }) => effect(id, 'announce', []),

  channels: () => [],

  refusal: (_action, { operator }) => (operator ? null : 'not here'),

  onTimer: (_timer, { case: record, report }) => ({
    effects: record.status === 'open' ? [effect(report.report.id, 'escalate', [])] : [],
    timers: [],
  }),
};

function functionsOf(features: Features): readonly string[] {
  const { functions } = features.facts;
  return Array.isArray(functions) ? functions : [];
}

function effect(report: string, kind: Effect['kind'], after: readonly string[]): Effect {
  return {
    key: `${report}:${kind}`,
    kind,
    destination:
      kind === 'announce' || kind === 'escalate'
        ? { kind: 'channel', channel: 'incidents' }
        : { kind: 'thread' },
    template: kind,
    mentions: [],
    after,
  };
}

/** Says what a reply must be true about: which ticket, which card, what class. */
export const plainScribe: Scribe = {
  message: ({ effect: { kind }, report, decision, case: record }: Situation) =>
    `${kind} ${report.report.id} ${decision.class} ticket=${record?.ticket?.id ?? 'none'} card=${record?.card?.id ?? 'none'}`,
  ticket: ({ report, effect: { key } }) => ({
    summary: report.report.id,
    description: report.report.text,
    component: 'any',
    labels: [key],
  }),
  cardNote: ({ case: record }) => `${record?.status ?? 'no case'}, ${record?.reports.length ?? 0} reports`,
  card: ({ report, decision }) => ({
    title: report.report.id,
    description: report.report.text,
    area: decision.area,
    links: [],
  }),
};
