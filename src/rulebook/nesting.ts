// How deep the values of a YAML text are nested, seen before the parser recurses over them. Brackets inside a text
// and the indentation of a literal block nest nothing.

import { Lexer } from 'yaml';
import type { Position } from './problem.js';

/** Collections inside collections, at most. */
export const MOST_LEVELS = 60;

/** Where a text is nested deeper than that; null when it nowhere is. */
export function firstTooDeep(text: string): Position | null {
  return mayBeDeep(text) ? firstDeepToken(text) : null;
}

/** Most texts are seen to be shallow without being read: this counts what may nest, inside texts as well. */
function mayBeDeep(text: string): boolean {
  let open = 0;
  for (const row of text.split('\n')) {
    const lead = /^[ \-?]*/.exec(row)?.[0] ?? '';
    if (lead.length > MOST_LEVELS) return true;
    if (!/[[\]{}]/.test(row)) continue;
    for (const char of row) {
      if (char === '[' || char === '{') open++;
      if (char === ']' || char === '}') open = Math.max(0, open - 1);
      if (open > MOST_LEVELS) return true;
    }
  }
  return false;
}

function firstDeepToken(text: string): Position | null {
  let line = 1;
  let column = 1;
  let brackets = 0;
  let leading = true;
  let isText = false;
  /** Columns of the values that are open by their indentation. */
  let blocks: number[] = [];
  for (const token of new Lexer().lex(text)) {
    if (CONTROL.has(token)) {
      isText = token === TEXT;
      continue;
    }
    const blank = /^[ \t\r\n]*$/.test(token) || (!isText && token.startsWith('#'));
    if (!isText && OPENING.has(token)) brackets++;
    if (!isText && CLOSING.has(token)) brackets = Math.max(0, brackets - 1);
    if (leading && !blank && brackets === 0) {
      const here = column;
      blocks = [...blocks.filter((outer) => outer < here), here];
    }
    if (Math.max(brackets, blocks.length) > MOST_LEVELS) return { line, column };
    if (!blank) leading = !isText && INDICATORS.has(token);
    isText = false;
    const end = token.lastIndexOf('\n');
    if (end === -1) column += token.length;
    else {
      line += token.split('\n').length - 1;
      column = token.length - end;
      leading = true;
    }
  }
  return null;
}

/** The lexer announces a plain text or a literal block by this mark; a quoted text begins with its quote. */
const TEXT = '\u001f';
const CONTROL = new Set([TEXT, '\u0002', '\u0018']);
const OPENING = new Set(['[', '{']);
const CLOSING = new Set([']', '}']);
const INDICATORS = new Set(['-', '?']);
