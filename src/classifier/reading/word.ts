// Texts use few words again and again, so each is one object: it is folded and stemmed once, and whatever readers find
// out about it they find out once (`perWord`). Words are forgotten all together, between two texts, when there are many.

import { fold } from './characters.js';
import { isAllCapitals, isCapital, withoutApostrophe } from './spelling.js';
import { type SpellingTable, spellingTable } from './spelling-table.js';
import { stemIn } from './stems.js';
import type { TokenKind } from './token.js';

/** A word, number or other unit, whatever its capitals; within one text the same one is the same object. */
export interface Word {
  readonly kind: TokenKind;
  /** As `Token.norm`; empty when nothing is left of it. */
  readonly norm: string;
  readonly stem: string;
  /** What readers have found out about it: each by turns the reader, and what it found. */
  readonly found: unknown[];
}

/** A word as it stands in a text, capitals and apostrophes included. */
export interface WrittenWord {
  readonly written: string;
  readonly word: Word;
  readonly capital: boolean;
  readonly shout: boolean;
}

const MOST_WORDS = 50_000;

interface KnownWords {
  readonly written: SpellingTable<WrittenWord>;
  readonly words: Map<string, Word>;
  readonly others: Map<TokenKind, Map<string, Word>>;
  count: number;
}

let known = nothingKnown();

function nothingKnown(): KnownWords {
  return { written: spellingTable(), words: new Map(), others: new Map(), count: 0 };
}

/** To be called before a text is read: forgets all words when they have become too many. */
export function forgetWords(): void {
  if (known.count > MOST_WORDS || known.written.size() > MOST_WORDS) known = nothingKnown();
}

/** Identifies the words known now; another one once they were forgotten. */
export function wordsKnown(): object {
  return known;
}

/** The unit of a kind that is spelt `norm`. */
export function wordFor(kind: TokenKind, norm: string): Word {
  const words = kind === 'word' ? known.words : ofKind(kind);
  const there = words.get(norm);
  if (there !== undefined) return there;
  const own = apart(norm);
  const word = { kind, norm: own, stem: kind === 'word' ? stemIn('en', own) : own, found: [] };
  known.count++;
  words.set(own, word);
  return word;
}

/** The word that stands in a text from `start` to `end`. */
export function writtenWord(text: string, start: number, end: number): WrittenWord {
  return known.written.find(text, start, end) ?? known.written.add(read(apart(text.slice(start, end))));
}

/** The readers of a rulebook or two; with more, what they found out is found out anew now and then. */
const MOST_READERS = 10;

/**
 * Finds something out about a word when it is first asked for, and remembers it with the word: there it is at hand when
 * the word is, while large tables are not.
 */
export function perWord<Found>(find: (word: Word) => Found): (word: Word) => Found {
  return (word) => {
    const { found } = word;
    for (let i = 0; i < found.length; i += 2) if (found[i] === find) return found[i + 1] as Found;
    const own = find(word);
    if (found.length >= 2 * MOST_READERS) found.length = 0;
    found.push(find, own);
    return own;
  };
}

function ofKind(kind: TokenKind): Map<string, Word> {
  const there = known.others.get(kind) ?? new Map<string, Word>();
  known.others.set(kind, there);
  return there;
}

/** A copy that stands by itself: a longer piece of a text keeps the whole text in memory. */
function apart(piece: string): string {
  return piece.length < SHORTEST_SHARED ? piece : ` ${piece}`.slice(1);
}

/** V8 copies shorter pieces anyway. */
const SHORTEST_SHARED = 13;

function read(written: string): WrittenWord {
  const folded = fold(written);
  const bare = APOSTROPHE.test(written) ? withoutApostrophe(folded) : folded;
  const word = wordFor('word', bare === 'cannot' ? 'cant' : bare);
  const capital = isCapital(written, 0);
  const shout = capital && written.length >= 2 && isAllCapitals(written, 0, written.length);
  return { written, word, capital, shout };
}

const APOSTROPHE = /['’‘´`ʼ＇]/;
