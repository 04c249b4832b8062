// Which symbols of the vocabulary a word of a text can stand for: itself, its stem in each language, "not" for
// a negative auxiliary, and the word it was meant to be when it is mistyped.

import { symbolOf } from './phrase.js';
import { type SymbolTable, symbolNumber } from './symbol-table.js';
import { type NearWords, near, nearWords } from './typing-errors.js';
import { perWord, type Word } from './word.js';

export interface SymbolReader {
  /**
   * The symbols a word can stand for. Those of other languages than English are looked for where `foreign` phrases
   * count, or where nothing else is known of the word: it takes a stem in each.
   */
  symbolsOf(word: Word, foreign: boolean): readonly number[];
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

/** A reader for symbols in the given languages; `spellings` are the words that mistyped ones may be meant for. */
export function symbolReader(
  symbols: SymbolTable,
  languages: readonly string[],
  spellings: Spellings,
): SymbolReader {
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
  const ofEnglish = perWord((word) =>
    orElse(inEnglish(word), () => orElse(elsewhere(word), () => mended(word))),
  );
  const ofAll = perWord((word) => orElse([...inEnglish(word), ...elsewhere(word)], () => mended(word)));
  return { symbolsOf: (word, foreign) => (foreign ? ofAll(word) : ofEnglish(word)) };
}

function orElse(found: readonly number[], other: () => readonly number[]): readonly number[] {
  return found.length > 0 ? found : other();
}
