// Regular expressions of the vocabulary, in re2 syntax: linear on any text. Each runs only where the text
// holds a piece of text that it cannot match without.

import { RE2JS } from 're2js';
import { refusal } from '../refused-pattern.js';
import { classOf, DIGIT } from './characters.js';

export interface Expression {
  readonly concept: number;
  readonly lookAlike: boolean;
  readonly required: Required;
  /** Spans of all matches. */
  find(text: string): readonly { readonly start: number; readonly end: number }[];
}

/** What every match contains. */
export interface Required {
  /** A text in lower case; empty when none is known. */
  readonly literal: string;
  /** The classes of characters, one bit each, as in `Scan.characters`. */
  readonly characters: number;
  /** How it begins, in the syntax of JavaScript; null when that tells nothing. Nothing in it repeats, so it is linear. */
  readonly lead: RegExp | null;
}

/** An expression that compiles when it is first needed. */
export function expressionFor(data: { source: string; concept: number; lookAlike: boolean }): Expression {
  let compiled: RE2JS | null = null;
  return {
    concept: data.concept,
    lookAlike: data.lookAlike,
    required: requiredOf(data.source),
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

/** What every match contains: the longest text, and classes of characters, outside groups and classes. */
export function requiredOf(source: string): Required {
  let depth = 0;
  let literal = '';
  let characters = 0;
  let run = '';
  const close = (): void => {
    if (run.length > literal.length) literal = run;
    run = '';
  };
  for (let i = 0; i < source.length; i++) {
    const char = source.charAt(i);
    if ((char === '|' && depth === 0) || LONG_ESCAPE.test(source.slice(i, i + 2))) return NOTHING;
    const isDigit = depth === 0 && source.startsWith('\\d', i) && !OPTIONAL.test(source.charAt(i + 2));
    if (isDigit) characters |= 1 << DIGIT;
    const isPlain = depth === 0 && PLAIN.test(char) && !OPTIONAL.test(source.charAt(i + 1));
    if (isPlain) {
      run += char.toLowerCase();
      characters |= 1 << classOf(char.charCodeAt(0));
      continue;
    }
    close();
    if (char === '\\') i++;
    else if (char === '[') i = endOfClass(source, i);
    else if (char === '(' || char === ')') depth += char === '(' ? 1 : -1;
    else if (char === '{') i = Math.max(i, source.indexOf('}', i));
  }
  close();
  return { literal, characters, lead: leadOf(source) };
}

const NOTHING: Required = { literal: '', characters: 0, lead: null };

/** How every match begins, of an expression without alternatives outside groups. */
function leadOf(source: string): RegExp | null {
  const lead = LEAD.exec(source)?.[0] ?? '';
  return lead === '' ? null : new RegExp(lead.replaceAll('\\b', ''), 'iu');
}

/** Escapes that are longer than two characters, so that what follows does not stand for itself. */
const LONG_ESCAPE = /^\\[xpPQ0-9]/;
/** Plain characters, digits and groups of plain alternatives, once each or a group left out. */
const LEAD =
  /^(?:\\b|(?:\\d|[a-z0-9 _%#@&'"<>=,:;!~/-]|\((?:\?:)?[a-z0-9 _%#@&'"<>=,:;!~/|-]+\)(?:\?(?![?+*]))?)(?![*+?{]))+/i;
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
