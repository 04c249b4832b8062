// Our own operators, where json-rules-engine has none: nearness of concepts, regular expressions in linear
// time, several partners at once. The engine and the rejecting predicates share these functions.

import { RE2JS } from 're2js';
import { partnersTogether } from '../correlate.js';
import type { ConceptHit, Span } from '../types.js';
import type { NearValue, SimultaneousValue } from './rule.js';
import type { Seen } from './situation.js';

/** Operators added to json-rules-engine, by name. */
export const OUR_OPERATORS = {
  near: (hits: unknown, value: unknown) =>
    nearest(hits as readonly ConceptHit[], value as NearValue) !== null,
  matches: (text: unknown, value: unknown) =>
    typeof text === 'string' && firstMatch(text, String(value)) !== null,
  simultaneous: (seen: unknown, value: unknown) =>
    partnersTogether(seen as Seen, value as SimultaneousValue).partners >=
    (value as SimultaneousValue).partners,
} as const;

/** The closest hits, one of each group, that stand in one sentence within the words allowed; null when none do. */
export function nearest(hits: readonly ConceptHit[], value: NearValue): readonly ConceptHit[] | null {
  const asserted = hits.filter((hit) => hit.denied === null);
  const groups = value.concepts.map((group) => asserted.filter((hit) => group.includes(hit.concept)));
  const [first, ...rest] = groups;
  if (first === undefined || groups.some((group) => group.length === 0)) return null;
  let best: { readonly hits: readonly ConceptHit[]; readonly words: number } | null = null;
  for (const start of first) {
    const chosen = [start, ...rest.flatMap((group) => closestTo(start, group))];
    if (chosen.length < groups.length) continue;
    const words = wordsBetween(chosen);
    if ((value.within === null || words <= value.within) && (best === null || words < best.words))
      best = { hits: chosen, words };
  }
  return best?.hits ?? null;
}

/** Where a pattern of the rule language (`/…/`, re2 syntax, any case) first matches; null when nowhere. */
export function firstMatch(text: string, pattern: string): Span | null {
  const matcher = regexOf(pattern).matcher(text);
  return matcher.find() ? { start: matcher.start(), end: matcher.end() } : null;
}

/** Compiles a pattern of the rule language; throws what re2 says of a pattern it refuses. */
export function regexOf(pattern: string): RE2JS {
  const known = compiled.get(pattern);
  if (known) return known;
  const source = /^\/(.*)\/([a-z]*)$/s.exec(pattern);
  const regex = RE2JS.compile(source?.[1] ?? pattern, RE2JS.CASE_INSENSITIVE | RE2JS.MULTILINE);
  compiled.set(pattern, regex);
  return regex;
}

// Patterns come from rule files only, so their number is bounded by the rulebooks in use.
const compiled = new Map<string, RE2JS>();

function closestTo(start: ConceptHit, group: readonly ConceptHit[]): readonly ConceptHit[] {
  const here = group.filter((hit) => hit.sentence === start.sentence && hit !== start);
  const closest = here.reduce<ConceptHit | null>(
    (best, hit) => (best === null || wordsBetween([start, hit]) < wordsBetween([start, best]) ? hit : best),
    null,
  );
  return closest === null ? [] : [closest];
}

/** Words that stand between the outermost of some hits, those of the hits themselves not counted at the ends. */
function wordsBetween(hits: readonly ConceptHit[]): number {
  const firstEnd = Math.min(...hits.map((hit) => hit.lastWord));
  const lastStart = Math.max(...hits.map((hit) => hit.firstWord));
  return Math.max(0, lastStart - firstEnd - 1);
}
