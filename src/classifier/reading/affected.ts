// Who is affected, and how many: numbers and words of quantity before the people and things a report names.

import type { ConceptHit, Scope, Span } from '../types.js';
import { bareCounts, NO_COUNTS } from './bare-counts.js';
import { CUES, type Cues } from './cues.js';
import { EVERY, larger, type Quantity, quantityBefore } from './quantities.js';
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
export function readAffected(tokens: readonly Token[], cues: Cues, hits: ScopeHits, named: number): Affected {
  const bare = (cues.any & CUES.number) === 0 ? NO_COUNTS : bareCounts(tokens, MANY);
  const most = larger(largestBefore(tokens, hits.people, 0), bare.told);
  const things = largestBefore(tokens, hits.things, 1) ?? bare.other;
  const share = (cues.any & CUES.percent) === 0 ? null : shareIn(tokens);
  const { scope, spans } = scopeOf({ hits, most, things, share, named });
  const largestCount = most !== null && most.count > 1 ? most : (things ?? most);
  const count = largestCount?.exact === true ? largestCount.count : null;
  return {
    scope,
    spans,
    count: scope === 'one' && count !== null ? 1 : count,
    percent: share?.value ?? null,
  };
}

/** The largest quantity said before some nouns; words such as "a" must say more than `least`. */
function largestBefore(
  tokens: readonly Token[],
  nouns: readonly ConceptHit[],
  least: number,
): Quantity | null {
  let best: Quantity | null = null;
  for (const noun of nouns) {
    const quantity = quantityBefore(tokens, noun.firstWord);
    if (quantity !== null && (quantity.exact || quantity.count > least)) best = larger(best, quantity);
  }
  return best;
}

/** "60% of registrations": the first share of something that is named. */
function shareIn(tokens: readonly Token[]): Token | null {
  const share = tokens.find(({ kind }, i) => kind === 'percent' && OF.has(tokens[i + 1]?.norm ?? ''));
  return share ?? null;
}

const OF = new Set(['of', 'der', 'des', 'von', 'de', 'dei', 'delle']);

interface Ground {
  readonly hits: ScopeHits;
  /** The largest number of people. */
  readonly most: Quantity | null;
  /** The largest number of things. */
  readonly things: Quantity | null;
  readonly share: Token | null;
  readonly named: number;
}

function scopeOf({ hits, most, things, share, named }: Ground): Pick<Affected, 'scope' | 'spans'> {
  const people = most?.count ?? 0;
  if (hits.one.length > 0 && people < MANY && hits.all.length === 0) return said('one', hits.one);
  if (hits.all.length > 0) return said('all', hits.all);
  if (most !== null && people === EVERY) return said('all', [most]);
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

function said(scope: Scope, spans: readonly Span[]): Pick<Affected, 'scope' | 'spans'> {
  return { scope, spans: spans.map(({ start, end }) => ({ start, end })) };
}
