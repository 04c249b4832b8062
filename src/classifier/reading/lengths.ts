// How long: "45 minutes", "45min", "twenty-five more minutes", "half an hour", "an hour and a half", "eine halbe Stunde".

import { NUMBER_WORDS, numbersByWord } from './number-words.js';
import { UNITS } from './time-words.js';
import { nextNorm, previousToken, type Token } from './token.js';
import { perWord, type Word } from './word.js';

export interface Length {
  readonly minutes: number;
  readonly last: number;
}

/** Whether a length of time may begin with a word or number. */
export function mayLast(word: Word): boolean {
  return (
    countOf(word) !== null || HALVES.has(word.norm) || word.norm === 'the' || attachedMinutes(word) !== null
  );
}

/** Whether a word is a unit of time, or a number has one: no length of time is without. */
export function isUnitOfTime(word: Word): boolean {
  return UNITS.has(word.norm) || attachedMinutes(word) !== null;
}

/** The length of time that is said from a token on, or null. */
export function lengthAt(tokens: readonly Token[], at: number): Length | null {
  const token = tokens[at];
  if (token === undefined) return null;
  const attached = attachedMinutes(token.word);
  if (attached !== null) return { minutes: attached, last: at };
  const count = countAt(tokens, at);
  if (count === null) return halfAt(tokens, at);
  const half = count.number === 1 ? halfAt(tokens, count.last + 1) : null;
  if (half !== null) return half;
  const unitAt = FILLERS.has(nextNorm(tokens, count.last)) ? count.last + 2 : count.last + 1;
  const unit = unitOf(tokens, unitAt);
  if (unit === null || tokens[unitAt]?.sentence !== token.sentence) return null;
  const more = AND_A_HALF.find((words) => words.every((word, i) => tokens[unitAt + 1 + i]?.norm === word));
  const number = more === undefined ? count.number : count.number + 0.5;
  return { minutes: number * unit, last: unitAt + (more?.length ?? 0) };
}

interface Count {
  readonly number: number;
  readonly last: number;
}

/** "45", "forty-five", "an", "a couple of"; "the" of "within the hour". */
function countAt(tokens: readonly Token[], at: number): Count | null {
  const token = tokens[at];
  if (token === undefined) return null;
  if (token.norm === 'the')
    return previousToken(tokens, at)?.norm === 'within' ? { number: 1, last: at } : null;
  const number = countOf(token.word);
  if (number === null) return null;
  const ones = number >= 20 && token.kind === 'word' ? (NUMBER_WORDS.get(nextNorm(tokens, at)) ?? 10) : 10;
  return ones < 10 ? { number: number + ones, last: at + 1 } : { number, last: at };
}

const countOf = perWord(({ kind, norm }) => {
  if (kind === 'number') return plainNumber(norm);
  return kind === 'word' ? (COUNTS.get(norm) ?? NUMBER_WORDS.get(norm) ?? null) : null;
});

function plainNumber(norm: string): number | null {
  return /^\d+(?:[.,]\d+)?\+?$/.test(norm) ? Number.parseFloat(norm.replace(',', '.')) : null;
}

/** "half an hour", "halbe Stunde", "demi-heure", "media hora". */
function halfAt(tokens: readonly Token[], at: number): Length | null {
  const half = tokens[at];
  if (half === undefined || !HALVES.has(half.norm)) return null;
  const unitAt = ARTICLES.has(nextNorm(tokens, at)) ? at + 2 : at + 1;
  const unit = unitOf(tokens, unitAt);
  if (unit === null || tokens[unitAt]?.sentence !== half.sentence) return null;
  return { minutes: unit / 2, last: unitAt };
}

function unitOf(tokens: readonly Token[], at: number): number | null {
  return UNITS.get(tokens[at]?.norm ?? '') ?? null;
}

/** The minutes of "45min", "2h", "mezz'ora"; "$5m" is money. */
const attachedMinutes = perWord(({ kind, norm }) => {
  if (kind === 'money') return null;
  if (norm === 'mezzora') return 30;
  const [, amount, unit] = /^(\d+)(min|mins|h|hr|hrs|m)$/.exec(norm) ?? [];
  return unit === undefined ? null : Number(amount) * (unit.startsWith('h') ? 60 : 1);
});

/** Counts that only lengths of time have. */
const COUNTS = numbersByWord('couple=2 few=3 een=1 uma=1 um=1 anderthalb=1.5 eineinhalb=1.5 anderhalf=1.5');
const HALVES = new Set('half halbe halben halber demi media mezza meia'.split(' '));
const ARTICLES = new Set(['a', 'an']);
const FILLERS = new Set('more of short full business working good'.split(' '));
const AND_A_HALF = ['and a half', 'et demie', 'et demi', 'y media', 'e mezza', 'e mezzo', 'e meia'].map(
  (words) => words.split(' '),
);
