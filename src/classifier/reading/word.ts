// Texts use few words again and again, so each is one object: it is folded and stemmed once, and whatever readers find
// out about it they find out once (`perWord`). Words are forgotten all together, between two texts, when there are many.

import { fold } from './characters.js';
import { isAllCapitals, isCapital, withoutApostrophe } from './spelling.js';
import { type SpellingTable, spellingTable } from './spelling-table.js';
import { stemIn } from './stems.js';
import type { TokenKind } from './token-kind.js';

/** A word, number or other unit, whatever its capitals; within one text the same one is the same object. */
export interface Word {
  readonly kind: TokenKind;
  /** As `Token.norm`; empty when nothing is left of it. */
  readonly norm: string;
  readonly stem: string;
  /** No other word has it, not even after words were forgotten. */
  readonly number: number;
}

/** A word as it stands in a text, capitals and apostrophes included. */
export interface WrittenWord {
  readonly written: string;
  readonly word: Word;
  readonly capital: boolean;
  readonly shout: boolean;
  /** Made of several words, `LikeThisOne`. */
  readonly camel: boolean;
  /** Not to be taken as it stands without a second look: camel, empty, or a "not", which joins the word before it. */
  readonly odd: boolean;
}

const MOST_WORDS = 50_000;

interface KnownWords {
  readonly written: SpellingTable<WrittenWord>;
  readonly words: Map<string, Word>;
  readonly others: Map<TokenKind, Map<string, Word>>;
  /** The number of the first of them. */
  readonly first: number;
}

/** How many words there have been, the forgotten ones too. */
let count = 0;
let known = nothingKnown();

function nothingKnown(): KnownWords {
  return { written: spellingTable(), words: new Map(), others: new Map(), first: count };
}

/** To be called before a text is read: forgets all words when they have become too many. */
export function forgetWords(): void {
  if (count - known.first > MOST_WORDS || known.written.size() > MOST_WORDS) known = nothingKnown();
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
  const word = { kind, norm: own, stem: kind === 'word' ? stemIn('en', own) : own, number: count++ };
  words.set(own, word);
  return word;
}

/** The word that stands from `start` to `end` in the text that is laid out. */
export function writtenWord(text: string, start: number, end: number): WrittenWord {
  return known.written.find(start, end) ?? known.written.add(start, end, read(apart(text.slice(start, end))));
}

/**
 * Finds something out about a word when it is first asked for, and remembers it as long as the word is: in a row by the
 * numbers of words, where the common ones, which were met first, lie close together.
 */
export function perWord<Found extends NonNullable<unknown> | null>(
  find: (word: Word) => Found,
): (word: Word) => Found {
  let of = known;
  let found: (Found | undefined)[] = [];
  return (word) => {
    if (of !== known) {
      of = known;
      found = [];
    }
    const place = word.number - of.first;
    // A word of a text that was read before the words were forgotten.
    if (place < 0) return find(word);
    const there = found[place];
    if (there !== undefined) return there;
    while (found.length <= place) found.push(undefined);
    const own = find(word);
    found[place] = own;
    return own;
  };
}

function ofKind(kind: TokenKind): Map<string, Word> {
  const there = known.others.get(kind);
  if (there !== undefined) return there;
  const made = new Map<string, Word>();
  known.others.set(kind, made);
  return made;
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
  const camel = !APOSTROPHE.test(written) && (written.match(HUMP)?.length ?? 0) > 1;
  const odd = camel || word.norm === '' || word.norm === 'not';
  return { written, word, capital, shout, camel, odd };
}

const HUMP = /[a-z][A-Z]/g;
const APOSTROPHE = /['’‘´`ʼ＇]/;
