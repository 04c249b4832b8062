// Who is affected, and how many: numbers and words of quantity before the people and things a report names.

import type { ConceptHit, Scope, Span } from '../types.js';
import { bareCounts } from './bare-counts.js';
import { EVERY, largest, type Quantity, quantityBefore } from './quantities.js';
import type { Token } from './token.js';

export interface Affected {
  readonly scope: Scope;
  readonly count: number | null;
  /** Of a hundred, where a share was given. */
  readonly percent: number | null;
  readonly spans: readonly Span[];
}

/** Concept hits sorted by the role that matters here; all asserted. */
export interface ScopeHits {
  /** People and partners. */
  readonly people: readonly ConceptHit[];
  /** Things that are counted when something goes wrong: tickets, orders, works. */
  readonly things: readonly ConceptHit[];
  readonly one: readonly ConceptHit[];
  readonly few: readonly ConceptHit[];
  readonly many: readonly ConceptHit[];
  readonly all: readonly ConceptHit[];
}

/** From how many on it is many. */
const MANY = 10;
/** A share of this many percent is many. */
const LARGE_SHARE = 5;

/**
 * Reads who is affected. What is said outright ("only one", "everyone") goes before counting, people go before
 * things, and a name or "a gallery" says one when nothing says more. `named` is how many partners are named.
 */
export function readAffected(tokens: readonly Token[], hits: ScopeHits, named: number): Affected {
  const bare = bareCounts(tokens, MANY);
  const people = [
    ...hits.people.flatMap((noun) => quantityBefore(tokens, noun.firstWord) ?? []),
    ...bare.told,
  ];
  const counted = hits.things
    .flatMap((noun) => quantityBefore(tokens, noun.firstWord) ?? [])
    .filter((quantity) => quantity.exact || quantity.count > 1);
  const things = counted.length > 0 ? counted : bare.other;
  const share = tokens.find((token, i) => token.kind === 'percent' && isShare(tokens, i));
  const whole = people.find((quantity) => quantity.count === EVERY);
  const most = largest(people);
  const ground: Ground = {
    hits,
    most,
    things: largest(things),
    share: share ?? null,
    whole: whole ?? null,
    named,
  };
  const { scope, spans } = scopeOf(ground);
  const largestCount = most !== null && most.count > 1 ? most : (largest(things) ?? most);
  const count = largestCount?.exact === true ? largestCount.count : null;
  return {
    scope,
    spans,
    count: scope === 'one' && count !== null ? 1 : count,
    percent: share?.value ?? null,
  };
}

interface Ground {
  readonly hits: ScopeHits;
  readonly most: Quantity | null;
  readonly things: Quantity | null;
  readonly share: Token | null;
  readonly whole: Quantity | null;
  readonly named: number;
}

function scopeOf({ hits, most, things, share, whole, named }: Ground): {
  scope: Scope;
  spans: readonly Span[];
} {
  const said = (scope: Scope, spans: readonly Span[]): { scope: Scope; spans: readonly Span[] } => ({
    scope,
    spans: spans.map(({ start, end }) => ({ start, end })),
  });
  const people = most?.count ?? 0;
  if (hits.one.length > 0 && people < MANY && hits.all.length === 0) return said('one', hits.one);
  if (hits.all.length > 0) return said('all', hits.all);
  if (whole !== null) return said('all', [whole]);
  if (hits.many.length > 0) return said('many', hits.many);
  if (most !== null && people > 1) return said(people < MANY ? 'few' : 'many', [most]);
  if (share !== null && (share.value ?? 0) >= LARGE_SHARE) return said('many', [share]);
  if (named > 1) return said(named < MANY ? 'few' : 'many', []);
  if (people === 0 && named === 0 && things !== null && things.count >= MANY) return said('many', [things]);
  if (hits.few.length > 0) return said('few', hits.few);
  if (most !== null && people === 1) return said('one', [most]);
  if (named === 1) return said('one', []);
  if (things !== null)
    return said(things.count <= 1 ? 'one' : things.count < MANY ? 'few' : 'many', [things]);
  return said('unknown', []);
}

/** "60% of registrations": a share of something that is named. */
function isShare(tokens: readonly Token[], at: number): boolean {
  return /^(?:of|der|des|von|de|dei|delle)$/.test(tokens[at + 1]?.norm ?? '');
}
