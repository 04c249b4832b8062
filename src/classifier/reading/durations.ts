// Lengths of time that lead ahead: "in 45 minutes", "an hour left", "20 min to go", "we have half an hour";
// not "for 20 minutes", "an hour ago", "4 times in 10 minutes".

import { MINUTE } from './local-days.js';
import { NUMBER_WORDS } from './number-words.js';
import { UNITS } from './time-words.js';
import { nextNorm, previousToken, type Token } from './token.js';
import { perWord, type Word } from './word.js';

export interface DurationRead {
  readonly first: number;
  readonly last: number;
  /** Milliseconds. */
  readonly length: number;
}

/** Whether a length of time may begin with a word or number. */
export function mayLast(word: Word): boolean {
  const { kind, norm } = word;
  if (kind === 'number' || norm === 'half' || FEW.has(norm) || NUMBER_WORDS.has(norm)) return true;
  return attachedMinutes(word) !== null;
}

/** Whether a word is a unit of time, or a number has one: no length of time is without. */
export function isUnitOfTime(word: Word): boolean {
  return UNITS.has(word.norm) || attachedMinutes(word) !== null;
}

/** The length of time ahead that begins at a token, or null. */
export function durationAt(tokens: readonly Token[], at: number): DurationRead | null {
  const half = tokens[at]?.norm === 'half';
  const amount = amountAt(tokens, half ? at + 1 : at);
  if (amount === null || !leadsAhead(tokens, at, amount.last)) return null;
  const isWithin = WITHIN.has(previousToken(tokens, at)?.norm ?? '');
  const length = amount.minutes * MINUTE * (half ? 0.5 : 1);
  return { first: isWithin ? at - 1 : at, last: amount.last, length };
}

interface Amount {
  readonly minutes: number;
  readonly last: number;
}

/** "45 minutes", "45min", "twenty-five more minutes", "an hour". */
function amountAt(tokens: readonly Token[], at: number): Amount | null {
  const number = tokens[at];
  if (number === undefined) return null;
  const attached = attachedMinutes(number.word);
  if (attached !== null) return { minutes: attached, last: at };
  const count =
    number.kind === 'number' ? number.value : (FEW.get(number.norm) ?? NUMBER_WORDS.get(number.norm) ?? null);
  if (count === null) return null;
  const ones = count >= 20 && number.kind === 'word' ? (NUMBER_WORDS.get(nextNorm(tokens, at)) ?? 10) : 10;
  const lastNumber = ones < 10 ? at + 1 : at;
  const unitAt = FILLERS.has(nextNorm(tokens, lastNumber)) ? lastNumber + 2 : lastNumber + 1;
  const unit = UNITS.get(tokens[unitAt]?.norm ?? '');
  if (unit === undefined || tokens[unitAt]?.sentence !== number.sentence) return null;
  return { minutes: (count + (ones < 10 ? ones : 0)) * unit, last: unitAt };
}

/** The minutes of "45min", "2h". */
const attachedMinutes = perWord(({ norm }) => {
  const [, amount, unit] = /^(\d+)(min|mins|h|hr|hrs|m)$/.exec(norm) ?? [];
  return unit === undefined ? null : Number(amount) * (unit.startsWith('h') ? 60 : 1);
});

const FEW: ReadonlyMap<string, number> = new Map([
  ['couple', 2],
  ['few', 3],
]);
const FILLERS = new Set('more of short full business working good half'.split(' '));
const WITHIN = new Set('in within innerhalb dans en tra fra only another next'.split(' '));
const HAVING = new Set('we have has got leaves gives haben avons abbiamo tenemos'.split(' '));
const LEFT = new Set('left before until till away remaining remain noch time'.split(' '));
const TO = new Set('go get fix do the air launch start spare'.split(' '));
const BACK = new Set('ago since straight'.split(' '));

function leadsAhead(tokens: readonly Token[], at: number, last: number): boolean {
  const before = previousToken(tokens, at)?.norm ?? '';
  const next = nextNorm(tokens, last);
  const afterNext = tokens[last + 2]?.norm ?? '';
  if (LEFT.has(next) || (next === 'to' && TO.has(afterNext)) || (next === 'from' && afterNext === 'now'))
    return true;
  if (HAVING.has(before)) return true;
  return WITHIN.has(before) && !BACK.has(next) && !(before === 'in' && looksBack(tokens, at));
}

const PAST_MARKS = new Set(
  'last past latest ago since for first second third once twice times occurred received complaints tickets reports'.split(
    ' ',
  ),
);

/** "4 times in 10 minutes", "in the last hour": what was counted lies behind. */
function looksBack(tokens: readonly Token[], at: number): boolean {
  const sentence = tokens[at]?.sentence;
  for (let i = at - 2; i >= at - 4 && i >= 0; i--) {
    const token = tokens[i];
    if (token === undefined || token.sentence !== sentence) return false;
    if (PAST_MARKS.has(token.norm)) return true;
    const isCount = token.kind === 'number' || (NUMBER_WORDS.get(token.norm) ?? 0) > 2;
    if (isCount && i <= at - 3) return true;
  }
  return false;
}
