// What the shape of routes.yaml cannot say: names that must exist, an order that makes sense, no circles.

import { covers, readCondition } from '../routes.js';
import { type PathProblem, unknownName } from './problem.js';
import type { EffectEntry, RouteEntry, RoutesFile } from './routes-schema.js';

/** Names that other files define. `classes` includes `undecided`. */
export interface KnownNames {
  readonly areas: readonly string[];
  readonly templates: readonly string[];
  readonly classes: readonly string[];
  /** Names of the severity scale; not checked when absent. */
  readonly severities?: readonly string[];
}

/** All mistakes of a file that has the right shape; paths lead into the file. */
export function checkRoutes(parsed: RoutesFile, known: KnownNames): readonly PathProblem[] {
  return [
    ...repeatedIds(parsed.routes),
    ...parsed.routes.flatMap((route, index) => [
      ...unknownNames(route, index, known),
      ...defaultPlace(route, index, parsed.routes.length),
      ...hiddenRoute(route, index, parsed.routes),
      ...effectProblems(route, index, known),
    ]),
  ];
}

function repeatedIds(routes: readonly RouteEntry[]): readonly PathProblem[] {
  return routes.flatMap((route, index) => {
    const first = routes.findIndex((other) => other.id === route.id);
    if (first === index) return [];
    return [
      {
        path: ['routes', index, 'id'],
        found: `the id "${route.id}" a second time`,
        expected: 'an id of its own for each route',
        cure: `rename this route, or merge it with route ${first + 1}`,
      },
    ];
  });
}

function unknownNames(route: RouteEntry, index: number, known: KnownNames): readonly PathProblem[] {
  const when = route.when ?? {};
  const named = (key: 'class' | 'area' | 'severity', what: string, names: readonly string[] | undefined) => {
    const value = when[key];
    if (value === undefined || names === undefined) return [];
    const list = Array.isArray(value);
    return [value]
      .flat()
      .flatMap((name, place) =>
        names.includes(name)
          ? []
          : [unknownName(['routes', index, 'when', key, ...(list ? [place] : [])], what, name, names)],
      );
  };
  return [
    ...named('class', 'class', known.classes),
    ...named('area', 'area', known.areas),
    ...named('severity', 'severity', known.severities),
  ];
}

function defaultPlace(route: RouteEntry, index: number, count: number): readonly PathProblem[] {
  const takesAll = Object.keys(route.when ?? {}).length === 0;
  const last = index === count - 1;
  if (last && !takesAll)
    return [
      {
        path: ['routes', index, 'when'],
        found: `the last route, "${route.id}", with a condition`,
        expected: 'a last route without `when`, which takes all the rest',
        cure: 'add a route without `when` at the end, so that no report is lost',
      },
    ];
  if (!last && takesAll)
    return [
      {
        path: ['routes', index, 'id'],
        found: `the route "${route.id}" without a condition before the end`,
        expected: 'a condition, or the last place',
        cure: 'give it a `when`, or move it to the end: nothing below it is ever reached',
      },
    ];
  return [];
}

function hiddenRoute(
  route: RouteEntry,
  index: number,
  routes: readonly RouteEntry[],
): readonly PathProblem[] {
  const condition = readCondition(route);
  const hider = routes
    .slice(0, index)
    .find((other) => Object.keys(other.when ?? {}).length > 0 && covers(readCondition(other), condition));
  if (hider === undefined) return [];
  return [
    {
      path: ['routes', index, 'id'],
      found: `the route "${route.id}", which can never be taken`,
      expected: 'a route that something reaches',
      cure: `the route "${hider.id}" above takes all of it: move "${route.id}" above it, or remove it`,
    },
  ];
}

function effectProblems(route: RouteEntry, index: number, known: KnownNames): readonly PathProblem[] {
  return route.effects.flatMap((effect, place) => {
    const path = ['routes', index, 'effects', place];
    return [
      ...templateProblems(effect, path, known),
      ...twins(effect, place, route, path),
      ...afterProblems(effect, route, path),
    ];
  });
}

function templateProblems(
  effect: EffectEntry,
  path: readonly (string | number)[],
  known: KnownNames,
): readonly PathProblem[] {
  return known.templates.includes(effect.say)
    ? []
    : [unknownName([...path, 'say'], 'template', effect.say, known.templates)];
}

function twins(
  effect: EffectEntry,
  place: number,
  route: RouteEntry,
  path: readonly (string | number)[],
): readonly PathProblem[] {
  const same = (other: EffectEntry) =>
    other.do === effect.do && JSON.stringify(other.to ?? 'thread') === JSON.stringify(effect.to ?? 'thread');
  if (route.effects.findIndex(same) === place) return [];
  return [
    {
      path: [...path, 'do'],
      found: `"${effect.do}" to the same place a second time`,
      expected: 'each thing once per place',
      cure: 'put both into one template, or send one of them elsewhere',
    },
  ];
}

function afterProblems(
  effect: EffectEntry,
  route: RouteEntry,
  path: readonly (string | number)[],
): readonly PathProblem[] {
  if (effect.after === undefined)
    return effect.patience === undefined
      ? []
      : [
          {
            path: [...path, 'patience'],
            found: '`patience` without `after`',
            expected: 'something to be patient about',
            cure: 'add `after`, or remove `patience`',
          },
        ];
  return [effect.after].flat().flatMap((kind): PathProblem[] => {
    if (!route.effects.some((other) => other.do === kind))
      return [
        {
          path: [...path, 'after'],
          found: `\`after: ${kind}\`, which this route does not do`,
          expected: `one of ${route.effects.map((other) => other.do).join(', ')}`,
          cure: `add "${kind}" to the effects of "${route.id}", or do not wait for it`,
        },
      ];
    if (leadsTo(kind, effect.do, route))
      return [
        {
          path: [...path, 'after'],
          found: `"${effect.do}" after "${kind}", which itself comes after "${effect.do}"`,
          expected: 'an order without circles',
          cure: 'remove `after` from one of the two',
        },
      ];
    return [];
  });
}

/** True when doing `kind` waits, directly or through others, for `target`. */
function leadsTo(
  kind: EffectEntry['do'],
  target: EffectEntry['do'],
  route: RouteEntry,
  seen: ReadonlySet<string> = new Set(),
): boolean {
  if (kind === target) return true;
  if (seen.has(kind)) return false;
  return route.effects
    .filter((effect) => effect.do === kind)
    .flatMap((effect) => [effect.after ?? []].flat())
    .some((next) => leadsTo(next, target, route, new Set([...seen, kind])));
}
