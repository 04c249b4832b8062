// The words of a report as they are written, for what may become a phrase of the vocabulary.

import type { Case } from '../authoring/index.js';
import { scanText, type Token } from '../classifier/index.js';
import { nameFor } from './placeholders.js';

export interface Word {
  readonly token: Token;
  readonly written: string;
}

/** All of them, in lower case. */
export function wordsOf({ report }: Case): readonly Word[] {
  return scanText(report.text).tokens.map((token) => ({
    token,
    written: report.text.slice(token.start, token.end).toLowerCase(),
  }));
}

/** True for a word of letters, which can stand in a phrase. */
export function isPlain({ token, written }: Word): boolean {
  return token.kind === 'word' && token.quoted !== 'code' && /^[\p{L}'’-]{2,30}$/u.test(written);
}

/** A placeholder, or a word with a capital amid a sentence: a name, and no kind of matter. */
export function isName({ report: { text } }: Case, { token }: Word): boolean {
  const amid = /[\p{L}\p{N},;]\s+$/u.test(text.slice(0, token.start));
  return nameFor.all.has(text.slice(token.start, token.end)) || (token.capital && !token.shout && amid);
}

/** True where one clause holds them all. */
export function isOneClause(words: readonly Word[]): boolean {
  return words.every(
    ({ token }) => token.clause === words[0]?.token.clause && token.sentence === words[0]?.token.sentence,
  );
}
