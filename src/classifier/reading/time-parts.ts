// Times of day, days and dates, each as it stands in the text; moments.ts puts them together.

import { readDate } from './calendar-dates.js';
import { CUES } from './cues.js';
import { durationAt } from './durations.js';
import { DAY, MINUTE, type Now, startOfDay, weekdayOf } from './local-days.js';
import { NUMBER_WORDS } from './number-words.js';
import { CLOCK_WORDS, DAY_WORDS, EVENING_WORDS, PARTS_OF_DAY, WEEKDAYS } from './time-words.js';
import { previousToken, type Token } from './token.js';
import { perWord, type Word } from './word.js';

/** A piece of a moment. */
export interface Part {
  readonly first: number;
  readonly last: number;
  /** Minutes after midnight. */
  readonly minutes?: number;
  /** "five" without am or pm: the next of the two. */
  readonly half?: boolean;
  /** Start of the day, local, as if it were UTC. */
  readonly date?: number;
  /** Milliseconds from now. */
  readonly ahead?: number;
}

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
    ((cues & CUES.clock) === 0 ? null : clockAt(tokens, at)) ??
    ((cues & CUES.day) === 0 ? null : dayAt(tokens, at, now)) ??
    ((cues & CUES.date) === 0 ? null : dateAt(text, tokens, at, now))
  );
}

/** Whether a time of day may begin with a word or number. */
export function mayBeClock({ kind, norm }: Word): boolean {
  if (kind === 'time' || CLOCK_WORDS.has(norm) || BEFORE_CLOCK.has(norm)) return true;
  return kind === 'number' ? isHour(norm) : NUMBER_WORDS.has(norm) && norm.length > 2;
}

function isHour(norm: string): boolean {
  return /^\d{1,2}$/.test(norm) && Number(norm) <= 24;
}

const BEFORE_CLOCK = new Set(['end', 'close', 'half', 'quarter']);

/** Whether a word may name a day, or a part of one. */
export function mayBeDay({ kind, norm }: Word): boolean {
  return kind === 'word' && (DAY_WORDS.has(norm) || WEEKDAYS.has(norm) || PARTS_OF_DAY.has(norm));
}

const CLOCK_CUES = new Set(
  'at by before until till from around at: til um bis vor ab gegen a avant entro alle antes las per vers om voor tot ás as'.split(
    ' ',
  ),
);
const MERIDIEM = new Set(
  "am pm a.m p.m uhr oclock o'clock sharp tonight et est edt utc gmt cet cest bst pt pst pdt".split(' '),
);

function clockAt(tokens: readonly Token[], at: number): Part | null {
  const token = tokens[at];
  if (token === undefined) return null;
  if (token.kind === 'time') {
    const clock = writtenClock(token.word);
    return clock === null ? null : { first: at, last: at, ...clock };
  }
  const word = CLOCK_WORDS.get(token.norm);
  if (word !== undefined) return { first: at, last: at, minutes: word };
  if (
    (token.norm === 'end' || token.norm === 'close') &&
    tokens[at + 1]?.norm === 'of' &&
    /^(?:day|business|play)$/.test(tokens[at + 2]?.norm ?? '')
  ) {
    return { first: at, last: at + 2, minutes: 1080 };
  }
  if (token.norm === 'half' && tokens[at + 1]?.norm === 'past') return hourAt(tokens, at + 2, at, 30);
  if (token.norm === 'quarter' && /^(?:past|to)$/.test(tokens[at + 1]?.norm ?? ''))
    return hourAt(tokens, at + 2, at, tokens[at + 1]?.norm === 'to' ? -15 : 15);
  const cued = CLOCK_CUES.has(previousToken(tokens, at)?.norm ?? '');
  const next = tokens[at + 1]?.sentence === token.sentence ? (tokens[at + 1]?.norm ?? '') : '';
  if (!cued && !MERIDIEM.has(next)) return null;
  return hourAt(tokens, at, at, 0);
}

function hourAt(tokens: readonly Token[], at: number, first: number, add: number): Part | null {
  const token = tokens[at];
  if (token === undefined) return null;
  const named = NUMBER_WORDS.get(token.norm);
  const hour =
    token.kind === 'number' && Number.isInteger(token.value)
      ? token.value
      : token.norm.length > 2
        ? (named ?? null)
        : null;
  if (token.norm === 'one' && previousToken(tokens, at)?.norm === 'by') return null;
  if (hour === null || hour < 0 || hour > 24 || !/^(?:\d{1,2}|[a-z]+)$/.test(token.norm)) return null;
  const next = tokens[at + 1]?.sentence === token.sentence ? (tokens[at + 1]?.norm ?? '') : '';
  if (/^pm|^p\.m/.test(next) && hour < 12) return { first, last: at + 1, minutes: (hour + 12) * 60 + add };
  if (/^am|^a\.m/.test(next)) return { first, last: at + 1, minutes: (hour % 12) * 60 + add };
  if (next !== '' && !MERIDIEM.has(next) && isCounted(tokens[at + 1])) return null;
  return {
    first,
    last: MERIDIEM.has(next) ? at + 1 : at,
    minutes: hour * 60 + add,
    half: hour <= 12 && next !== 'uhr' && next !== 'h',
  };
}

/** "at 5 galleries", "by 40 percent": a noun after the number makes it a count, not an hour. */
function isCounted(token: Token | undefined): boolean {
  if (token === undefined || token.comma || token.kind !== 'word') return false;
  return !AFTER_CLOCK.has(token.norm);
}

const AFTER_CLOCK = new Set(
  'and or but on in at by the this today tomorrow tmrw morning afternoon evening tonight night london paris ny berlin local time if so with for to we i it they he she please pls can could or latest sharp is are when because as otherwise which that monday tuesday wednesday thursday friday saturday sunday her his their our my und oder am im heute morgen'.split(
    ' ',
  ),
);

/** The time of day that stands in figures: "18:30", "7h30", "9 pm". */
const writtenClock = perWord(({ norm }) => {
  const found = /^(\d{1,2})(?:[:.h](\d{2}))?(?::\d{2})?(z|h)?([ap])?/.exec(norm.replace(/\s/g, ''));
  if (found === null) return null;
  let hour = Number(found[1]);
  // "1h" and "24h" last; "18h" and "7h30" are times of day.
  if (/^\d+h$/.test(norm) && (hour < 7 || hour > 23)) return null;
  if (found[4] === 'p' && hour < 12) hour += 12;
  if (found[4] === 'a' && hour === 12) hour = 0;
  const half = found[4] === undefined && hour <= 12 && hour > 0 && !/^0/.test(norm);
  return { minutes: hour * 60 + Number(found[2] ?? 0), half };
});

const THIS = new Set('this diesen heute ce esta questa'.split(' '));
/** When "tonight" is, in minutes after midnight. */
const EVENING = 1200;
/** "last Friday", "Black Friday", "every Friday": no day ahead. */
const NO_DAY_AHEAD = new Set(
  'last black good cyber since letzten letzte dernier pasado scorso every each'.split(' '),
);

function dayAt(tokens: readonly Token[], at: number, now: Now): Part | null {
  const token = tokens[at];
  if (token === undefined) return null;
  const today = startOfDay(now);
  const word = DAY_WORDS.get(token.norm);
  if (word !== undefined) {
    const part = PARTS_OF_DAY.get(tokens[at + 1]?.norm ?? '');
    const minutes = EVENING_WORDS.has(token.norm) ? EVENING : part;
    return {
      first: at,
      last: part === undefined ? at : at + 1,
      date: today + word * DAY,
      ...(minutes === undefined ? {} : { minutes }),
    };
  }
  const weekday = WEEKDAYS.get(token.norm);
  if (weekday !== undefined && !(token.norm.length === 3 && !token.capital)) {
    if (NO_DAY_AHEAD.has(previousToken(tokens, at)?.norm ?? '')) return null;
    const ahead = (weekday - weekdayOf(today) + 7) % 7;
    return { first: at, last: at, date: today + ahead * DAY };
  }
  const minutes = PARTS_OF_DAY.get(token.norm);
  if (minutes === undefined || !THIS.has(previousToken(tokens, at)?.norm ?? '')) return null;
  return { first: at - 1, last: at, date: today, minutes };
}

function dateAt(text: string, tokens: readonly Token[], at: number, now: Now): Part | null {
  const found = readDate(text, tokens, at, now);
  if (found === null) return null;
  const local = found.at + now.utcOffset * MINUTE;
  const date = local - (((local % DAY) + DAY) % DAY);
  return {
    first: found.first,
    last: found.last,
    date,
    ...(found.clock ? { minutes: (local - date) / MINUTE } : {}),
  };
}
