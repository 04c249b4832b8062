// What one report offers to learn from, by the hashes under which the word model will look for it.

import {
  arePair,
  type Features,
  factTerms,
  hashOf,
  hashOfPair,
  piecesOf,
  placeTerms,
  spellingOf,
  type Token,
  wordOf,
} from '../classifier/index.js';

/** Each hash once, but for pieces, which count as often as they stand in the different words of the report. */
export interface Terms {
  /** By their stems. */
  readonly words: Uint32Array;
  /** As they were spelt, and where the report was made: learnt like words, and they do not make the text longer. */
  readonly besides: Uint32Array;
  readonly pairs: Uint32Array;
  readonly pieces: Uint32Array;
  readonly facts: Uint32Array;
}

/** The terms of a report as it was read. */
export function termsOf(features: Features, tokens: readonly Token[]): Terms {
  const hashes = tokens.map((token) => hashOf(wordOf(token)));
  const pairs = tokens.flatMap((token, i) => {
    const last = tokens[i - 1];
    return last !== undefined && arePair(last, token) ? [hashOfPair(hashes[i - 1] ?? 0, hashes[i] ?? 0)] : [];
  });
  const written = new Map(tokens.flatMap((token) => (token.kind === 'word' ? [[token.norm, token]] : [])));
  const spellings = new Set(tokens.flatMap((token) => spellingOf(token) ?? []));
  return {
    words: Uint32Array.from(new Set(hashes)),
    besides: Uint32Array.from([...spellings, ...placeTerms(features)], (term) => hashOf(term)),
    pairs: Uint32Array.from(new Set(pairs)),
    pieces: Uint32Array.from([...written.values()].flatMap(piecesOf)),
    facts: Uint32Array.from([...factTerms(features)], (fact) => hashOf(fact)),
  };
}
