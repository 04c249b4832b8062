// Hours that stand by themselves: "at five", "bis 18", "9 Uhr", "17 h 30", "6 in the evening"; not "at 5 galleries".

import { NUMBER_WORDS } from './number-words.js';
import type { Clock } from './part.js';
import { PARTS_OF_DAY } from './time-words.js';
import { nextNorm, previousToken, type Token, tokenBefore } from './token.js';
import { perWord } from './word.js';

/** An hour that a word before or after makes one. */
export function hourByItself(tokens: readonly Token[], at: number): Clock | null {
  if (!isMeridiem(nextNorm(tokens, at)) && !isCued(tokens, at)) return null;
  return hourAt(tokens, at, at, 0);
}

/** Whether a word after an hour says that it is one. */
export function isMeridiem(norm: string): boolean {
  return MERIDIEM.has(norm);
}

const MERIDIEM = new Set(
  "am pm a.m p.m uhr uur oclock o'clock sharp tonight et est edt utc gmt cet cest bst pt pst pdt".split(' '),
);

/** Whether the words before a number may say that it is an hour. */
export function isCued(tokens: readonly Token[], at: number): boolean {
  const before = previousToken(tokens, at)?.norm ?? '';
  const further = tokenBefore(tokens, at, 2);
  if (before === 'le') return further?.norm === 'entro';
  if (!CLOCK_CUES.has(before)) return false;
  if (!BETWEEN_NUMBERS.has(before)) return true;
  return further?.kind !== 'number' && !isChange(tokenBefore(tokens, at, 3), further);
}

const CLOCK_CUES = new Set(
  'at by before until till from around til um bis vor ab gegen a avant entro alle antes las per vers om voor tot as ici'.split(
    ' ',
  ),
);

/** Between numbers, and before an amount, these make sizes, ranges and changes: "12 by 9 cm", "3 bis 5", "went up by 12". */
const BETWEEN_NUMBERS = new Set('by bis a tot per'.split(' '));

function isChange(verb: Token | undefined, way: Token | undefined): boolean {
  const norm = way?.norm ?? '';
  return OF_CHANGE.has(norm) || (WAYS.has(norm) && OF_WAY.has(verb?.norm ?? ''));
}

const WAYS = new Set(['up', 'down', 'off']);

const OF_WAY = new Set('go goes going gone went move moves moved shot are is'.split(' '));
const OF_CHANGE = new Set(
  'rise rises rose rising fall falls fell grow grows grew increase increases increased drop drops dropped reduce reduced cut raise raised lower lowered divided multiplied'.split(
    ' ',
  ),
);

/** The time of day whose hour stands at a token, `add` minutes away from it, where its words begin at `first`. */
export function hourAt(tokens: readonly Token[], at: number, first: number, add: number): Clock | null {
  const token = tokens[at];
  const hour = hourIn(token);
  if (token === undefined || hour === null) return null;
  if (token.norm === 'one' && /^(?:by|as)$/.test(previousToken(tokens, at)?.norm ?? '')) return null;
  const next = nextNorm(tokens, at);
  if (/^pm|^p\.m/.test(next)) return { first, last: at + 1, minutes: ((hour % 12) + 12) * 60 + add };
  if (/^am|^a\.m/.test(next)) return { first, last: at + 1, minutes: (hour % 12) * 60 + add };
  const minute = next === 'h' || next === 'uhr' ? minuteOf(tokens[at + 2]) : null;
  if (minute !== null) return { first, last: at + 2, minutes: hour * 60 + minute };
  const exact = next === 'uhr' || next === 'h';
  const last = MERIDIEM.has(next) || exact ? at + 1 : at;
  if (hour === 24 && !exact) return null;
  const half = hour <= 12 && !exact;
  const clock = inPartOfDay(tokens, { first, last, minutes: hour * 60 + add, half });
  const isSure = exact || first < at || clock.last > last;
  return isSure || !isCounted(tokens, at + 1) ? clock : null;
}

/** The hour that a number or its word can be; a lone "a" is none. */
export const hourOf = perWord(({ kind, norm }) => {
  if (kind === 'number') return /^\d{1,2}$/.test(norm) && Number(norm) <= 24 ? Number(norm) : null;
  const named = kind === 'word' && norm.length > 2 ? NUMBER_WORDS.get(norm) : undefined;
  return named !== undefined && named <= 12 ? named : null;
});

/** As `hourOf`, of a token that may not be there. */
export function hourIn(token: Token | undefined): number | null {
  return token === undefined ? null : hourOf(token.word);
}

function minuteOf(token: Token | undefined): number | null {
  return token?.kind === 'number' && /^[0-5]\d$/.test(token.norm) ? Number(token.norm) : null;
}

/** "at 5 galleries", "at 3/4", "by 40 percent": a noun or a number after it makes it a count, not an hour. */
export function isCounted(tokens: readonly Token[], at: number): boolean {
  const token = tokens[at];
  if (token === undefined || token.comma || token.sentence !== tokens[at - 1]?.sentence) return false;
  if (token.kind === 'number') return true;
  return token.kind === 'word' && !MERIDIEM.has(token.norm) && !AFTER_CLOCK.has(token.norm);
}

const AFTER_CLOCK = new Set(
  'and or but on in at by the this today tomorrow tmrw morning afternoon evening tonight night london paris ny berlin local time if so with for to we i it they he she please pls can could or latest sharp is are when because as otherwise which that monday tuesday wednesday thursday friday saturday sunday her his their our my und oder am im heute morgen'.split(
    ' ',
  ),
);

/** "6 in the evening", "las 6 de la tarde", "8 abends", "9 Uhr morgens": the half of the day is said after the hour. */
export function inPartOfDay(tokens: readonly Token[], clock: Clock): Clock {
  if (clock.half !== true) return clock;
  let before = clock.last;
  while (before < clock.last + 2 && LINKS.has(nextNorm(tokens, before))) before++;
  const said = nextNorm(tokens, before);
  const part = said === 'manana' ? 720 : PARTS_OF_DAY.get(said);
  if (part === undefined) return clock;
  const hour = clock.minutes % 720;
  return { first: clock.first, last: before + 1, minutes: part > 720 ? hour + 720 : hour };
}

const LINKS = new Set('in the de la da du di del s'.split(' '));
