// What the shape of routes.yaml cannot say: names that must exist, an order that makes sense, no circles.

import { covers, readCondition } from '../routes.js';
import { effectProblems } from './check-effects.js';
import type { KnownNames } from './known-names.js';
import { type PathProblem, unknownName } from './problem.js';
import type { RouteEntry, RoutesFile } from './routes-schema.js';

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
