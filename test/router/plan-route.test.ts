import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type Decision,
  type Effect,
  type Hours,
  type PersonId,
  type Plan,
  planRoute,
  type RoutingInput,
  type RoutingRules,
  replyOf,
} from '../../src/router/index.js';
import { shippedRules } from './shipped-rules.js';

const classes = ['incident', 'urgent-non-incident', 'non-incident', 'none', 'undecided'] as const;
const channels = ['incidents', 'alerts', 'gallery-help', 'auctions-ops', 'general'] as const;

/** A Tuesday, 10:00 in New York. */
const morning = Date.UTC(2026, 2, 10, 14);

interface Told {
  readonly class?: Decision['class'];
  readonly bestGuess?: Decision['bestGuess'];
  readonly kind?: 'human' | 'automated';
  readonly channel?: string;
  readonly area?: string | null;
  readonly wakes?: boolean;
  readonly hours?: Hours;
  readonly onCall?: readonly PersonId[];
  readonly at?: number;
}

function input(told: Told): RoutingInput {
  const name = told.class ?? 'incident';
  return {
    report: {
      id: 'r1',
      text: 'words',
      source: { kind: told.kind ?? 'human', channel: told.channel ?? 'general', user: 'u1' },
      at: told.at ?? morning,
      utcOffset: -240,
    },
    decision: {
      report: 'r1',
      class: name,
      bestGuess: told.bestGuess ?? (name === 'undecided' ? 'incident' : name),
      area: told.area === undefined ? 'payments' : told.area,
      areaEvidence: [],
      scope: 'unknown',
      severity: null,
      wakes: told.wakes ?? false,
      deadline: null,
      confidence: 0.9,
      scores: { incident: 0, 'urgent-non-incident': 0, 'non-incident': 0, none: 0 },
      firings: [],
      nearest: null,
      correlation: null,
      truncated: false,
      rulebook: 'test',
    },
    onCall: { people: told.onCall ?? ['engineer-payments', 'engineer-platform'] },
    hours: told.hours ?? 'working',
  };
}

function plan(told: Told, rules: RoutingRules = shippedRules): Plan {
  return planRoute(input(told), rules);
}

function shape(effects: readonly Effect[]): readonly string[] {
  return effects.map((effect) => effect.key.slice('r1:'.length));
}

function withPolicy(change: Partial<RoutingRules['policy']>): RoutingRules {
  return { ...shippedRules, policy: { ...shippedRules.policy, ...change } };
}

describe('the shipped routes', () => {
  it.each<[string, Told, string, readonly string[]]>([
    ['nothing was reported', { class: 'none' }, 'silence', []],
    [
      'an incident is reported outside #incidents',
      {},
      'incident',
      ['announce:channel:incidents', 'open-card:thread', 'reply:thread'],
    ],
    [
      'an incident is reported in #incidents',
      { channel: 'incidents' },
      'incident-in-incidents',
      ['reply:thread', 'open-card:thread'],
    ],
    [
      'an alert shows up in #incidents',
      { kind: 'automated', channel: 'incidents' },
      'alert-in-incidents',
      ['reply:thread', 'open-card:thread'],
    ],
    [
      'an alert elsewhere means an incident',
      { kind: 'automated', channel: 'alerts' },
      'alert-elsewhere',
      ['announce:channel:incidents', 'open-card:thread', 'cross-link:thread'],
    ],
    [
      'something must happen before a stated time',
      { class: 'urgent-non-incident' },
      'urgent-non-incident',
      ['contact-pm:person:pm-payments', 'reply:thread'],
    ],
    [
      'it is outside immediate support',
      { class: 'non-incident' },
      'non-incident',
      ['file-ticket:thread', 'reply:thread'],
    ],
    [
      'an alert is only watched',
      { class: 'non-incident', kind: 'automated', channel: 'alerts' },
      'alert-watched',
      [],
    ],
    [
      'nobody can tell what it is',
      { class: 'undecided' },
      'undecided',
      ['ask-human:channel:incidents', 'reply:thread'],
    ],
    [
      'nobody can tell what a report in #incidents is',
      { class: 'undecided', channel: 'incidents' },
      'undecided-in-incidents',
      ['ask-human:thread', 'reply:thread'],
    ],
  ])('when %s', (_, told, route, effects) => {
    const made = plan(told);
    expect(made.route).toBe(route);
    expect(shape(made.effects)).toEqual(effects);
  });

  it('mention both engineers on call about an incident', () => {
    const announcement = plan({}).effects.find((effect) => effect.kind === 'announce');
    expect(announcement?.mentions).toEqual(['engineer-payments', 'engineer-platform']);
  });

  it('ask one engineer, the first on call, about an undecided report', () => {
    expect(plan({ class: 'undecided' }).effects[0]?.mentions).toEqual(['engineer-payments']);
  });

  it('answer a report outside immediate support only after the ticket, but not for ever', () => {
    const reply = replyOf(plan({ class: 'non-incident' }));
    expect(reply?.after).toEqual(['r1:file-ticket:thread']);
    expect(reply?.patienceMs).toBe(60_000);
  });

  it('never speak to a machine outside #incidents', () => {
    for (const name of classes)
      for (const channel of ['alerts', 'general'])
        expect(replyOf(plan({ class: name, kind: 'automated', channel }))).toBeNull();
  });

  it('answer every human report but idle talk', () => {
    for (const name of classes)
      for (const channel of channels)
        expect(replyOf(plan({ class: name, channel })) === null, `${name} in ${channel}`).toBe(
          name === 'none',
        );
  });
});

describe('out of hours', () => {
  it.each(['off', 'holiday'] as const)('(%s) downtime mentions the pair on call at once', (hours) => {
    const made = plan({ wakes: true, hours });
    expect(made.effects[0]?.mentions).toHaveLength(2);
    expect(made.withheld).toBeUndefined();
  });

  it.each<[string, Told]>([
    ['an incident', { class: 'incident' }],
    ['an automated alert', { class: 'incident', kind: 'automated', channel: 'incidents' }],
    ['an undecided report', { class: 'undecided' }],
    ['an urgent matter', { class: 'urgent-non-incident' }],
  ])('%s that wakes nobody is told without a mention', (_, told) => {
    const saturday = Date.UTC(2026, 2, 7, 17);
    const made = plan({ ...told, hours: 'off', at: saturday });
    expect(made.effects).not.toEqual([]);
    expect(made.effects.flatMap((effect) => effect.mentions)).toEqual([]);
    expect(made.withheld).toBe('mentions, until the next working day');
  });

  it('an undecided report mentions nobody when its best guess is no downtime', () => {
    const told = { class: 'undecided', bestGuess: 'non-incident', wakes: true, hours: 'off' } as const;
    expect(plan(told).effects.flatMap((effect) => effect.mentions)).toEqual([]);
  });

  it('only who has the off hours by the split of the two is called', () => {
    const made = planRoute(
      {
        ...input({ wakes: true, hours: 'off' }),
        onCall: { people: ['engineer-platform', 'engineer-payments'], duty: 'engineer-platform' },
      },
      shippedRules,
    );
    expect(made.effects[0]?.mentions).toEqual(['engineer-platform']);
  });

  it('an undecided report whose best guess is downtime mentions the first engineer', () => {
    expect(plan({ class: 'undecided', wakes: true, hours: 'off' }).effects[0]?.mentions).toEqual([
      'engineer-payments',
    ]);
  });
});

describe('people who are not there', () => {
  type Person = RoutingRules['directory']['people'][number];
  const gone = (how: Partial<Person>, ...who: readonly PersonId[]): RoutingRules => ({
    ...shippedRules,
    directory: {
      ...shippedRules.directory,
      people: shippedRules.directory.people.map((person) =>
        who.includes(person.id) ? { ...person, ...how } : person,
      ),
    },
  });
  const leaving = (...who: readonly PersonId[]) => gone({ left: true }, ...who);

  it('a PM who is away that day is represented by the stand-in', () => {
    const away = (from: string, to: string) => gone({ away: [{ from, to }] }, 'pm-payments');
    const who = (rules: RoutingRules) =>
      plan({ class: 'urgent-non-incident' }, rules).effects[0]?.destination;
    expect(who(away('2026-03-09', '2026-03-10'))).toEqual({ kind: 'person', person: 'pm-platform' });
    expect(who(away('2026-03-11', '2026-03-12'))).toEqual({ kind: 'person', person: 'pm-payments' });
  });

  it('a PM who has left is represented by the stand-in', () => {
    const made = plan({ class: 'urgent-non-incident' }, leaving('pm-payments'));
    expect(made.effects[0]?.destination).toEqual({ kind: 'person', person: 'pm-platform' });
  });

  it('without a stand-in the manager is written to', () => {
    const made = plan({ class: 'urgent-non-incident' }, leaving('pm-payments', 'pm-platform'));
    expect(made.effects[0]?.destination).toEqual({ kind: 'person', person: 'head-of-product' });
  });

  it('with nobody left the pair on call is asked in #incidents', () => {
    const made = plan(
      { class: 'urgent-non-incident' },
      leaving('pm-payments', 'pm-platform', 'head-of-product'),
    );
    expect(made.effects[0]?.destination).toEqual({ kind: 'channel', channel: 'incidents' });
    expect(made.effects[0]?.mentions).toEqual(['engineer-payments', 'engineer-platform']);
  });

  it('the manager covers the shift of an engineer who has left', () => {
    expect(plan({ onCall: ['former-engineer', 'engineer-platform'] }).effects[0]?.mentions).toEqual([
      'head-of-engineering',
      'engineer-platform',
    ]);
  });

  it('an engineer who is away leaves the shift to the other; with both away their managers are called', () => {
    const away = (...who: readonly PersonId[]) =>
      gone({ away: [{ from: '2026-03-10', to: '2026-03-10' }] }, ...who);
    const called = (rules: RoutingRules) =>
      plan({ onCall: ['engineer-auctions', 'engineer-platform'] }, rules).effects[0]?.mentions;
    expect(called(away('engineer-auctions'))).toEqual(['engineer-platform']);
    expect(called(away('engineer-auctions', 'engineer-platform'))).toEqual(['head-of-engineering']);
  });

  it('a gap in the rota still announces the incident', () => {
    const made = plan({ onCall: [] });
    expect(made.effects[0]).toMatchObject({ kind: 'announce', mentions: [] });
  });

  it('a report of no known area goes to the PM of "other"', () => {
    const made = plan({ class: 'urgent-non-incident', area: null });
    expect(made.effects[0]?.destination).toEqual({ kind: 'person', person: 'pm-platform' });
  });
});

describe('the mode of a channel', () => {
  const mode = (name: 'silent' | 'incidents-only' | 'observe') =>
    withPolicy({ channels: [], otherChannels: name, observer: 'triage-observers' });

  it('silent: nothing happens, and the plan says why', () => {
    expect(plan({}, mode('silent'))).toMatchObject({
      effects: [],
      withheld: 'the channel is silent by policy',
    });
  });

  it('incidents-only: incidents and what may be one are followed, the rest is not', () => {
    const rules = mode('incidents-only');
    expect(plan({}, rules).effects).not.toEqual([]);
    expect(plan({ class: 'undecided', bestGuess: 'incident' }, rules).effects).not.toEqual([]);
    expect(plan({ class: 'undecided', bestGuess: 'non-incident' }, rules).effects).toEqual([]);
    expect(plan({ class: 'non-incident' }, rules).effects).toEqual([]);
  });

  it('observe: only the observers are told, without a mention', () => {
    expect(shape(plan({}, mode('observe')).effects)).toEqual(['announce:channel:triage-observers']);
    expect(plan({ class: 'none' }, mode('observe')).effects).toEqual([]);
  });
});

describe('every plan', () => {
  const told = fc.record({
    class: fc.constantFrom(...classes),
    bestGuess: fc.constantFrom('incident', 'urgent-non-incident', 'non-incident', 'none'),
    kind: fc.constantFrom('human', 'automated'),
    channel: fc.constantFrom(...channels),
    area: fc.constantFrom(null, 'unheard-of', ...shippedRules.directory.areas.map((area) => area.name)),
    wakes: fc.boolean(),
    hours: fc.constantFrom('working', 'off', 'holiday'),
    onCall: fc.subarray(['engineer-payments', 'pm-payments', 'former-engineer', 'stranger']),
  }) satisfies fc.Arbitrary<Told>;

  it('waits only for effects of its own, in no circle, under keys of their own', () => {
    fc.assert(
      fc.property(told, (facts) => {
        const { effects } = plan(facts);
        const keys = effects.map((effect) => effect.key);
        expect(new Set(keys).size).toBe(keys.length);
        for (const effect of effects) expect(keys).toEqual(expect.arrayContaining([...effect.after]));
        expect(inOrder(effects)).toBe(true);
      }),
    );
  });

  it('is the same when it is made again', () => {
    fc.assert(
      fc.property(told, (facts) => {
        expect(plan(facts)).toEqual(plan(facts));
      }),
    );
  });

  it('mentions nobody at night for what does not wake, before work begins', () => {
    fc.assert(
      fc.property(told, (facts) => {
        fc.pre(facts.hours !== 'working' && !facts.wakes);
        expect(plan(facts).effects.flatMap((effect) => effect.mentions)).toEqual([]);
      }),
    );
  });

  it('mentions nobody who has left', () => {
    fc.assert(
      fc.property(told, (facts) => {
        expect(plan(facts).effects.flatMap((effect) => effect.mentions)).not.toContain('former-engineer');
      }),
    );
  });
});

/** True when the effects can be done one after another: each round something is free to start. */
function inOrder(effects: readonly Effect[]): boolean {
  const done = new Set<string>();
  let left = effects;
  while (left.length > 0) {
    const free = left.filter((effect) => effect.after.every((key) => done.has(key)));
    if (free.length === 0) return false;
    for (const effect of free) done.add(effect.key);
    left = left.filter((effect) => !done.has(effect.key));
  }
  return true;
}
