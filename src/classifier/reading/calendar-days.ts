// The days that a calendar has.

import { type Now, startOfDay } from './local-days.js';
import { perWord, type Word } from './word.js';

const dayNumber = perWord(({ kind, norm }) => {
  const [, digits] = (kind === 'number' && /^(\d{1,2})(?:st|nd|rd|th)?$/.exec(norm)) || [];
  const day = Number(digits ?? 0);
  return day >= 1 && day <= 31 ? day : null;
});

/** The day of a month that a number can be: "3", "03", "3rd". */
export function dayOf(word: Word | undefined): number | null {
  return word === undefined ? null : dayNumber(word);
}

/** The start of a day, as if it were UTC; without a year the next one of that name. Null when there is none. */
export function dateOf(day: number, month: number, year: number | null, now: Now): number | null {
  const today = startOfDay(now);
  const thisYear = new Date(today).getUTCFullYear();
  const date = Date.UTC(year ?? thisYear, month - 1, day);
  const read = new Date(date);
  if (read.getUTCMonth() !== month - 1 || read.getUTCDate() !== day) return null;
  return year === null && date < today ? Date.UTC(thisYear + 1, month - 1, day) : date;
}
