// Numbers with units, as authors write them: `8 words`, `30 minutes`, `3 days`.

import { z } from 'zod';
import { nearestName } from '../../router/language/index.js';
import { advice } from '../advice.js';

/** A distance in a sentence: 1 to 200 words. */
export const wordsSchema = z
  .string({ error: 'a number of words, such as "8 words"' })
  .regex(/^(?:[1-9]|[1-9]\d|1\d\d|200) words?$/, {
    error: 'a number of words from 1 to 200, such as "8 words"',
  })
  .describe('A distance in words, such as "8 words" (1 to 200)')
  .register(advice, { mend: wordsMeant });

/** A span of time: at least a minute, at most 90 days. */
export const durationSchema = z
  .string({ error: 'a span of time, such as "30 minutes", "2 hours" or "3 days"' })
  .regex(/^[1-9]\d{0,5} (?:minute|hour|day|week)s?$/, {
    error: 'a span of time, such as "30 minutes", "2 hours" or "3 days"',
    abort: true,
  })
  .refine((text) => minutesOf(text) <= MOST_MINUTES, { error: 'a span of at most 90 days' })
  .describe('A span of time, such as "30 minutes", "2 hours", "3 days" or "1 week" (at most 90 days)')
  .register(advice, { mend: spanMeant, cure: spanCure });

function wordsMeant(value: unknown): string | null {
  const count = /^\d+/.exec(String(value))?.[0];
  return count === undefined || !wordsSchema.safeParse(`${count} words`).success ? null : `"${count} words"`;
}

/** "30 min", "2h" and "30 minuets" are understood; of a bare number nobody knows the unit. */
export function spanMeant(value: unknown): string | null {
  const written = String(value).replace(/^half an hour$/i, '30 minutes');
  const [, count, letters = ''] = /^(\d+)\s*([a-z]+)\.?$/i.exec(written.replace(/^an? /i, '1 ')) ?? [];
  const short = Object.values(ABBREVIATIONS).flat();
  const nearest = short.includes(letters.toLowerCase()) ? letters.toLowerCase() : nearestName(letters, LONG);
  const unit = Object.keys(ABBREVIATIONS).find((name) => ABBREVIATIONS[name]?.includes(nearest ?? ''));
  const span = `${count ?? ''} ${unit ?? ''}${count === '1' ? '' : 's'}`;
  return unit === undefined || !durationSchema.safeParse(span).success ? null : `"${span}"`;
}

const ABBREVIATIONS: Readonly<Record<string, readonly string[]>> = {
  minute: ['m', 'min', 'mins', 'minute', 'minutes'],
  hour: ['h', 'hr', 'hrs', 'hour', 'hours'],
  day: ['d', 'day', 'days'],
  week: ['w', 'wk', 'wks', 'week', 'weeks'],
};

const LONG = ['minute', 'minutes', 'hour', 'hours', 'day', 'days', 'week', 'weeks'];

/** What to do about a span that cannot be guessed at. */
export function spanCure(value: unknown): string | null {
  const written = String(value).trim();
  const [count] = /\d+/.exec(written) ?? [];
  if (/^\d+$/.test(written)) return `Add the unit: "${count} minutes", "${count} hours" or "${count} days".`;
  if (/^[-−–]/.test(written)) return 'Leave the minus out: a span of time has no direction.';
  if (/^0+\b/.test(written)) return 'Take at least "1 minute".';
  return /words?$/.test(written)
    ? 'Write minutes, hours, days or weeks: distances in words belong to `near`.'
    : null;
}

/** A number with a decimal comma, or in percent. */
export function numberMeant(value: unknown): string | null {
  const [, whole, part] = /^\s*(-?\d+),(\d+)\s*$/.exec(String(value)) ?? [];
  if (whole !== undefined) return `${whole}.${part}`;
  const [, percent] = /^\s*(\d+(?:\.\d+)?)\s*%\s*$/.exec(String(value)) ?? [];
  return percent === undefined ? null : String(Number(percent) / 100);
}

/** The number in `8 words`. */
export function countOf(text: string): number {
  return Number.parseInt(text, 10);
}

/** The minutes in `30 minutes`, `2 hours`, `3 days` or `1 week`. */
export function minutesOf(text: string): number {
  const unit = text.split(' ')[1]?.replace(/s$/, '') ?? 'minute';
  return Number.parseInt(text, 10) * (MINUTES[unit] ?? 1);
}

/** A span of minutes with the largest unit that leaves no rest: `3 days`. */
export function spanOf(minutes: number): string {
  const units = Object.entries(MINUTES).toReversed();
  const [unit, each] = units.find(([, size]) => minutes % size === 0) ?? ['minute', 1];
  const count = minutes / each;
  return `${count} ${unit}${count === 1 ? '' : 's'}`;
}

const MINUTES: Readonly<Record<string, number>> = { minute: 1, hour: 60, day: 1440, week: 10_080 };
const MOST_MINUTES = 90 * 1440;
