// Which symbols of the vocabulary a word of a text can stand for: itself, its stem in each language, "not" for
// a negative auxiliary, and the word it was meant to be when it is mistyped. Remembered, up to a bound.

import { boundedCache } from './bounded-cache.js';
import { symbolOf } from './phrase.js';
import { type NearWords, near, nearWords } from './typing-errors.js';

export interface SymbolReader {
  /** The symbols a word can stand for; `isWord` is false for numbers, emoji, mentions. */
  symbolsOf(norm: string, isWord: boolean): readonly number[];
}

const REMEMBERED_WORDS = 20_000;

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
  const knownWords = boundedCache<readonly number[]>(REMEMBERED_WORDS);
  const knownOthers = boundedCache<readonly number[]>(REMEMBERED_WORDS);
  let index: NearWords | null = null;
  const find = (norm: string, isWord: boolean): readonly number[] => {
    const names = new Set([`=${norm}`]);
    if (isWord) for (const language of languages) names.add(symbolOf(norm, true, language));
    if (NEGATIVE.test(norm)) names.add('en:not');
    const found = [...names].flatMap((name) => numbers.get(name) ?? []);
    if (found.length > 0 || !isWord) return found;
    index ??= nearWords(Object.entries(spellings));
    const meant = near(index, norm);
    return meant === null ? found : [meant];
  };
  return {
    symbolsOf(norm, isWord) {
      const known = isWord ? knownWords : knownOthers;
      const remembered = known.get(norm);
      if (remembered !== undefined) return remembered;
      const found = find(norm, isWord);
      known.set(norm, found);
      return found;
    },
  };
}
