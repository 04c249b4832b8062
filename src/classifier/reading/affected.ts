// Who is affected, and how many: numbers and words of quantity before the people and things a report names.

import type { ConceptHit, Scope, Span } from '../types.js';
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
/** How many words may stand between a quantity and its noun. */
const REACH = 3;

/**
 * Reads who is affected. What is said outright ("only one", "everyone") goes before counting, people go before
 * things, and a name or "a gallery" says one when nothing says more. `named` is how many partners are named.
 */
export function readAffected(tokens: readonly Token[], hits: ScopeHits, named: number): Affected {
  const people = hits.people.flatMap((noun) => quantityBefore(tokens, noun.firstWord) ?? []);
  const things = hits.things
    .flatMap((noun) => quantityBefore(tokens, noun.firstWord) ?? [])
    .filter((quantity) => quantity.exact || quantity.count > 1);
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
  const counted = most !== null && most.count > 1 ? most : (largest(things) ?? most);
  const count = counted?.exact === true ? counted.count : null;
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

interface Quantity extends Span {
  readonly count: number;
  readonly exact: boolean;
}

/** "all", "every": more than any number. */
const EVERY = Number.POSITIVE_INFINITY;

function largest(quantities: readonly Quantity[]): Quantity | null {
  return quantities.reduce<Quantity | null>(
    (best, it) => (best === null || it.count > best.count ? it : best),
    null,
  );
}

/** "60% of registrations": a share of something that is named. */
function isShare(tokens: readonly Token[], at: number): boolean {
  return /^(?:of|der|des|von|de|dei|delle)$/.test(tokens[at + 1]?.norm ?? '');
}

const WORDS: Readonly<Record<string, number>> = {
  a: 1,
  an: 1,
  one: 1,
  two: 2,
  three: 3,
  four: 4,
  five: 5,
  six: 6,
  seven: 7,
  eight: 8,
  nine: 9,
  ten: 10,
  eleven: 11,
  twelve: 12,
  thirteen: 13,
  fourteen: 14,
  fifteen: 15,
  sixteen: 16,
  seventeen: 17,
  eighteen: 18,
  nineteen: 19,
  twenty: 20,
  thirty: 30,
  forty: 40,
  fifty: 50,
  sixty: 60,
  seventy: 70,
  eighty: 80,
  ninety: 90,
  both: 2,
  ein: 1,
  eine: 1,
  einer: 1,
  einem: 1,
  zwei: 2,
  drei: 3,
  vier: 4,
  funf: 5,
  sechs: 6,
  sieben: 7,
  acht: 8,
  neun: 9,
  zehn: 10,
  elf: 11,
  zwolf: 12,
  un: 1,
  une: 1,
  deux: 2,
  trois: 3,
  quatre: 4,
  cinq: 5,
  sept: 7,
  huit: 8,
  neuf: 9,
  dix: 10,
  onze: 11,
  douze: 12,
  una: 1,
  uno: 1,
  dos: 2,
  tres: 3,
  cuatro: 4,
  cinco: 5,
  seis: 6,
  siete: 7,
  ocho: 8,
  nueve: 9,
  diez: 10,
  due: 2,
  tre: 3,
  quattro: 4,
  cinque: 5,
  sei: 6,
  sette: 7,
  otto: 8,
  nove: 9,
  dieci: 10,
  twee: 2,
  drie: 3,
  vijf: 5,
  tien: 10,
  dois: 2,
  duas: 2,
  quatro: 4,
  dez: 10,
};
const VAGUE: Readonly<Record<string, number>> = {
  couple: 2,
  few: 3,
  several: 4,
  some: 3,
  multiple: 4,
  various: 4,
  handful: 5,
  dozen: 12,
  dozens: 24,
  hundred: 100,
  hundreds: 200,
  thousand: 1000,
  thousands: 2000,
  million: 1e6,
  millions: 2e6,
  many: 20,
  lots: 20,
  numerous: 20,
  most: 50,
  countless: 50,
  mehrere: 4,
  einige: 3,
  viele: 20,
  hunderte: 200,
  dutzende: 24,
  plusieurs: 4,
  quelques: 3,
  beaucoup: 20,
  centaines: 200,
  varios: 4,
  varias: 4,
  algunos: 3,
  muchos: 20,
  cientos: 200,
  diversi: 4,
  alcuni: 3,
  molti: 20,
  centinaia: 200,
  parecchi: 4,
};
const WHOLE = new Set([
  'all',
  'every',
  'alle',
  'tous',
  'toutes',
  'todos',
  'todas',
  'tutti',
  'tutte',
  'samtliche',
]);
/** Before a singular noun these speak of one. */
const THIS_ONE = new Set(
  'the this that my his her our their another single der mein meine le notre el mi il mio'.split(' '),
);
const MULTIPLIERS: Readonly<Record<string, number>> = {
  hundred: 100,
  thousand: 1000,
  million: 1e6,
  dozen: 12,
};
const BETWEEN = new Set(
  'of our the my their his her these those other different more separate angry unhappy affected new active live'.split(
    ' ',
  ),
);

const STOPS = new Set(
  'any for in on at since to and or with from by as if when while but hours hour minutes minute min mins days day weeks week months years seconds is are was were has have had that which who '.split(
    ' ',
  ),
);

function quantityBefore(tokens: readonly Token[], noun: number): Quantity | null {
  const own = tokens[noun];
  if (own === undefined) return null;
  for (let i = noun - 1; i >= 0 && i >= noun - 1 - REACH; i--) {
    const token = tokens[i];
    if (
      token === undefined ||
      token.sentence !== own.sentence ||
      (token.clause !== own.clause && i < noun - 1)
    )
      return null;
    const isArticle = token.norm === 'a' || token.norm === 'an';
    const quantity = isArticle && i < noun - 2 ? null : quantityAt(tokens, i);
    if (quantity !== null) return { ...quantity, start: token.start, end: own.end };
    if (STOPS.has(token.norm) || (i < noun - 2 && !BETWEEN.has(token.norm))) return null;
  }
  return null;
}

function quantityAt(tokens: readonly Token[], at: number): { count: number; exact: boolean } | null {
  const token = tokens[at];
  if (token === undefined) return null;
  if (token.kind === 'number' && token.value !== null) {
    const isIdentifier =
      /^(?:ticket|order|lot|id|no|nr|number|case|invoice|version|step|row|page|line|room|floor)$/.test(
        tokens[at - 1]?.norm ?? '',
      );
    return isIdentifier || !Number.isInteger(token.value) || /[a-z]$/.test(token.norm.replace(/[km]$/, ''))
      ? null
      : { count: token.value, exact: true };
  }
  if (token.kind !== 'word') return null;
  if (WHOLE.has(token.norm)) return { count: EVERY, exact: false };
  if (THIS_ONE.has(token.norm)) return isSingular(tokens, at) ? { count: 1, exact: false } : null;
  const before = WORDS[tokens[at - 1]?.norm ?? ''] ?? tokens[at - 1]?.value ?? null;
  const multiplier = MULTIPLIERS[token.norm];
  if (multiplier !== undefined && before !== null) return { count: before * multiplier, exact: true };
  const exact = WORDS[token.norm];
  if (exact !== undefined) return { count: exact, exact: true };
  const vague = VAGUE[token.norm];
  return vague === undefined ? null : { count: vague, exact: false };
}

/** No word of the next two looks like a plural. */
function isSingular(tokens: readonly Token[], at: number): boolean {
  const next = tokens[at + 1]?.norm ?? '';
  return !/[^s]s$/.test(next) && next !== 'people';
}
