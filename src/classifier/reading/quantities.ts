// How many: numbers and words of quantity before a noun.

import type { Span } from '../types.js';
import { NUMBER_WORDS, numbersByWord, VAGUE_WORDS } from './number-words.js';
import { type Token, tokenBefore } from './token.js';
import { perWord } from './word.js';

/** How many, and the words that say so. */
export interface Quantity extends Span {
  readonly count: number;
  /** A number was given, and not "several" or "all". */
  readonly exact: boolean;
}

/** "all", "every": more than any number. */
export const EVERY = Number.POSITIVE_INFINITY;

/** The larger of two quantities, the first where they are alike. */
export function larger(a: Quantity | null, b: Quantity | null): Quantity | null {
  return a === null || (b !== null && b.count > a.count) ? b : a;
}

/** The quantity said before the noun at `noun`, at most three words before it, or null. */
export function quantityBefore(tokens: readonly Token[], noun: number): Quantity | null {
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
    if (token.kind === 'number' && tokens[i + 1]?.comma === true) return null;
    const isArticle = token.norm === 'a' || token.norm === 'an';
    const quantity = isArticle && i < noun - 2 ? null : quantityAt(tokens, i);
    if (quantity !== null)
      return { count: quantity.count, exact: quantity.exact, start: token.start, end: own.end };
    if (STOPS.has(token.norm) || (i < noun - 2 && !BETWEEN.has(token.norm))) return null;
  }
  return null;
}

/** A number that names one thing rather than counting: "order 4410", "paddle 300's bid", "gh-07", "2021". */
export function isIdentifier(tokens: readonly Token[], at: number): boolean {
  const token = tokens[at];
  const before = tokenBefore(tokens, at);
  if (token === undefined) return false;
  const follows = before?.clause === token.clause && !token.comma;
  return (
    (follows && NUMBERED.has(before.norm)) ||
    tokens[at + 1]?.norm === 's' ||
    /^(?:0\d+|(?:19|20)\d\d)$/.test(token.norm)
  );
}

const NUMBERED = new Set(
  `ticket order lot id no nr number case invoice version step row page line room floor paddle bidder desk seat booth
  hall stand gate payout refund po submission sale item account port route train bus flight trailer unit table node
  phase level batch job pr build task ref reference booking reservation shipment waybill contract claim section
  release reopen class code error http status barrel bay ward zone platform track pier dock bed terminal form part
  sub`.split(/\s+/),
);

/** How many words may stand between a quantity and its noun. */
const REACH = 3;
const WHOLE = new Set('all every alle tous toutes todos todas tutti tutte samtliche'.split(' '));
/** Before a singular noun these speak of one. */
const THIS_ONE = new Set(
  'the this that my his her our their another single der mein meine le notre el mi il mio'.split(' '),
);
const MULTIPLIERS = numbersByWord('hundred=100 thousand=1000 million=1000000 dozen=12');
const BETWEEN = new Set(
  'of our the my their his her these those other different more separate angry unhappy affected new active live'.split(
    ' ',
  ),
);

const STOPS = new Set(
  'any for in on at since to and or with from by as if when while but hours hour minutes minute min mins days day weeks week months years seconds is are was were has have had that which who'.split(
    ' ',
  ),
);

type Count = Pick<Quantity, 'count' | 'exact'>;

function quantityAt(tokens: readonly Token[], at: number): Count | null {
  const token = tokens[at];
  if (token === undefined) return null;
  if (token.kind === 'number' && token.value !== null) {
    return isIdentifier(tokens, at) ||
      !Number.isInteger(token.value) ||
      /[a-z]$/.test(token.norm.replace(/[km]$/, ''))
      ? null
      : { count: token.value, exact: true };
  }
  if (token.kind !== 'word') return null;
  if (THIS_ONE.has(token.norm)) return isSingular(tokens, at) ? ONE : null;
  const multiplier = MULTIPLIERS.get(token.norm);
  if (multiplier === undefined) return wordQuantity(token.word);
  const previous = tokenBefore(tokens, at);
  const before = NUMBER_WORDS.get(previous?.norm ?? '') ?? previous?.value ?? null;
  return before === null ? wordQuantity(token.word) : { count: before * multiplier, exact: true };
}

const ONE: Count = { count: 1, exact: false };

/** What a word says by itself of how many. */
const wordQuantity = perWord(({ norm }): Count | null => {
  if (WHOLE.has(norm)) return { count: EVERY, exact: false };
  const exact = NUMBER_WORDS.get(norm);
  const count = exact ?? VAGUE_WORDS.get(norm);
  return count === undefined ? null : { count, exact: exact !== undefined };
});

/** No word of the next two looks like a plural. */
function isSingular(tokens: readonly Token[], at: number): boolean {
  const next = tokens[at + 1]?.norm ?? '';
  return !/[^s]s$/.test(next) && next !== 'people';
}
