// Days: "tomorrow", "Friday", "tonight", "this afternoon", "the end of the week".

import { DAY, type Now, startOfDay, weekdayOf } from './local-days.js';
import type { Part } from './part.js';
import { DAY_WORDS, EVENING_WORDS, PARTS_OF_DAY, WEEKDAYS } from './time-words.js';
import { nextNorm, previousToken, type Token, tokenBefore } from './token.js';
import type { Word } from './word.js';

/** Whether a word may name a day, or a part of one. */
export function mayBeDay({ kind, norm }: Word): boolean {
  return (
    kind === 'word' &&
    (DAY_WORDS.has(norm) || WEEKDAYS.has(norm) || PARTS_OF_DAY.has(norm) || mayEndWeek(norm))
  );
}

function mayEndWeek(norm: string): boolean {
  return norm === 'eow' || ENDS.has(norm) || WEEKENDS.has(norm);
}

/** The day that begins at a token, or null. */
export function dayAt(tokens: readonly Token[], at: number, now: Now): Part | null {
  const token = tokens[at];
  if (token?.kind !== 'word') return null;
  const today = startOfDay(now);
  return (
    namedDay(tokens, at, today) ??
    weekday(tokens, at, today) ??
    partOfToday(tokens, at, today) ??
    endOfWeek(tokens, at, today)
  );
}

/** When "tonight" is, in minutes after midnight. */
const EVENING = 1200;
/** "this morning", "guten Morgen", "esta mañana", "heute morgen" are not tomorrow. */
const NOT_TOMORROW = new Set('guten guter heute gestern jeden diesen esta la cada ogni'.split(' '));

/** "today", "tomorrow morning", "tonight". */
function namedDay(tokens: readonly Token[], at: number, today: number): Part | null {
  const norm = tokens[at]?.norm ?? '';
  const days = DAY_WORDS.get(norm);
  if (days === undefined || NOT_TOMORROW.has(previousToken(tokens, at)?.norm ?? '')) return null;
  const next = nextNorm(tokens, at);
  const isMorning = days === 0 && next === 'morgen';
  const part = isMorning ? 720 : PARTS_OF_DAY.get(next);
  const minutes = EVENING_WORDS.has(norm) ? EVENING : part;
  return {
    first: at,
    last: part === undefined ? at : at + 1,
    date: today + days * DAY,
    ...(minutes === undefined ? {} : { minutes }),
  };
}

/** "last Friday", "Black Friday", "every Friday": no day ahead. */
const NO_DAY_AHEAD = new Set(
  'last black good cyber since letzten letzte dernier pasado scorso every each jeden chaque cada ogni elke'.split(
    ' ',
  ),
);

/** "Friday", "Fri", "Friday afternoon". */
function weekday(tokens: readonly Token[], at: number, today: number): Part | null {
  const token = tokens[at];
  const weekday = WEEKDAYS.get(token?.norm ?? '');
  if (token === undefined || weekday === undefined || (token.norm.length === 3 && !token.capital))
    return null;
  if (NO_DAY_AHEAD.has(previousToken(tokens, at)?.norm ?? '')) return null;
  const date = today + ((weekday - weekdayOf(today) + 7) % 7) * DAY;
  const next = nextNorm(tokens, at);
  const part = PARTS_OF_DAY.get(next);
  if (part !== undefined) return { first: at, last: at + 1, date, minutes: part, dayOf: 'week' };
  return { first: at, last: next === 'feira' ? at + 1 : at, date, dayOf: 'week' };
}

const THIS = new Set('this diesen heute ce esta questa'.split(' '));

/** "this afternoon", "ce soir". */
function partOfToday(tokens: readonly Token[], at: number, today: number): Part | null {
  const minutes = PARTS_OF_DAY.get(tokens[at]?.norm ?? '');
  if (minutes === undefined || !THIS.has(previousToken(tokens, at)?.norm ?? '')) return null;
  return { first: at - 1, last: at, date: today, minutes };
}

/** What begins the end of a week, and what may stand between. */
const ENDS = new Set('end ende fin fine einde fim'.split(' '));
const OF_THE = new Set('of the der dieser de la della van da'.split(' '));
const WEEKS = new Set('week woche semaine semana settimana'.split(' '));
/** Ends of a week by name; only what is to happen before one is meant to happen on Friday. */
const WEEKENDS = new Set('weekend wochenende'.split(' '));

/** "the end of the week", "Ende der Woche", "before the weekend", "EOW": Friday. */
function endOfWeek(tokens: readonly Token[], at: number, today: number): Part | null {
  const norm = tokens[at]?.norm ?? '';
  const last = norm === 'eow' || isBeforeWeekend(tokens, at) ? at : weekEndingAt(tokens, at);
  return last === null ? null : { first: at, last, date: today + ((5 - weekdayOf(today) + 7) % 7) * DAY };
}

function isBeforeWeekend(tokens: readonly Token[], at: number): boolean {
  if (!WEEKENDS.has(tokens[at]?.norm ?? '')) return false;
  return [1, 2].some((distance) =>
    /^(?:before|by|vor|vorm)$/.test(tokenBefore(tokens, at, distance)?.norm ?? ''),
  );
}

function weekEndingAt(tokens: readonly Token[], at: number): number | null {
  if (!ENDS.has(tokens[at]?.norm ?? '')) return null;
  let last = at;
  while (last < at + 2 && OF_THE.has(nextNorm(tokens, last))) last++;
  return last > at && WEEKS.has(nextNorm(tokens, last)) ? last + 1 : null;
}
