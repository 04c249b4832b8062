// What the shape of routes.yaml cannot say about the effects of a route.

import type { KnownNames } from './known-names.js';
import { isWhole, type Loose, known as listed } from './loose.js';
import { nameProblems, type PathProblem } from './problem.js';
import type { EffectEntry, RouteEntry } from './routes-schema.js';

/** Mistakes in the effects of one route: texts that are not there, twins, waiting for what never comes. */
export function effectProblems(
  route: Loose<RouteEntry>,
  index: number,
  known: KnownNames,
): readonly PathProblem[] {
  return listed(route.effects).flatMap(([place, effect]) => {
    const path = ['routes', index, 'effects', place];
    const { effects } = route;
    return [
      ...templateProblems(effect, path, known),
      ...(isWhole<EffectEntry>(effect) && isWhole<RouteEntry['effects']>(effects)
        ? [...twins(effect, place, effects, path), ...afterProblems(effect, effects, path)]
        : []),
    ];
  });
}

function templateProblems(
  effect: Loose<EffectEntry>,
  path: readonly (string | number)[],
  known: KnownNames,
): readonly PathProblem[] {
  return nameProblems([...path, 'say'], 'template', effect.say, known.templates);
}

function twins(
  effect: EffectEntry,
  place: number,
  effects: readonly EffectEntry[],
  path: readonly (string | number)[],
): readonly PathProblem[] {
  const same = (other: EffectEntry) =>
    other.do === effect.do && JSON.stringify(other.to ?? 'thread') === JSON.stringify(effect.to ?? 'thread');
  if (effects.findIndex(same) === place) return [];
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
  effects: readonly EffectEntry[],
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
    if (!effects.some((other) => other.do === kind))
      return [
        {
          path: [...path, 'after'],
          found: `\`after: ${kind}\`, which this route does not do`,
          expected: `one of ${effects.map((other) => other.do).join(', ')}`,
          cure: `add "${kind}" to the effects of the route, or do not wait for it`,
        },
      ];
    if (kind === effect.do)
      return [
        {
          path: [...path, 'after'],
          found: `"${kind}" after itself`,
          expected: 'another effect of the route',
          cure: 'name what it waits for, or remove `after`',
        },
      ];
    if (leadsTo(kind, effect.do, effects))
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
  effects: readonly EffectEntry[],
  seen: ReadonlySet<string> = new Set(),
): boolean {
  if (kind === target) return true;
  if (seen.has(kind)) return false;
  return effects
    .filter((effect) => effect.do === kind)
    .flatMap((effect) => [effect.after ?? []].flat())
    .some((next) => leadsTo(next, target, effects, new Set([...seen, kind])));
}
