// Routes as the router uses them: which decision takes which way.

import type { Decision, Report } from '../classifier/index.js';
import { durationMs } from './language/duration.js';
import type { EffectEntry, RouteEntry, RoutesFile } from './language/routes-schema.js';
import type { EffectKind, Hours } from './types.js';

/** Where a message of a route goes, before it is known who that is. */
export type RouteDestination =
  | { readonly kind: 'thread' }
  | { readonly kind: 'channel'; readonly channel: string }
  | { readonly kind: 'role'; readonly role: 'pm' | 'point-person' | 'on-call' };

export type MentionedRole = 'on-call' | 'first-on-call' | 'pm' | 'point-person' | 'nobody';

/** One effect of a route. */
export interface RouteEffect {
  readonly kind: EffectKind;
  readonly template: string;
  readonly to: RouteDestination;
  readonly mention: MentionedRole;
  /** Kinds of effects of the same route that come first. */
  readonly after: readonly EffectKind[];
  readonly patienceMs: number | null;
}

/** What a route asks of a decision: every list given must hold the value; an absent one asks nothing. */
export interface RouteCondition {
  readonly class?: readonly string[];
  readonly bestGuess?: readonly string[];
  readonly area?: readonly string[];
  readonly channel?: readonly string[];
  readonly source?: readonly string[];
  readonly wakes?: readonly boolean[];
  readonly hours?: readonly string[];
  readonly severity?: readonly string[];
  readonly scope?: readonly string[];
  readonly correlated?: readonly boolean[];
}

export interface Route {
  readonly id: string;
  readonly why: string;
  readonly when: RouteCondition;
  readonly effects: readonly RouteEffect[];
}

/** What routes ask about. */
export interface RouteFacts {
  readonly report: Report;
  readonly decision: Decision;
  readonly hours: Hours;
}

/** The routes of a valid file, in its order. */
export function readRoutes(file: RoutesFile): readonly Route[] {
  return file.routes.map((entry) => ({
    id: entry.id,
    why: entry.why,
    when: readCondition(entry),
    effects: entry.effects.map(readEffect),
  }));
}

/** The first route that matches; throws when none does, which a checked file rules out. */
export function takeRoute(facts: RouteFacts, routes: readonly Route[]): Route {
  const taken = routes.find((route) => matches(facts, route.when));
  if (taken === undefined)
    throw new Error('routes.yaml: no route takes this report; the last route must have no `when`');
  return taken;
}

/** True when everything that `narrow` takes is taken by `wide` too. */
export function covers(wide: RouteCondition, narrow: RouteCondition): boolean {
  return conditionKeys.every((key) => {
    const allowed: readonly unknown[] | undefined = wide[key];
    const asked: readonly unknown[] | undefined = narrow[key];
    return allowed === undefined || asked?.every((value) => allowed.includes(value)) === true;
  });
}

const conditionKeys = [
  'class',
  'bestGuess',
  'area',
  'channel',
  'source',
  'wakes',
  'hours',
  'severity',
  'scope',
  'correlated',
] as const satisfies readonly (keyof RouteCondition)[];

function matches(facts: RouteFacts, when: RouteCondition): boolean {
  const { report, decision, hours } = facts;
  const values: Readonly<Record<keyof RouteCondition, string | boolean | null>> = {
    class: decision.class,
    bestGuess: decision.bestGuess,
    area: decision.area,
    channel: report.source.channel,
    source: report.source.kind,
    wakes: decision.wakes,
    hours,
    severity: decision.severity,
    scope: decision.scope,
    correlated: decision.correlation !== null,
  };
  return conditionKeys.every((key) => {
    const allowed: readonly unknown[] | undefined = when[key];
    return allowed === undefined || allowed.includes(values[key]);
  });
}

/** The condition of a file's entry; shared with the check for routes that can never be taken. */
export function readCondition(entry: RouteEntry): RouteCondition {
  const when = entry.when ?? {};
  return {
    ...(when.class !== undefined && { class: list(when.class) }),
    ...(when['best-guess'] !== undefined && { bestGuess: list(when['best-guess']) }),
    ...(when.area !== undefined && { area: list(when.area) }),
    ...(when.channel !== undefined && { channel: list(when.channel) }),
    ...(when.source !== undefined && { source: list(when.source) }),
    ...(when.wakes !== undefined && { wakes: list(when.wakes) }),
    ...(when.hours !== undefined && { hours: list(when.hours) }),
    ...(when.severity !== undefined && { severity: list(when.severity) }),
    ...(when.scope !== undefined && { scope: list(when.scope) }),
    ...(when.correlated !== undefined && { correlated: list(when.correlated) }),
  };
}

function readEffect(entry: EffectEntry): RouteEffect {
  return {
    kind: entry.do,
    template: entry.say,
    to: readDestination(entry.to ?? 'thread'),
    mention: entry.mention ?? 'nobody',
    after: entry.after === undefined ? [] : list(entry.after),
    patienceMs: entry.patience === undefined ? null : durationMs(entry.patience),
  };
}

function readDestination(to: NonNullable<EffectEntry['to']>): RouteDestination {
  if (to === 'thread') return { kind: 'thread' };
  if (typeof to === 'string') return { kind: 'role', role: to };
  return { kind: 'channel', channel: to.channel };
}

function list<T>(value: T | readonly T[]): readonly T[] {
  return Array.isArray(value) ? value : [value as T];
}
