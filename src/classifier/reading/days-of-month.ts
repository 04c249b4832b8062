// Days told by their number alone: "by the 15th", "Friday 15th", "avant le 15", "bis zum 15.".

import { dateOf, dayOf } from './calendar-days.js';
import { isCounted } from './hours.js';
import { type Now, startOfDay } from './local-days.js';
import type { Part } from './part.js';
import { WEEKDAYS } from './time-words.js';
import { previousToken, type Token, tokenBefore } from './token.js';

/** The next day of the number at a token, or null; "on the 2nd" may lie behind, so that is the one of this month. */
export function dayOfMonth(tokens: readonly Token[], at: number, now: Now): Part | null {
  const day = dayOf(tokens[at]?.word);
  if (day === null || isCounted(tokens, at + 1) || !isDay(tokens, at)) return null;
  const today = new Date(startOfDay(now));
  const isNext = day < today.getUTCDate() && isLimit(tokens, at);
  const month = today.getUTCMonth() + (isNext ? 2 : 1);
  const date = dateOf(day, month > 12 ? 1 : month, today.getUTCFullYear() + (month > 12 ? 1 : 0), now);
  return date === null ? null : { first: at, last: at, date, dayOf: 'calendar' };
}

function isDay(tokens: readonly Token[], at: number): boolean {
  const before = previousToken(tokens, at)?.norm ?? '';
  const isOrdinal = /[a-z]/.test(tokens[at]?.norm ?? '');
  if (isOrdinal && WEEKDAYS.has(before)) return true;
  if (before !== 'the') return isLimit(tokens, at);
  return isOrdinal && (isLimit(tokens, at) || tokenBefore(tokens, at, 2)?.norm === 'on');
}

/** "by the", "avant le", "antes del", "bis zum". */
function isLimit(tokens: readonly Token[], at: number): boolean {
  const limits = LIMITS.get(previousToken(tokens, at)?.norm ?? '');
  return limits?.has(tokenBefore(tokens, at, 2)?.norm ?? '') ?? false;
}

/** What may stand before each article of a day; "entro le 18" is a time of day. */
const LIMITS: ReadonlyMap<string, ReadonlySet<string>> = new Map(
  Object.entries({
    the: 'by before until till',
    zum: 'bis',
    dem: 'vor',
    den: 'bis',
    le: 'avant ici jusqu',
    il: 'entro',
    del: 'antes prima',
    el: 'antes hasta',
    dia: 'ate antes',
    de: 'voor',
  }).map(([article, limits]) => [article, new Set(limits.split(' '))] as const),
);
