import { describe, expect, it } from 'vitest';
import { maskSecrets, secretsIn } from '../../src/router/index.js';
import {
  checkDirectory,
  checkPolicy,
  checkRoutes,
  type DirectoryFile,
  durationMs,
  type PathProblem,
  type PolicyFile,
  type RoutesFile,
  routesSchema,
} from '../../src/router/language/index.js';
import { processorMs } from '../support/processor-time.js';
import { directoryFile, policyFile, routesFile, templates } from './shipped-rules.js';

const known = {
  areas: Object.keys(directoryFile.areas),
  templates: [...templates.keys()],
  classes: ['incident', 'urgent-non-incident', 'non-incident', 'none', 'undecided'],
  severities: policyFile.severities.map((severity) => severity.name),
};

const last = { id: 'rest', why: 'The rest.', effects: [] };
const reply = { do: 'reply', say: 'incident' } as const;

const routes = (...entries: RoutesFile['routes']): RoutesFile => ({ routes: [...entries, last] });
const route = (change: Partial<RoutesFile['routes'][number]>): RoutesFile['routes'][number] => ({
  id: 'one',
  why: 'Because.',
  when: { class: 'incident' },
  effects: [reply],
  ...change,
});

function first(problems: readonly PathProblem[]): PathProblem | undefined {
  return problems[0];
}

describe('the shipped files', () => {
  it('have no mistakes', async () => {
    expect(checkRoutes(routesFile, known)).toEqual([]);
    expect(checkDirectory(directoryFile)).toEqual([]);
    expect(await checkPolicy(policyFile, { groups: Object.keys(directoryFile.groups ?? {}) })).toEqual([]);
  });

  it('mark every person as an example', () => {
    expect(Object.values(directoryFile.people).every((person) => person.example === true)).toBe(true);
  });

  it('name the seventeen areas', () => {
    expect(Object.keys(directoryFile.areas)).toHaveLength(17);
  });
});

describe('checkRoutes', () => {
  it.each<[string, RoutesFile, PathProblem['path'], RegExp]>([
    [
      'a class that nobody knows',
      routes(route({ when: { class: ['incident', 'incidnt'] } })),
      ['routes', 0, 'when', 'class', 1],
      /did you mean "incident"/,
    ],
    [
      'a class that nobody can add',
      routes(route({ when: { class: 'urgent' } })),
      ['routes', 0, 'when', 'class'],
      /use one of that list$/,
    ],
    [
      'an area that nobody knows',
      routes(route({ when: { area: 'paymnts' } })),
      ['routes', 0, 'when', 'area'],
      /payments/,
    ],
    [
      'a severity that is not of the scale',
      routes(route({ when: { severity: 'P12' } })),
      ['routes', 0, 'when', 'severity'],
      /P1/,
    ],
    [
      'a text that is not there',
      routes(route({ effects: [{ do: 'reply', say: 'incidents' }] })),
      ['routes', 0, 'effects', 0, 'say'],
      /did you mean "incident"/,
    ],
    [
      'an id given twice',
      routes(route({}), route({ when: { class: 'none' } })),
      ['routes', 1, 'id'],
      /rename/,
    ],
    ['a last route with a condition', { routes: [route({})] }, ['routes', 0, 'when'], /without `when`/],
    [
      'a route without a condition before the end',
      routes({ id: 'one', why: 'Because.', effects: [] }),
      ['routes', 0, 'id'],
      /move it to the end/,
    ],
    [
      'a route that can never be taken',
      routes(route({}), route({ id: 'two', when: { class: 'incident', channel: 'incidents' } })),
      ['routes', 1, 'id'],
      /"one" above takes all of it/,
    ],
    [
      'the same thing twice in one place',
      routes(route({ effects: [reply, reply] })),
      ['routes', 0, 'effects', 1, 'do'],
      /one of them/,
    ],
    [
      'waiting for what the route does not do',
      routes(route({ effects: [{ ...reply, after: 'file-ticket' }] })),
      ['routes', 0, 'effects', 0, 'after'],
      /add "file-ticket"/,
    ],
    [
      'waiting in a circle',
      routes(
        route({
          effects: [
            { ...reply, after: 'announce' },
            { do: 'announce', say: 'announcement', after: ['open-card'] },
            { do: 'open-card', say: 'card', after: 'reply' },
          ],
        }),
      ),
      ['routes', 0, 'effects', 0, 'after'],
      /remove `after`/,
    ],
    [
      'patience with nothing to wait for',
      routes(route({ effects: [{ ...reply, patience: '1 minute' }] })),
      ['routes', 0, 'effects', 0, 'patience'],
      /add `after`/,
    ],
  ])('finds %s', (_, file, path, cure) => {
    const problem = first(checkRoutes(file, known));
    expect(problem?.path).toEqual(path);
    expect(problem?.cure).toMatch(cure);
  });

  it('finds all mistakes at once', () => {
    const file = routes(route({ when: { class: 'x', area: 'y' }, effects: [{ do: 'reply', say: 'z' }] }));
    expect(checkRoutes(file, known)).toHaveLength(3);
  });
});

describe('the shape of routes.yaml', () => {
  it.each([
    ['an unknown key', { routes: [{ ...last, wehn: {} }] }],
    [
      'a channel written with a hash and therefore lost',
      { routes: [{ ...last, effects: [{ ...reply, to: null }] }] },
    ],
    [
      'a duration without a unit',
      { routes: [{ ...last, effects: [{ ...reply, after: 'reply', patience: '5' }] }] },
    ],
    ['an effect that nobody knows', { routes: [{ ...last, effects: [{ do: 'replay', say: 'x' }] }] }],
    ['no route', { routes: [] }],
  ])('refuses %s', (_, file) => {
    expect(routesSchema.safeParse(file).success).toBe(false);
  });
});

describe('checkDirectory', () => {
  const area = { title: 'Payments', pm: 'ann', 'point-person': 'ann', component: 'C' };
  const ann = { name: 'Ann' };

  it.each<[string, DirectoryFile, PathProblem['path']]>([
    ['no area "other"', { areas: { payments: area }, people: { ann } }, ['areas']],
    [
      'a PM nobody knows',
      { areas: { other: { ...area, pm: 'an' } }, people: { ann } },
      ['areas', 'other', 'pm'],
    ],
    [
      'a PM who has left without a stand-in',
      { areas: { other: area }, people: { ann: { ...ann, left: true } } },
      ['areas', 'other', 'pm'],
    ],
    [
      'a manager nobody knows',
      { areas: { other: area }, people: { ann: { ...ann, manager: 'bob' } } },
      ['people', 'ann', 'manager'],
    ],
    [
      'somebody as their own manager',
      { areas: { other: area }, people: { ann: { ...ann, manager: 'ann' } } },
      ['people', 'ann', 'manager'],
    ],
    [
      'a group with a stranger',
      { areas: { other: area }, people: { ann }, groups: { leads: ['ann', 'bob'] } },
      ['groups', 'leads', 1],
    ],
  ])('finds %s', (_, file, path) => {
    expect(first(checkDirectory(file))?.path).toEqual(path);
  });
});

describe('checkPolicy', () => {
  const [place] = policyFile.hours.places;
  if (place === undefined) throw new Error('the shipped policy names no place');
  const withPlace = (change: Partial<typeof place>): PolicyFile => ({
    ...policyFile,
    hours: { ...policyFile.hours, places: [{ ...place, ...change }] },
  });
  const { resolve: _, ...withoutResolve } = policyFile.permissions;

  it.each<[string, PolicyFile, PathProblem['path']]>([
    ['a zone nobody knows', withPlace({ zone: 'America/Newyork' }), ['hours', 'places', 0, 'zone']],
    ['hours that end before they begin', withPlace({ to: '08:00' }), ['hours', 'places', 0, 'to']],
    ['a country without known holidays', withPlace({ country: 'XX' }), ['hours', 'places', 0, 'country']],
    [
      'two channels for incidents',
      {
        ...policyFile,
        channels: { a: { role: 'incidents', mode: 'full' }, b: { role: 'incidents', mode: 'full' } },
      },
      ['channels'],
    ],
    [
      'an observed channel without observers',
      { ...policyFile, 'other-channels': 'observe', observer: undefined },
      ['observer'],
    ],
    [
      'a role nobody has',
      { ...policyFile, permissions: { ...policyFile.permissions, resolve: ['oncall'] } },
      ['permissions', 'resolve', 0],
    ],
    [
      'an action without a line',
      { ...policyFile, permissions: withoutResolve as PolicyFile['permissions'] },
      ['permissions'],
    ],
  ])('finds %s', async (_, file, path) => {
    expect(first(await checkPolicy(file, { groups: ['support-leads', 'engineers'] }))?.path).toEqual(path);
  });
});

describe('durationMs', () => {
  it.each([
    ['30 minutes', 1_800_000],
    ['1 day', 86_400_000],
    ['2 weeks', 1_209_600_000],
  ])('%s', (text, ms) => {
    expect(durationMs(text)).toBe(ms);
  });

  it('refuses what is no duration', () => {
    expect(() => durationMs('soon')).toThrow(/30 minutes/);
  });
});

describe('maskSecrets', () => {
  it.each([
    ['a card number', 'pay with 4111 1111 1111 1111 please', 'pay with [card number removed] please'],
    ['a password', 'my password is hunter2, ok', 'my password is [removed], ok'],
    ['a Slack token', 'xoxb-1234567890-abcdef leaked', '[token removed] leaked'],
    ['a password in quotes', 'password is "sunshine dreams" ok', 'password is [removed] ok'],
    ['a password after a colon', 'Password: sunshine', 'Password: [removed]'],
    ['a security code', 'card fails, CVC 123', 'card fails, CVC [removed]'],
    ['when a card expires', 'card 4111111111111111 exp 03/27', 'card [card number removed] exp [removed]'],
    ['an e-mail address', 'write to ada.l@mail.example.com.', 'write to [e-mail address removed].'],
    ['a password in an address', 'see https://me:a/b@x.example/y', 'see https://[removed]@x.example/y'],
    ['a Trello token', `ATTA${'0a'.repeat(16)} leaked`, '[token removed] leaked'],
    ['no praise of a password', 'the password is right.', 'the password is right.'],
    ['no blame of a token', 'my token is invalid/expired!', 'my token is invalid/expired!'],
    ['no day without a card', 'the coupon expires 03/27', 'the coupon expires 03/27'],
    ['no order number', 'order 4111 1111 1111 1112', 'order 4111 1111 1111 1112'],
    ['no talk about passwords', 'cannot reset my password today', 'cannot reset my password today'],
    ['no telephone number', 'call 212 555 0100', 'call 212 555 0100'],
  ])('finds %s', (_, text, masked) => {
    expect(maskSecrets(text)).toBe(masked);
  });

  it.each([
    ['pay with 4111 1111 1111 1111 please', ['4111 1111 1111 1111']],
    ['my login password is tr0ub4dor', ['tr0ub4dor']],
    ['card 4111111111111111 exp 03/27 of ada@x.example', ['4111111111111111', '03/27', 'ada@x.example']],
    ['token: xoxb-1234567890-abcdef leaked', ['xoxb-1234567890-abcdef']],
    ['see https://me:a/b@x.example/y', ['me:a/b@']],
    ['the password is right.', []],
  ])('tells where secrets stand in %j', (text, secrets) => {
    expect(secretsIn(text).map(({ start, end }) => text.slice(start, end))).toEqual(secrets);
  });

  it.each(['a', '1 ', 'a.', 'password ', 'exp ', '@', ' '])('takes no time over many %j', async (piece) => {
    expect(await processorMs(() => maskSecrets(`card ${piece.repeat(100_000)}`))).toBeLessThan(1_000);
  });
});
