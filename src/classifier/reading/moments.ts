// Moments named in a text: "noon", "tomorrow at 9", "in 45 minutes", "Friday 17:00", "Wed, 20 March at 10 CET".

import { CUES, type Cues } from './cues.js';
import { DAY, HOUR, MINUTE, type Now, startOfDay } from './local-days.js';
import type { Part } from './part.js';
import { partAt, TIME } from './time-parts.js';
import type { Token } from './token.js';

export type { Now } from './local-days.js';

/** A moment, with the words it was read from. */
export interface Moment {
  readonly first: number;
  readonly last: number;
  /** Milliseconds since 1970, UTC. */
  readonly at: number;
  /** Whether a time of day was given; a day alone means its end. */
  readonly clock: boolean;
  /** Whether a day was given; a time of day alone is its next occurrence. */
  readonly day: boolean;
  /** The same time of day was not long ago, and the next is far: more likely that one is meant. */
  readonly justPast: boolean;
  /** It was given as a length of time from now. */
  readonly duration: boolean;
}

/** How long ago "just past" may be. */
const JUST_PAST = 2.5 * HOUR;
/** A day without a time of day means its end. */
const END_OF_DAY = 18 * 60;
/** More moments than this are a log or a timetable. */
const MOST_MOMENTS = 40;

/** The moments named in a text, in order. */
export function readMoments(text: string, tokens: readonly Token[], cues: Cues, now: Now): readonly Moment[] {
  const wanted = (cues.any & CUES.unitOfTime) === 0 ? TIME & ~CUES.duration : TIME;
  if ((cues.any & wanted) === 0) return NO_MOMENTS;
  const parts: Part[] = [];
  for (let i = 0; i < tokens.length && parts.length < MOST_MOMENTS * 2; i++) {
    const own = (cues.at[i] ?? 0) & wanted;
    const part = own === 0 ? null : partAt(text, tokens, i, own, now);
    if (part === null) continue;
    parts.push(part);
    i = part.last;
  }
  return parts.length === 0 ? NO_MOMENTS : joined(dated(parts), tokens, now).slice(0, MOST_MOMENTS);
}

const NO_MOMENTS: readonly Moment[] = [];

/** "Wed, 20 March", "Friday 12.11.": the date says which one. */
function dated(parts: readonly Part[]): readonly Part[] {
  return parts.reduce<Part[]>((all, part) => {
    const before = all.at(-1);
    const isSaidTwice =
      before?.dayOf === 'week' && part.dayOf === 'calendar' && part.first - before.last <= 2;
    if (isSaidTwice) all[all.length - 1] = { ...part, first: before.first };
    else all.push(part);
    return all;
  }, []);
}

/** Joins "Friday" and "10am" into one moment, where at most two words stand between. */
function joined(parts: readonly Part[], tokens: readonly Token[], now: Now): Moment[] {
  const moments: Moment[] = [];
  for (let i = 0; i < parts.length; i++) {
    const part = parts[i];
    if (part === undefined) continue;
    const next = parts[i + 1];
    const near =
      next !== undefined &&
      next.first - part.last <= 3 &&
      tokens[next.first]?.sentence === tokens[part.last]?.sentence;
    if (near && fits(part, next)) {
      moments.push(
        momentOf({ ...part, ...next, first: part.first, last: next.last, minutes: clockOf(part, next) }, now),
      );
      i++;
    } else moments.push(momentOf(part, now));
  }
  return moments;
}

function fits(a: Part, b: Part): boolean {
  const dated =
    (a.date !== undefined && b.date === undefined) || (b.date !== undefined && a.date === undefined);
  return (
    dated &&
    a.ahead === undefined &&
    b.ahead === undefined &&
    (a.minutes !== undefined || b.minutes !== undefined)
  );
}

/** The clock time of a day and a time: "tonight" makes "at 8" twenty hundred. */
function clockOf(a: Part, b: Part): number {
  const [day, clock] = a.date !== undefined ? [a, b] : [b, a];
  if (clock.minutes === undefined) return day.minutes ?? 0;
  const evening = (day.minutes ?? 0) >= 1000;
  if (evening && clock.half === true && clock.minutes < 720) return clock.minutes + 720;
  return clock.half === true && clock.minutes < 7 * 60 ? clock.minutes + 720 : clock.minutes;
}

function momentOf(part: Part, now: Now): Moment {
  const { first, last, minutes } = part;
  const when = { first, last, clock: true, day: true, justPast: false, duration: false };
  if (part.ahead !== undefined) return { ...when, at: now.at + part.ahead, duration: true };
  const there = part.utcOffset === undefined ? now : { at: now.at, utcOffset: part.utcOffset };
  if (part.date !== undefined) {
    const at = part.date + ((minutes ?? END_OF_DAY) - there.utcOffset) * MINUTE;
    return { ...when, at, clock: minutes !== undefined };
  }
  const at = nextClock(part, there);
  const before = at - (part.half === true ? 12 * HOUR : DAY);
  return { ...when, at, day: false, justPast: now.at - before < JUST_PAST };
}

/** The next occurrence of a time of day; "at five" is the nearer of morning and afternoon. */
function nextClock(part: Part, now: Now): number {
  const at = startOfDay(now) + ((part.minutes ?? 0) - now.utcOffset) * MINUTE;
  if (at >= now.at) return at;
  return part.half === true && at + 12 * HOUR >= now.at ? at + 12 * HOUR : at + DAY;
}
