import { describe, expect, it } from 'vitest';
import {
  type Case,
  type CaseMoment,
  callAfter,
  type Decision,
  type EscalationName,
  escalationSteps,
  type RoutingRules,
  takeStep,
} from '../../src/router/index.js';
import { shippedRules, templates } from './shipped-rules.js';

const at = (text: string) => Date.parse(text);
const tuesday = at('2026-03-10T10:00:00-04:00');

interface Told {
  readonly class?: Case['class'];
  readonly wakes?: boolean;
  readonly bestGuess?: Decision['bestGuess'];
  readonly openedAt?: number;
  readonly now?: number;
  readonly deadline?: number;
  readonly onCall?: readonly string[];
  readonly channel?: string;
  readonly change?: Partial<Case>;
}

function moment(told: Told): CaseMoment {
  const openedAt = told.openedAt ?? tuesday;
  const name = told.class ?? 'incident';
  return {
    case: {
      id: 'case-1',
      status: 'open',
      class: name,
      area: 'payments',
      severity: null,
      reports: ['r1'],
      openedAt,
      acknowledged: null,
      resolved: null,
      decidedBy: null,
      ticket: null,
      card: null,
      ...told.change,
    },
    report: {
      id: 'r1',
      text: 'words',
      source: { kind: 'human', channel: told.channel ?? 'general', user: 'u' },
      at: openedAt,
      utcOffset: -240,
    },
    decision: {
      class: name,
      bestGuess: told.bestGuess ?? 'incident',
      wakes: told.wakes ?? false,
      deadline: told.deadline === undefined ? null : { at: told.deadline, text: '', start: 0, end: 0 },
    } as Decision,
    onCall: { people: told.onCall ?? ['engineer-payments', 'engineer-platform'] },
    now: told.now ?? openedAt,
  };
}

function times(told: Told, rules: RoutingRules = shippedRules): readonly (readonly [string, string])[] {
  return escalationSteps(moment(told), rules).map((step) => [
    step.name,
    new Date(step.dueAt).toISOString().slice(0, 16),
  ]);
}

const take = (name: EscalationName, told: Told) => takeStep(name, moment(told), shippedRules);

describe('the steps of an incident that nobody answers', () => {
  it('come after 30 minutes, one after another', () => {
    expect(times({})).toEqual([
      ['reminder', '2026-03-10T14:30'],
      ['second-engineer', '2026-03-10T15:00'],
      ['point-person', '2026-03-10T15:30'],
    ]);
  });

  it('count from the start of work when it came at night and wakes nobody', () => {
    expect(times({ openedAt: at('2026-03-07T23:00:00-05:00') }).slice(0, 2)).toEqual([
      ['raise', '2026-03-09T13:00'],
      ['reminder', '2026-03-09T13:30'],
    ]);
  });

  it('count at once, also at night, for downtime', () => {
    expect(times({ openedAt: at('2026-03-07T23:00:00-05:00'), wakes: true })[0]).toEqual([
      'reminder',
      '2026-03-08T04:30',
    ]);
  });

  it.each<[string, Partial<Case>]>([
    ['somebody has acknowledged it', { status: 'acknowledged', acknowledged: { by: 'x', at: 1 } }],
    ['it is resolved', { status: 'resolved', resolved: { by: 'x', at: 1 } }],
    ['a person has said that it is none', { status: 'reclassified', decidedBy: 'x' }],
    ['it is part of another', { status: 'merged', mergedInto: 'case-2' }],
  ])('are none when %s', (_, change) => {
    expect(escalationSteps(moment({ change }), shippedRules)).toEqual([]);
    expect(take('reminder', { change })).toEqual({ effect: null, again: null });
  });

  it('go on when a person has decided that it is an incident, and nobody has taken it up', () => {
    expect(times({ change: { decidedBy: 'x' } })).toHaveLength(3);
  });

  it('do not reach the point person for a question about an undecided report', () => {
    expect(times({ class: 'undecided' }).map(([name]) => name)).toEqual(['reminder', 'second-engineer']);
  });

  it('are none outside immediate support', () => {
    expect(times({ class: 'non-incident' })).toEqual([]);
  });

  it('have the same keys whenever they are worked out', () => {
    expect(escalationSteps(moment({ now: tuesday + 1 }), shippedRules).map((step) => step.key)).toEqual([
      'case-1:reminder',
      'case-1:second-engineer',
      'case-1:point-person',
    ]);
  });
});

describe('the point person, called in by those on call', () => {
  const night = at('2026-03-10T23:00:00-04:00');
  const ask = (told: Told) => callAfter('ask-point-person', 'engineer-platform', moment(told), shippedRules);

  it('is asked at once in hours, and at night for an outage', () => {
    expect(ask({})).toMatchObject({ template: 'point-person', mentions: ['engineer-payments'] });
    expect(ask({})?.notBefore).toBeUndefined();
    expect(ask({ now: night, wakes: true })?.notBefore).toBeUndefined();
  });

  it('is left in peace until work begins for anything else', () => {
    expect(ask({ now: night })?.notBefore).toBe(at('2026-03-11T09:00:00-04:00'));
  });
});

describe('a point person who is on call', () => {
  it('has been asked already: their manager is, once', () => {
    const { effect } = take('point-person', { onCall: ['engineer-payments', 'engineer-platform'] });
    expect(effect?.mentions).toEqual(['head-of-engineering']);
  });

  it('is called in by the other of the two, and not by themselves', () => {
    const asked = (by: string) => callAfter('ask-point-person', by, moment({}), shippedRules)?.mentions;
    expect(asked('engineer-platform')).toEqual(['engineer-payments']);
    expect(asked('engineer-payments')).toEqual(['head-of-engineering']);
  });
});

describe('a case that was called over and is not', () => {
  const night = at('2026-03-10T23:00:00-04:00');
  const reopen = (told: Told, by = 'gina') =>
    callAfter('reopen', by, moment({ change: { waitingSince: 7 }, ...told }), shippedRules);

  it('calls those on call at once, whoever has opened it again left out', () => {
    expect(reopen({})).toMatchObject({
      key: 'r1:escalate:reopened:7',
      template: 'called-again',
      destination: { kind: 'channel', channel: 'incidents' },
      mentions: ['engineer-payments', 'engineer-platform'],
    });
    expect(reopen({}, 'engineer-payments')?.mentions).toEqual(['engineer-platform']);
    expect(reopen({ channel: 'incidents' })?.destination).toEqual({ kind: 'thread' });
  });

  it('mentions nobody at night, but for an outage', () => {
    expect(reopen({ now: night })?.mentions).toEqual([]);
    expect(reopen({ now: night, wakes: true })?.mentions).toHaveLength(2);
  });

  it('asks the PM of an urgent matter, and nobody about what is for the backlog', () => {
    expect(reopen({ class: 'urgent-non-incident' })).toMatchObject({
      destination: { kind: 'person', person: 'pm-payments' },
      mentions: ['pm-payments'],
    });
    expect(reopen({ class: 'non-incident' })).toBeNull();
  });
});

describe('the steps of an urgent matter that nobody answers', () => {
  const five = at('2026-03-10T17:00:00-04:00');

  it('come before the deadline: the PM, the stand-in, the engineers on call', () => {
    expect(times({ class: 'urgent-non-incident', deadline: five })).toEqual([
      ['pm-reminder', '2026-03-10T19:00'],
      ['stand-in', '2026-03-10T19:40'],
      ['engineers-for-urgent', '2026-03-10T20:20'],
    ]);
  });

  it('share what time there is when the deadline is near', () => {
    expect(times({ class: 'urgent-non-incident', deadline: tuesday + 3_600_000 })).toEqual([
      ['pm-reminder', '2026-03-10T14:15'],
      ['stand-in', '2026-03-10T14:30'],
      ['engineers-for-urgent', '2026-03-10T14:45'],
    ]);
  });

  it('come while people still work when the deadline lies in the evening', () => {
    const [first] = times({ class: 'urgent-non-incident', deadline: at('2026-03-10T22:00:00-04:00') });
    expect(first).toEqual(['pm-reminder', '2026-03-10T19:45']);
  });

  it('come after two hours when only an event was named', () => {
    expect(times({ class: 'urgent-non-incident' })[0]).toEqual(['pm-reminder', '2026-03-10T16:00']);
  });
});

describe('a step that has come due', () => {
  it.each<[EscalationName, readonly string[], string]>([
    ['reminder', ['engineer-payments'], 'channel'],
    ['second-engineer', ['engineer-platform'], 'channel'],
    ['point-person', ['engineer-payments'], 'channel'],
    ['pm-reminder', ['pm-payments'], 'person'],
    ['stand-in', ['pm-platform'], 'person'],
    ['engineers-for-urgent', ['engineer-payments', 'engineer-platform'], 'channel'],
  ])('%s asks %j in a %s', (name, people, kind) => {
    const onCall = name === 'point-person' ? ['engineer-auctions'] : undefined;
    const { effect } = take(name, { ...(onCall && { onCall }) });
    expect(effect?.mentions).toEqual(people);
    expect(effect?.destination.kind).toBe(kind);
    expect(templates.has(effect?.template ?? '')).toBe(true);
  });

  it('stays in the thread of a report in #incidents', () => {
    expect(take('reminder', { channel: 'incidents' }).effect?.destination).toEqual({ kind: 'thread' });
  });

  it('gives way to the next one when nobody is there to be asked', () => {
    const { effect } = take('second-engineer', { onCall: ['engineer-payments'] });
    expect(effect?.key).toBe('r1:escalate:point-person');
  });

  it('calls the point person when the rota has a gap', () => {
    const { effect } = take('reminder', { onCall: [] });
    expect(effect?.mentions).toEqual(['engineer-payments']);
    expect(effect?.template).toBe('escalation-point-person');
  });

  it('is made a second time for a case that was reopened', () => {
    const keys = [{}, { waitingSince: tuesday + 1 }].map(
      (change) => take('reminder', { change }).effect?.key,
    );
    expect(new Set(keys).size).toBe(2);
  });

  it('does not wake for what is unclear and no downtime by the best guess', () => {
    const now = at('2026-03-10T23:00:00-04:00');
    const told = { class: 'undecided', wakes: true, now } as const;
    expect(take('reminder', { ...told, bestGuess: 'non-incident' }).effect).toBeNull();
    expect(take('reminder', { ...told, bestGuess: 'incident' }).effect?.mentions).toEqual([
      'engineer-payments',
    ]);
  });

  it('waits for the next working day at night, each step for its turn', () => {
    const now = at('2026-03-10T18:15:00-04:00');
    expect(take('reminder', { now }).again?.dueAt).toBe(at('2026-03-11T09:00:00-04:00'));
    expect(take('point-person', { now }).again?.dueAt).toBe(at('2026-03-11T10:00:00-04:00'));
    expect(take('reminder', { now }).effect).toBeNull();
  });

  it('wakes the point person for an outage alone', () => {
    const now = at('2026-03-10T23:00:00-04:00');
    expect(
      take('point-person', { now, wakes: true, onCall: ['engineer-auctions'] }).effect?.mentions,
    ).toEqual(['engineer-payments']);
    expect(take('point-person', { now }).effect).toBeNull();
  });

  it('come one after another also when all of them came due while the desk was away', () => {
    const now = at('2026-03-10T12:00:00-04:00');
    const late = (name: EscalationName, due: string) =>
      takeStep(name, moment({ now }), shippedRules, at(`2026-03-10T${due}:00-04:00`));
    expect(late('reminder', '10:30').effect?.mentions).toEqual(['engineer-payments']);
    expect(late('second-engineer', '11:00')).toEqual({
      effect: null,
      again: expect.objectContaining({ name: 'second-engineer', dueAt: at('2026-03-10T12:30:00-04:00') }),
    });
    expect(late('point-person', '11:30').again?.dueAt).toBe(at('2026-03-10T13:00:00-04:00'));
  });
});
