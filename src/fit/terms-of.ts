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
  /** Stems first, then words as they were spelt and where the report was made. */
  readonly words: Uint32Array;
  /** How many stems there are: the length of the text, as the word model has it. */
  readonly stems: number;
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
  const stems = new Set(hashes);
  const spellings = new Set(tokens.flatMap((token) => spellingOf(token) ?? []));
  return {
    words: Uint32Array.of(
      ...stems,
      ...[...spellings, ...placeTerms(features.facts.channel, features.facts.kind)].map((term) =>
        hashOf(term),
      ),
    ),
    stems: stems.size,
    pairs: Uint32Array.from(new Set(pairs)),
    pieces: Uint32Array.from([...written.values()].flatMap(piecesOf)),
    facts: Uint32Array.from([...factTerms(features)], (fact) => hashOf(fact)),
  };
}
