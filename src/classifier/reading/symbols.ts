// Which symbols of the vocabulary a word of a text can stand for: itself, its stem in each language, "not" for
// a negative auxiliary, and the word it was meant to be when it is mistyped.

import { symbolOf } from './phrase.js';
import { type NearWords, near, nearWords } from './typing-errors.js';
import { perWord, type Word } from './word.js';

export interface SymbolReader {
  /** The symbols a word can stand for. */
  symbolsOf(word: Word): readonly number[];
}

/** Negative auxiliaries also count as `not`, so that one phrase "not work" covers doesn't, won't, isn't working. */
const NEGATIVE =
  /^(?:can|could|do|does|did|is|are|was|were|will|wo|would|has|have|had|should|must|might|ai|need)nt$/;

/** A reader for symbols in the given languages; `spellings` are the words that mistyped ones may be meant for. */
export function symbolReader(
  symbols: readonly string[],
  languages: readonly string[],
  spellings: Readonly<Record<string, number>>,
): SymbolReader {
  const numbers = new Map(symbols.map((symbol, index) => [symbol, index]));
  let index: NearWords | null = null;
  const find = ({ norm, kind }: Word): readonly number[] => {
    const isWord = kind === 'word';
    const names = new Set([`=${norm}`]);
    if (isWord) for (const language of languages) names.add(symbolOf(norm, true, language));
    if (NEGATIVE.test(norm)) names.add('en:not');
    const found = [...names].flatMap((name) => numbers.get(name) ?? []);
    if (found.length > 0 || !isWord) return found;
    index ??= nearWords(Object.entries(spellings));
    const meant = near(index, norm);
    return meant === null ? found : [meant];
  };
  return { symbolsOf: perWord(find) };
}
