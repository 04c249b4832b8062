import { describe, expect, it } from 'vitest';
import type { Report } from '../../src/classifier/index.js';
import {
  type Decision,
  nextListAfter,
  raisedByAlerts,
  reclassifiedAs,
  repeatedUrgent,
  severityFor,
} from '../../src/router/index.js';
import { shippedRules } from './shipped-rules.js';

const { policy, directory } = shippedRules;
const minute = 60_000;
const noon = Date.parse('2026-03-10T12:00:00-04:00');

const decision = (more: Partial<Decision> = {}): Decision => ({
  report: 'r1',
  class: 'non-incident',
  bestGuess: 'non-incident',
  area: 'payments',
  areaEvidence: [],
  scope: 'unknown',
  severity: null,
  wakes: false,
  deadline: null,
  confidence: 1,
  scores: { incident: 0, 'urgent-non-incident': 0, 'non-incident': 1, none: 0 },
  firings: [],
  nearest: null,
  correlation: null,
  truncated: false,
  rulebook: 'test',
  ...more,
});

describe('how grave a case is', () => {
  it.each<[string, Partial<Decision>, string | null]>([
    ['what the report states, by another name', { severity: 'SEV1' }, 'P1'],
    ['a name nobody knows says nothing', { severity: 'purple', class: 'incident', wakes: true }, null],
    ['downtime', { class: 'incident', wakes: true }, 'P1'],
    ['an incident of many', { class: 'incident', scope: 'many' }, 'P2'],
    ['any other incident', { class: 'incident' }, 'P3'],
    ['what is none has none', { scope: 'all' }, null],
    ['what a rule gives', { class: 'incident', severity: 'P2', severityFrom: 'rule' }, 'P2'],
    [
      'what a rule gives, of downtime',
      { class: 'incident', severity: 'P2', severityFrom: 'rule', wakes: true },
      'P1',
    ],
    [
      'what the report states, of downtime',
      { class: 'incident', severity: 'warning', severityFrom: 'text', wakes: true },
      'P4',
    ],
  ])('%s', (_, more, name) => {
    expect(severityFor(decision(more), policy)).toBe(name);
  });
});

describe('what a person has made of a decision', () => {
  it('keeps no severity that a rule gave it for what it was', () => {
    const small = decision({ severity: 'P5', severityFrom: 'rule' });
    expect(severityFor(reclassifiedAs(small, 'incident'), policy)).toBe('P3');
    const grave = decision({ class: 'incident', severity: 'P1', severityFrom: 'rule' });
    expect(severityFor(reclassifiedAs(grave, 'non-incident'), policy)).toBeNull();
  });

  it('keeps what the report itself says', () => {
    const stated = decision({ severity: 'SEV2', severityFrom: 'text' });
    expect(severityFor(reclassifiedAs(stated, 'incident'), policy)).toBe('P2');
  });
});

describe('alerts that are watched', () => {
  const report = (kind: 'human' | 'automated', channel: string): Report => ({
    id: 'r1',
    text: '',
    source: { kind, channel, user: 'x' },
    at: noon,
    utcOffset: 0,
  });
  const seen = (id: string, minutesAgo: number, functions: readonly string[] = [], complains = true) => ({
    id,
    at: noon - minutesAgo * minute,
    user: id,
    partners: [],
    functions,
    critical: [],
    area: null,
    complains,
    class: 'non-incident' as const,
    open: true,
  });
  const alert = report('automated', 'alerts');
  const nine = Array.from({ length: 9 }, (_, index) => seen(`a${index}`, index));

  it('are no incident one by one, and are one when ten come within ten minutes', () => {
    const raise = (alerts: typeof nine) =>
      raisedByAlerts(alert, decision(), seen('r1', 0), { alerts, around: [] }, policy);
    expect(raise(nine.slice(1)).class).toBe('non-incident');
    expect(raise(nine)).toMatchObject({ class: 'incident', correlation: { rule: 'alerts-in-a-burst' } });
    expect(raise([...nine.slice(1), seen('old', 11)]).class).toBe('non-incident');
  });

  it('raise an incident together with a person who says that the same fails', () => {
    const person = seen('p', 20, ['checkout']);
    const raise = (around: readonly ReturnType<typeof seen>[], own: readonly string[]) =>
      raisedByAlerts(alert, decision(), seen('r1', 0, own), { alerts: [], around }, policy).class;
    expect(raise([person], ['checkout'])).toBe('incident');
    expect(raise([person], ['search'])).toBe('non-incident');
    expect(raise([seen('p', 31, ['checkout'])], ['checkout'])).toBe('non-incident');
    expect(raise([seen('p', 20, ['checkout'], false)], ['checkout'])).toBe('non-incident');
  });

  it('count for a person who comes after them, and what is over counts for nothing', () => {
    const monitor = seen('m', 5, ['checkout']);
    const raise = (other: ReturnType<typeof seen>) =>
      raisedByAlerts(
        report('human', 'gallery-help'),
        decision(),
        seen('r1', 0, ['checkout']),
        { alerts: [other], around: [other] },
        policy,
      ).class;
    expect(raise(monitor)).toBe('incident');
    expect(raise({ ...monitor, open: false })).toBe('non-incident');
  });
});

describe('the weekly list of urgent matters', () => {
  const urgent = (report: string, rule: string, area = 'auctions'): Decision =>
    decision({
      report,
      area,
      class: 'urgent-non-incident',
      firings: ['time-stated', rule].map((each) => ({
        rule: each,
        class: 'urgent-non-incident',
        weight: 1,
        decisive: false,
        why: `By ${each}.`,
        evidence: [],
      })),
    });

  it('holds the kinds that came more than once, the most frequent first', () => {
    const all = [
      urgent('r1', 'bid'),
      urgent('r2', 'bid', 'payments'),
      urgent('r3', 'bid'),
      urgent('r4', 'rights'),
      urgent('r5', 'bid'),
      urgent('r6', 'rights'),
    ];
    expect(repeatedUrgent(all, directory, policy)).toEqual([
      { area: 'Auctions', what: 'By bid.', times: 3, reports: ['r1', 'r3', 'r5'] },
      { area: 'Auctions', what: 'By rights.', times: 2, reports: ['r4', 'r6'] },
    ]);
  });

  it('is due on Monday at ten, over the change of the clock too', () => {
    expect(new Date(nextListAfter(Date.parse('2026-03-06T12:00:00-05:00'), policy)).toISOString()).toBe(
      '2026-03-09T14:00:00.000Z',
    );
    expect(new Date(nextListAfter(Date.parse('2026-03-09T14:00:00Z'), policy)).toISOString()).toBe(
      '2026-03-16T14:00:00.000Z',
    );
  });
});
