// Rules of an invented company, for example views only.

import type { RoutingRules } from '../routing-rules.js';

const SUMMER = [[0, -240]] as const;

/** A directory of one area, a policy of one place, and no routes. */
export const exampleRules: RoutingRules = {
  routes: [],
  directory: {
    areas: [
      {
        name: 'payments',
        title: 'Payments',
        pm: 'pm-one',
        pointPerson: 'engineer-two',
        standIn: 'pm-two',
        component: 'Payments',
        playbook: 'https://example.com/playbook',
      },
    ],
    people: [
      { id: 'pm-one', name: 'Paula Example', example: true },
      { id: 'pm-two', name: 'Pia Example', example: true },
      { id: 'engineer-one', name: 'Ada Example', example: true },
      { id: 'engineer-two', name: 'Ben Example', example: true },
    ],
    groups: {},
  },
  policy: {
    places: [
      {
        name: 'New York',
        zone: 'America/New_York',
        offsets: SUMMER,
        days: [1, 2, 3, 4, 5],
        from: 540,
        to: 1_080,
        holidays: [],
      },
    ],
    zone: 'America/New_York',
    offsets: SUMMER,
    handOver: { day: 1, minute: 690 },
    responseMs: 1_800_000,
    escalateEveryMs: 1_800_000,
    remindBeforeDeadlineMs: 7_200_000,
    severities: [{ name: 'P1', title: 'Critical', text: 'Something critical is down.' }],
    channels: [{ name: 'incidents', role: 'incidents', mode: 'full', url: null }],
    otherChannels: 'full',
    observer: null,
    alerts: { burst: 10, withinMs: 600_000, matchMs: 1_800_000 },
    joining: null,
    needsATool: {
      weekday: 1,
      minute: 600,
      channel: 'incidents',
      windowMs: 28 * 86_400_000,
      atLeast: 2,
      ignoring: ['time-*'],
    },
    storms: {
      sameAlertMs: 86_400_000,
      quietMs: 600_000,
      repliesPerHour: 40,
      botAnswers: { most: 20, withinMs: 600_000, restMs: 1_800_000 },
    },
    guide: { title: 'Guide to Reporting Bugs', url: 'https://example.com/guide' },
    board: null,
    backlog: null,
    regularAfter: 1,
    permissions: {
      acknowledge: ['anyone'],
      'take-over': ['on-call'],
      resolve: ['on-call'],
      reclassify: ['on-call'],
      merge: ['on-call'],
      separate: ['anyone'],
      'set-severity': ['on-call'],
      'add-note': ['anyone'],
      'add-talking-point': ['anyone'],
      tell: ['on-call'],
      'follow-up': ['on-call'],
      'ask-point-person': ['on-call'],
      reopen: ['anyone'],
      pause: ['on-call'],
      'set-live': ['on-call'],
    },
  },
};
