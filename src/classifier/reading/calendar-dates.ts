// Calendar dates: "14 April", "Feb 3rd", "20. März", "15 de marzo", "12/11", "12.11.", "2024-05-12 18:00".

import { dateOf, dayOf } from './calendar-days.js';
import { dayOfMonth } from './days-of-month.js';
import type { Now } from './local-days.js';
import type { Part } from './part.js';
import { MONTHS, WEEKDAYS } from './time-words.js';
import { previousToken, type Token } from './token.js';
import type { Word } from './word.js';

/** Whether a date may begin with a word, or have it as its month. */
export function mayBeDate(word: Word): boolean {
  return word.kind === 'date' || (word.kind === 'word' && MONTHS.has(word.norm)) || dayOf(word) !== null;
}

/** The calendar date that begins at a token, or null. */
export function dateAt(text: string, tokens: readonly Token[], at: number, now: Now): Part | null {
  const token = tokens[at];
  if (token === undefined || token.quoted === 'code') return null;
  if (token.kind === 'date') return writtenDate(token.norm, at, now);
  if (token.kind === 'number')
    return (
      slashed(text, tokens, at, now) ?? dayThenMonth(text, tokens, at, now) ?? dayOfMonth(tokens, at, now)
    );
  return monthThenDay(tokens, at, now);
}

/** "2024-05-12", with a time of day and an offset or without, "12/05/2024", "12.05.2024", "12.5.". */
function writtenDate(norm: string, at: number, now: Now): Part | null {
  const iso = ISO.exec(norm);
  if (iso !== null) return isoDate(iso, at, now);
  const [, first = '', mark, second = '', year = ''] = /^(\d+)([/.])(\d+)[/.](\d*)$/.exec(norm) ?? [];
  return ordered(first, second, mark === '.', year, { first: at, last: at }, now);
}

const ISO = /^(\d{4})-(\d\d)-(\d\d)(?:t?(\d\d):(\d\d)[\d:.]*(z|[+-]\d\d:?\d\d)?)?$/;

function isoDate(
  [, year, month, day, hour, minute, zone]: RegExpExecArray,
  at: number,
  now: Now,
): Part | null {
  const date = dateOf(Number(day), Number(month), Number(year), now);
  if (date === null) return null;
  const minutes = hour === undefined ? {} : { minutes: Number(hour) * 60 + Number(minute) };
  const offset = zone === undefined ? {} : { utcOffset: offsetOf(zone) };
  return { first: at, last: at, date, dayOf: 'calendar', ...minutes, ...offset };
}

function offsetOf(zone: string): number {
  if (zone === 'z') return 0;
  const minutes = Number(zone.slice(1, 3)) * 60 + Number(zone.slice(-2));
  return zone.startsWith('-') ? -minutes : minutes;
}

/** "by 12/11", "due 12/11": two numbers with nothing but a slash between, after a word that a date can follow. */
function slashed(text: string, tokens: readonly Token[], at: number, now: Now): Part | null {
  const [token, next] = [tokens[at], tokens[at + 1]];
  if (token === undefined || next === undefined || dayOf(next.word) === null) return null;
  if (text.slice(token.end, next.start) !== '/' || /[/-]/.test(text.charAt(next.end))) return null;
  const before = previousToken(tokens, at);
  if (before === undefined || !(BEFORE_SLASHED.has(before.norm) || WEEKDAYS.has(before.norm))) return null;
  return ordered(token.norm, next.norm, false, '', { first: at, last: at + 1 }, now);
}

/** Others come before fractions, scores and pages as well. */
const BEFORE_SLASHED = new Set(
  'by before until till on due deadline is starts opens closes ends bis am vor avant le el antes entro il ate voor op'.split(
    ' ',
  ),
);

type Place = Pick<Part, 'first' | 'last'>;

/** Days stand before months with dots everywhere, and with slashes east of Greenwich. */
function ordered(
  first: string,
  second: string,
  dotted: boolean,
  year: string,
  place: Place,
  now: Now,
): Part | null {
  const [a, b] = [Number(first), Number(second)];
  const dayFirst = dotted || (now.utcOffset >= 0 ? b <= 12 : a > 12);
  const date = dateOf(dayFirst ? a : b, dayFirst ? b : a, year === '' ? null : fullYear(Number(year)), now);
  return date === null ? null : { ...place, date, dayOf: 'calendar' };
}

function fullYear(year: number): number {
  return year < 100 ? year + (year < 70 ? 2000 : 1900) : year;
}

/** "14 April", "20. März", "3rd of February 2024". */
function dayThenMonth(text: string, tokens: readonly Token[], at: number, now: Now): Part | null {
  const day = dayOf(tokens[at]?.word);
  if (day === null) return null;
  const monthAt = OF.has(tokens[at + 1]?.norm ?? '') ? at + 2 : at + 1;
  const month = monthOf(tokens[monthAt]);
  if (month === null || !isBeside(text, tokens, at, monthAt)) return null;
  return inYear(day, month, tokens, at, monthAt, now);
}

/** "April 14th", "March 20, 2024"; not "may 5 galleries". */
function monthThenDay(tokens: readonly Token[], at: number, now: Now): Part | null {
  const token = tokens[at];
  const next = tokens[at + 1];
  const month = monthOf(token);
  const day = dayOf(next?.word);
  if (month === null || day === null || next?.sentence !== token?.sentence) return null;
  if (!token?.capital && token?.norm === 'may') return null;
  return inYear(day, month, tokens, at, at + 1, now);
}

/** The same sentence, or one that a dot after the day seemed to end. */
function isBeside(text: string, tokens: readonly Token[], at: number, monthAt: number): boolean {
  const [day, month] = [tokens[at], tokens[monthAt]];
  if (day === undefined || month === undefined) return false;
  return day.sentence === month.sentence || /^\. ?$/.test(text.slice(day.end, month.start));
}

function inYear(
  day: number,
  month: number,
  tokens: readonly Token[],
  first: number,
  last: number,
  now: Now,
): Part | null {
  const year = yearOf(tokens[last + 1], tokens[last]);
  const date = dateOf(day, month, year, now);
  return date === null ? null : { first, last: year === null ? last : last + 1, date, dayOf: 'calendar' };
}

function yearOf(token: Token | undefined, before: Token | undefined): number | null {
  const isYear = token?.kind === 'number' && /^(?:19|20)\d\d$/.test(token.norm);
  return isYear && token.sentence === before?.sentence ? token.value : null;
}

function monthOf(token: Token | undefined): number | null {
  return token?.kind === 'word' && token.quoted !== 'code' ? (MONTHS.get(token.norm) ?? null) : null;
}

const OF = new Set(['of', 'de']);
