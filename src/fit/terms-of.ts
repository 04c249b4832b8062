// What one report offers to learn from, under the names the word model will look for.

import { arePair, type Features, factTerms, type Token, wordOf } from '../classifier/index.js';

/** Each name once. */
export interface Terms {
  readonly words: readonly string[];
  /** Two words side by side, with a space between. */
  readonly pairs: readonly string[];
  readonly facts: readonly string[];
}

/** The terms of a report as it was read. */
export function termsOf(features: Features, tokens: readonly Token[]): Terms {
  const pairs = tokens.flatMap((token, i) => {
    const last = tokens[i - 1];
    return last !== undefined && arePair(last, token) ? [`${wordOf(last)} ${wordOf(token)}`] : [];
  });
  return {
    words: [...new Set(tokens.map(wordOf))],
    pairs: [...new Set(pairs)],
    facts: [...factTerms(features)],
  };
}
