// Calendar dates ("14 April", "Feb 3rd at noon", "12.05.2024", "2024-05-12 18:00"), read by chrono, which
// sees only a window around the month or the digits: on long texts it is far from linear.

import { type Chrono, casual, GB } from 'chrono-node/en';
import type { Now } from './local-days.js';
import { MONTHS } from './time-words.js';
import { type Token, tokenBefore } from './token.js';
import type { Word } from './word.js';

export interface DateRead {
  readonly first: number;
  readonly last: number;
  /** Milliseconds since 1970, UTC. */
  readonly at: number;
  /** Whether a time of day was given with it. */
  readonly clock: boolean;
}

/** Whether a date may be read around a word. */
export function mayBeDate({ kind, norm }: Word): boolean {
  return kind === 'date' || (kind === 'word' && MONTHS.has(norm));
}

const BEFORE = 24;
const AFTER = 40;

/** The calendar date that begins at or around token `at`, or null. */
export function readDate(text: string, tokens: readonly Token[], at: number, now: Now): DateRead | null {
  const token = tokens[at];
  if (token === undefined || token.quoted === 'code') return null;
  const reader = readerFor(tokens, at, token, now);
  if (reader === null) return null;
  const from = Math.max(0, token.start - BEFORE);
  const window = text.slice(from, token.end + AFTER);
  const reference = { instant: new Date(now.at), timezone: now.utcOffset };
  const found = reader.parse(window, reference, { forwardDate: true }).find((result) => {
    const start = from + result.index;
    return start <= token.start && start + result.text.length >= token.end;
  });
  if (found === undefined) return null;
  const start = from + found.index;
  const end = start + found.text.length;
  let first = at;
  while (first > 0 && (tokens[first - 1]?.start ?? -1) >= start) first--;
  let last = at;
  while (last + 1 < tokens.length && (tokens[last + 1]?.end ?? 0) <= end) last++;
  return { first, last, at: found.date().getTime(), clock: found.start.isCertain('hour') };
}

/**
 * A month counts only beside a day of the month: "may" and "march" are words as well. Days stand before months
 * with dots everywhere, and with slashes east of Greenwich.
 */
function readerFor(tokens: readonly Token[], at: number, token: Token, now: Now): Chrono | null {
  if (token.kind === 'date') return token.norm.includes('.') || now.utcOffset >= 0 ? GB : casual;
  const beside = [tokenBefore(tokens, at), tokenBefore(tokens, at, 2), tokens[at + 1]];
  return beside.some(isDayOfMonth) ? casual : null;
}

function isDayOfMonth(token: Token | undefined): boolean {
  if (token?.kind === 'date') return true;
  return (
    token?.kind === 'number' &&
    Number.isInteger(token.value) &&
    (token.value ?? 0) >= 1 &&
    (token.value ?? 99) <= 31
  );
}
