// What the examples of a rule have in common and its near misses have not: what the rule is probably about.

import type { ReadReport } from './weigh.js';

/** In words an author can put into a `when`: names of concepts, then facts as short forms; empty when nothing does. */
export function whatSetsApart(
  examples: readonly ReadReport[],
  nearMisses: readonly ReadReport[],
): readonly string[] {
  const traits = examples.map(traitsOf);
  const others = new Set(nearMisses.flatMap((read) => [...traitsOf(read)]));
  const [first = new Set<string>(), ...rest] = traits;
  return [...first].filter((trait) => !others.has(trait) && rest.every((more) => more.has(trait)));
}

function traitsOf({ features, report }: ReadReport): ReadonlySet<string> {
  const { scope, state, deadline } = features.facts;
  return new Set([
    ...features.hits.filter((hit) => hit.denied === null).map((hit) => hit.concept),
    ...(typeof scope === 'string' ? [`scope: ${scope}`] : []),
    ...(typeof state === 'string' ? [`state: ${state}`] : []),
    ...(deadline === true ? ['deadline: true'] : []),
    `source: ${report.source.kind}`,
  ]);
}
