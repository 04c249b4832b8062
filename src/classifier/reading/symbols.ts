// Which symbols of the vocabulary a word of a text can stand for: itself, its stem in each language, "not" for
// a negative auxiliary, and the word it was meant to be when it is mistyped.

import { symbolOf } from './phrase.js';
import { type SymbolTable, symbolNumber } from './symbol-table.js';
import { nextNode, type Trie } from './trie.js';
import { type NearWords, near, nearWords } from './typing-errors.js';
import { perWord, type Word } from './word.js';

/**
 * What a word can stand for, two numbers each: a symbol, and the node of the trie that phrases begin with it at, or -1.
 * One flat list, since every word of a text asks for its own, and most have one symbol.
 */
export type Meaning = readonly number[];

export const NO_MEANING: Meaning = [];

export interface MeaningReader {
  /** What a word can stand for in a text where only English phrases count, or others too: `foreign`. */
  meaningOf(word: Word, foreign: boolean): Meaning;
}

/** Negative auxiliaries also count as `not`, so that one phrase "not work" covers doesn't, won't, isn't working. */
const NEGATIVE =
  /^(?:can|could|do|does|did|is|are|was|were|will|wo|would|has|have|had|should|must|might|ai|need)nt$/;

/** Words as spelt, with the symbol of each. */
export interface Spellings {
  /** With a space between any two. */
  readonly words: string;
  readonly symbols: Int32Array;
}

/** A reader of the symbols that a trie is made of; `spellings` are the words that mistyped ones may be meant for. */
export function meaningReader(
  symbols: SymbolTable,
  languages: readonly string[],
  spellings: Spellings,
  trie: Trie,
): MeaningReader {
  const others = languages.filter((language) => language !== 'en');
  const known = (names: readonly string[]): number[] =>
    names.map((name) => symbolNumber(symbols, name)).filter((number) => number >= 0);
  const inEnglish = ({ norm, kind }: Word): number[] =>
    known([
      `=${norm}`,
      ...(kind === 'word' ? [symbolOf(norm, true, 'en')] : []),
      ...(NEGATIVE.test(norm) ? ['en:not'] : []),
    ]);
  const elsewhere = ({ norm, kind }: Word): number[] =>
    kind === 'word' ? known(others.map((language) => symbolOf(norm, true, language))) : [];
  let index: NearWords | null = null;
  const mended = ({ norm, kind }: Word): number[] => {
    if (kind !== 'word') return [];
    index ??= nearWords(spellings.words.split(' '), spellings.symbols);
    const meant = near(index, norm);
    return meant === null ? [] : [meant];
  };
  const meaning = (found: readonly number[]): Meaning =>
    found.length === 0 ? NO_MEANING : found.flatMap((symbol) => [symbol, nextNode(trie, 0, symbol)]);
  const ofEnglish = perWord((word) => {
    const english = inEnglish(word);
    if (english.length > 0) return meaning(english);
    // A word of another language is no English one that is mistyped.
    return elsewhere(word).length > 0 ? NO_MEANING : meaning(mended(word));
  });
  const ofAll = perWord((word) => {
    const found = [...inEnglish(word), ...elsewhere(word)];
    return meaning(found.length > 0 ? found : mended(word));
  });
  return { meaningOf: (word, foreign) => (foreign ? ofAll(word) : ofEnglish(word)) };
}
