// Times of day, days, dates and lengths of time, each as it stands in the text; moments.ts puts them together.

import { dateAt } from './calendar-dates.js';
import { clockAt } from './clocks.js';
import { CUES } from './cues.js';
import { dayAt } from './days.js';
import { durationAt } from './durations.js';
import type { Now } from './local-days.js';
import type { Part } from './part.js';
import type { Token } from './token.js';

/** The cues for a piece of a moment. */
export const TIME = CUES.duration | CUES.clock | CUES.day | CUES.date;

/** The piece of a moment that begins at a token with some cues, or null. */
export function partAt(
  text: string,
  tokens: readonly Token[],
  at: number,
  cues: number,
  now: Now,
): Part | null {
  const duration = (cues & CUES.duration) === 0 ? null : durationAt(tokens, at);
  if (duration !== null) return { first: duration.first, last: duration.last, ahead: duration.length };
  return (
    ((cues & CUES.date) === 0 ? null : dateAt(text, tokens, at, now)) ??
    ((cues & CUES.clock) === 0 ? null : clockAt(text, tokens, at, now)) ??
    ((cues & CUES.day) === 0 ? null : dayAt(tokens, at, now))
  );
}
