// What the scanner finds in a text.

import type { TokenKind } from './token-kind.js';
import type { Word } from './word.js';

/** One word, number or other unit of a text; offsets are UTF-16 offsets into the text as given. */
export interface Token {
  readonly start: number;
  readonly end: number;
  readonly kind: TokenKind;
  /** What it is wherever it stands; its spelling and stem stand here again. */
  readonly word: Word;
  /** Lower case, without accents or possessive; `can't`, `cannot` and `can not` are all `cant`. */
  readonly norm: string;
  /** English stem of `norm`; never shown to people. */
  readonly stem: string;
  readonly sentence: number;
  /** Counts the parts of sentences: dashes, colons, semicolons and brackets end one. */
  readonly clause: number;
  /** A comma stands before it. */
  readonly comma: boolean;
  /** Inside quotation marks (`marks`), in a quoted line (`line`), or in code (`code`). */
  readonly quoted: 'marks' | 'line' | 'code' | null;
  /** Its first letter is a capital. */
  readonly capital: boolean;
  /** Two letters or more, all of them capitals. */
  readonly shout: boolean;
  /** The number it stands for, where it is one. */
  readonly value: number | null;
}

/** One sentence, or one line where lines stand for sentences. */
export interface Sentence {
  readonly start: number;
  readonly end: number;
  readonly question: boolean;
}

export interface Scan {
  readonly tokens: readonly Token[];
  readonly sentences: readonly Sentence[];
  /** Some of the text is a code block or a stack trace. */
  readonly code: boolean;
  readonly exclamations: number;
}

/** The token before, or one farther back. An index below 0 is a name to V8, and takes a hundred times as long. */
export function tokenBefore(tokens: readonly Token[], at: number, distance = 1): Token | undefined {
  return at >= distance ? tokens[at - distance] : undefined;
}

/** The token before, where it stands in the same sentence. */
export function previousToken(tokens: readonly Token[], at: number): Token | undefined {
  const before = tokenBefore(tokens, at);
  return before !== undefined && before.sentence === tokens[at]?.sentence ? before : undefined;
}

/** The folded form of the token after, where it stands in the same sentence; else empty. */
export function nextNorm(tokens: readonly Token[], at: number): string {
  const after = tokens[at + 1];
  return after !== undefined && after.sentence === tokens[at]?.sentence ? after.norm : '';
}
