// What the shape of routes.yaml cannot say: names that must exist, an order that makes sense, no circles.

import { covers, readCondition } from '../routes.js';
import { effectProblems } from './check-effects.js';
import type { KnownNames } from './known-names.js';
import { isWhole, type Loose, known as listed } from './loose.js';
import { nameProblems, type PathProblem } from './problem.js';
import type { RouteEntry, RoutesFile } from './routes-schema.js';

type LooseRoute = Loose<RouteEntry>;

/** All mistakes of a file, as far as it has the right shape; paths lead into the file. */
export function checkRoutes(parsed: Loose<RoutesFile>, known: KnownNames): readonly PathProblem[] {
  const routes = parsed.routes ?? [];
  return [
    ...repeatedIds(routes),
    ...listed(routes).flatMap(([index, route]) => [
      ...unknownNames(route, index, known),
      // What a route with a mistake in it takes, nobody knows.
      ...(isWhole<RouteEntry>(route)
        ? [...defaultPlace(route, index, routes.length), ...hiddenRoute(route, index, routes)]
        : []),
      ...effectProblems(route, index, known),
    ]),
  ];
}

function repeatedIds(routes: readonly (LooseRoute | undefined)[]): readonly PathProblem[] {
  return listed(routes).flatMap(([index, route]) => {
    const first = routes.findIndex((other) => other?.id === route.id);
    if (first === index || route.id === undefined) return [];
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

function unknownNames(route: LooseRoute, index: number, known: KnownNames): readonly PathProblem[] {
  const when = route.when ?? {};
  const named = (key: 'class' | 'area' | 'severity', what: string, names: readonly string[] | undefined) => {
    const value = when[key];
    if (value === undefined || names === undefined) return [];
    const list = Array.isArray(value);
    return [value]
      .flat()
      .flatMap((name, place) =>
        nameProblems(['routes', index, 'when', key, ...(list ? [place] : [])], what, name, names),
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
  routes: readonly (LooseRoute | undefined)[],
): readonly PathProblem[] {
  const condition = readCondition(route);
  const hider = routes
    .slice(0, index)
    .filter((other) => isWhole<RouteEntry>(other))
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
