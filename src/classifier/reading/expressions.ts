// Regular expressions of the vocabulary, in re2 syntax: linear on any text. Each runs only where the text
// holds a piece of text that it cannot match without.

import { RE2JS } from 're2js';
import { refusal } from '../refused-pattern.js';

export interface Expression {
  readonly concept: number;
  readonly lookAlike: boolean;
  /** Lower-case text every match contains; empty when there is none. */
  readonly literal: string;
  /** Spans of all matches. */
  find(text: string): readonly { readonly start: number; readonly end: number }[];
}

/** An expression that compiles when it is first needed. */
export function expressionFor(data: { source: string; concept: number; lookAlike: boolean }): Expression {
  let compiled: RE2JS | null = null;
  return {
    concept: data.concept,
    lookAlike: data.lookAlike,
    literal: requiredLiteral(data.source),
    find(text) {
      compiled ??= RE2JS.compile(data.source, RE2JS.CASE_INSENSITIVE | RE2JS.MULTILINE);
      // Whether there is a match, an automaton says in one pass; where they are, only a much slower search does.
      if (!compiled.test(text)) return NO_SPANS;
      const matcher = compiled.matcher(text);
      const found: { start: number; end: number }[] = [];
      while (found.length < MOST_MATCHES && matcher.find()) {
        if (matcher.end() > matcher.start()) found.push({ start: matcher.start(), end: matcher.end() });
      }
      return found;
    },
  };
}

/** Why re2 refuses the expression, or null when it takes it. */
export function expressionProblem(source: string): string | null {
  try {
    RE2JS.compile(source, RE2JS.CASE_INSENSITIVE | RE2JS.MULTILINE);
    return null;
  } catch (error) {
    return refusal(error);
  }
}

/** The longest text that every match contains, in lower case, outside groups and classes; empty when there is none. */
export function requiredLiteral(source: string): string {
  let depth = 0;
  let best = '';
  let run = '';
  const close = (): void => {
    if (run.length > best.length) best = run;
    run = '';
  };
  for (let i = 0; i < source.length; i++) {
    const char = source.charAt(i);
    if (char === '|' && depth === 0) return '';
    const isPlain = depth === 0 && PLAIN.test(char) && !OPTIONAL.test(source.charAt(i + 1));
    if (isPlain) {
      run += char.toLowerCase();
      continue;
    }
    close();
    if (char === '\\') i++;
    else if (char === '[') i = endOfClass(source, i);
    else if (char === '(' || char === ')') depth += char === '(' ? 1 : -1;
    else if (char === '{') i = Math.max(i, source.indexOf('}', i));
  }
  close();
  return best;
}

const PLAIN = /[a-z0-9 _%#@&'"<>=,:;!~/-]/i;
/** What follows a character that a match can do without. */
const OPTIONAL = /[*?{]/;

function endOfClass(source: string, from: number): number {
  let i = from + 1;
  while (i < source.length && source.charAt(i) !== ']') i += source.charAt(i) === '\\' ? 2 : 1;
  return i;
}

const MOST_MATCHES = 200;
const NO_SPANS: readonly { readonly start: number; readonly end: number }[] = [];
