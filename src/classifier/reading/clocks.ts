// Times of day: "noon", "end of day", "5pm", "18 Uhr", "half past two", "halb drei", "17 h 30", "2-4pm", "9am GMT".

import { hourAt, hourByItself, hourIn, hourOf, inPartOfDay, isCued, isMeridiem } from './hours.js';
import type { Now } from './local-days.js';
import { NUMBER_WORDS } from './number-words.js';
import type { Clock } from './part.js';
import { CLOCK_WORDS, DUTCH_HOURS } from './time-words.js';
import { nextNorm, previousToken, type Token } from './token.js';
import { perWord, type Word } from './word.js';
import { zoneAt } from './zones.js';

/** Whether a time of day may begin with a word or number. */
export function mayBeClock(word: Word): boolean {
  const { kind, norm } = word;
  if (kind === 'time') return true;
  return hourOf(word) !== null || (kind === 'word' && (CLOCK_WORDS.has(norm) || BEFORE_CLOCK.has(norm)));
}

const BEFORE_CLOCK = new Set(['end', 'close', 'half', 'halb', 'quarter', 'viertel', 'twenty', 'fifteen']);

/** The time of day that begins at a token, in the zone that is named after it, or null. */
export function clockAt(text: string, tokens: readonly Token[], at: number, now: Now): Clock | null {
  const clock = rangeAt(text, tokens, at) ?? plainClock(tokens, at);
  if (clock === null) return null;
  const zone = zoneAt(tokens, clock.last + 1, now);
  return zone === null ? clock : { ...clock, last: zone.last, utcOffset: zone.utcOffset };
}

function plainClock(tokens: readonly Token[], at: number): Clock | null {
  const token = tokens[at];
  if (token === undefined) return null;
  if (token.kind === 'time') {
    const clock = writtenClock(token.word);
    return clock === null ? null : inPartOfDay(tokens, { first: at, last: at, ...clock });
  }
  const word = token.kind === 'word' ? CLOCK_WORDS.get(token.norm) : undefined;
  if (word !== undefined) return { first: at, last: at, minutes: word };
  return endOfDay(tokens, at) ?? partOfHour(tokens, at) ?? hourByItself(tokens, at);
}

/** "end of day", "close of business". */
function endOfDay(tokens: readonly Token[], at: number): Clock | null {
  const norm = tokens[at]?.norm;
  if ((norm !== 'end' && norm !== 'close') || nextNorm(tokens, at) !== 'of') return null;
  const dayAt = tokens[at + 2]?.norm === 'the' ? at + 3 : at + 2;
  return /^(?:day|business|play)$/.test(tokens[dayAt]?.norm ?? '')
    ? { first: at, last: dayAt, minutes: 1080 }
    : null;
}

/** "half past two", "quarter to three"; "halb drei" and "half drie" are half an hour before. */
function partOfHour(tokens: readonly Token[], at: number): Clock | null {
  const norm = tokens[at]?.norm ?? '';
  const next = nextNorm(tokens, at);
  if (norm === 'halb' || (norm === 'half' && DUTCH_HOURS.has(next))) return hourAt(tokens, at + 1, at, -30);
  if (norm === 'half' && next === 'past') return hourAt(tokens, at + 2, at, 30);
  const minutes = minutesFrom(tokens, at);
  return minutes === null ? null : hourAt(tokens, at + 2, at, minutes);
}

/** The minutes past the hour of "quarter past", "at ten to", "Viertel vor". */
function minutesFrom(tokens: readonly Token[], at: number): number | null {
  const way = WAYS.get(nextNorm(tokens, at));
  const token = tokens[at];
  if (way === undefined || token === undefined) return null;
  if (token.norm === 'quarter' || token.norm === 'viertel') return way * 15;
  const minutes = NUMBER_WORDS.get(token.norm) ?? 0;
  return minutes >= 5 && minutes <= 25 && isCued(tokens, at) ? way * minutes : null;
}

const WAYS: ReadonlyMap<string, number> = new Map([
  ['past', 1],
  ['to', -1],
  ['nach', 1],
  ['vor', -1],
]);

/** "2-4pm", "between 2 and 4pm", "9 bis 11 Uhr": the first of the two, in the half of the day of the second. */
function rangeAt(text: string, tokens: readonly Token[], at: number): Clock | null {
  const hour = hourIn(tokens[at]);
  const joint = tokens[at + 1];
  if (hour === null || joint === undefined) return null;
  const isWord = joint.kind === 'word';
  if (isWord && !(JOINTS.has(joint.norm) && FROM.has(previousToken(tokens, at)?.norm ?? ''))) return null;
  const to = isWord ? at + 2 : at + 1;
  if (!isWord && !/^ ?[-–] ?$/.test(text.slice(tokens[at]?.end, joint.start))) return null;
  const end = endOfRange(tokens, to);
  if (end === null) return null;
  const minutes = hour * 60;
  const later = minutes + 720;
  return { first: at, last: end.last, minutes: hour < 12 && later < end.minutes ? later : minutes };
}

/** Only what says by itself that it is a time of day makes a range one of times. */
function endOfRange(tokens: readonly Token[], at: number): Clock | null {
  const token = tokens[at];
  if (token?.kind !== 'time' && !isMeridiem(nextNorm(tokens, at))) return null;
  return token?.kind === 'time' || hourIn(token) !== null ? plainClock(tokens, at) : null;
}

const JOINTS = new Set('and to until till bis und a et y e en tot'.split(' '));
const FROM = new Set('between from zwischen von entre de tra tussen van'.split(' '));

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
  const utcOffset = found[3] === 'z' ? { utcOffset: 0 } : {};
  return { minutes: hour * 60 + Number(found[2] ?? 0), half, ...utcOffset };
});
