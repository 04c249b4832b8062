// Regular expressions of the vocabulary, in re2 syntax: linear on any text. Each runs only where the text
// holds something that it cannot match without.

import { RE2JS } from 're2js';
import { refusal } from '../refused-pattern.js';
import { anyOf, mostTelling, requiredLiterals } from '../required-literals.js';

export interface Expression {
  readonly concept: number;
  readonly lookAlike: boolean;
  /** Spans of all matches. */
  find(text: string): readonly Match[];
}

export interface Match {
  readonly start: number;
  readonly end: number;
}

/** All expressions of a vocabulary. */
export interface Expressions {
  /** Those that may match a text, which is given in lower case. */
  mayMatch(lower: string): readonly Expression[];
}

export interface ExpressionData {
  readonly source: string;
  readonly concept: number;
  readonly lookAlike: boolean;
}

/** Expressions that compile when they are first needed. Most texts have no sign of any: one look tells. */
export function expressionsFor(data: readonly ExpressionData[]): Expressions {
  const all = data.map((one) => ({ ...expressionFor(one), sign: signOf(one.source) }));
  // An expression without a sign is an empty alternative here, which any text has.
  const anySign = new RegExp(all.map(({ sign }) => sign?.source ?? '').join('|'));
  const none: readonly Expression[] = [];
  return {
    mayMatch: (lower) =>
      all.length > 0 && anySign.test(lower) ? all.filter(({ sign }) => sign?.test(lower) ?? true) : none,
  };
}

function expressionFor({ source, concept, lookAlike }: ExpressionData): Expression {
  let compiled: RE2JS | null = null;
  return {
    concept,
    lookAlike,
    find(text) {
      compiled ??= RE2JS.compile(source, RE2JS.CASE_INSENSITIVE | RE2JS.MULTILINE);
      // Whether there is a match, an automaton says in one pass; where they are, only a much slower search does.
      if (!compiled.test(text)) return NO_MATCHES;
      const matcher = compiled.matcher(text);
      const found: Match[] = [];
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

/**
 * What every text that an expression matches holds, in lower case and in the syntax of JavaScript: how matches begin,
 * or the most telling of the literals. Nothing in it repeats, so that it is linear in the text. Null where nothing is
 * known.
 */
export function signOf(source: string): RegExp | null {
  const literals = mostTelling(requiredLiterals(source));
  if (literals === null) return null;
  const lead = (LEAD.exec(source)?.[0] ?? '').replaceAll('\\b', '').toLowerCase();
  return literals.every((literal) => lead.includes(literal)) ? new RegExp(lead) : anyOf(literals);
}

/** Plain characters, digits, and groups of plain alternatives that may be left out. */
const LEAD = leadPattern();

function leadPattern(): RegExp {
  const plain = `[A-Za-z0-9 _%#@&'"<>=,:;!~/-]`;
  const group = `\\((?:\\?:)?(?:${plain}|\\|)+\\)`;
  return new RegExp(`^(?:\\\\b|(?:\\\\d|${plain}|${group}(?:\\?(?![?+*]))?)(?![*+?{]))+`);
}

const MOST_MATCHES = 200;
const NO_MATCHES: readonly Match[] = [];
