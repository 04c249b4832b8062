// Regular expressions over the text of a report, by re2: linear in the text, whatever its author wrote.

import { RE2JS } from 're2js';
import { refusal } from '../refused-pattern.js';
import { anyOf, requiredLiterals } from '../required-literals.js';
import type { Span } from '../types.js';

/** Where a pattern of the rule language (`/…/`, re2 syntax, any case) first matches; null when nowhere. */
export function firstMatch(text: string, pattern: string): Span | null {
  if (memory.text !== text) memory = { text, lower: fold(text), found: new Map() };
  const known = memory.found.get(pattern);
  if (known !== undefined) return known;
  const found = find(text, memory.lower, patternOf(pattern));
  memory.found.set(pattern, found);
  return found;
}

/** What any match of a pattern holds: of every group at least one, in lower case. */
export function literalsOf(pattern: string): readonly (readonly string[])[] {
  return patternOf(pattern).literals;
}

/** What keeps a pattern of the rule language from being of use: why re2 refuses it, or that it tells no texts apart. */
export function patternFault(pattern: string): { readonly refused: string } | 'matches every text' | null {
  try {
    const regex = compile(sourceOf(pattern));
    return UNLIKE_TEXTS.every((text) => regex.test(text)) ? 'matches every text' : null;
  } catch (error) {
    return { refused: refusal(error) };
  }
}

const UNLIKE_TEXTS = ['', 'q', '7\n!'];

interface Pattern {
  /** Compiled when a text is met that might match. */
  readonly regex: () => RE2JS;
  readonly literals: readonly (readonly string[])[];
  /** One for each group of literals. */
  readonly groups: readonly RegExp[];
}

// Index, confirmation and evidence ask the same of the same text: the last one is remembered.
let memory = { text: '', lower: '', found: new Map<string, Span | null>() };

// Patterns come from rule files only, so their number is bounded by the rulebooks in use.
const patterns = new Map<string, Pattern>();

function find(text: string, lower: string, { regex, groups }: Pattern): Span | null {
  for (const group of groups) if (!group.test(lower)) return null;
  // Whether there is a match, an automaton says in one pass; where it is, only a much slower search does.
  if (!regex().test(text)) return null;
  const matcher = regex().matcher(text);
  return matcher.find() ? { start: matcher.start(), end: matcher.end() } : null;
}

function patternOf(pattern: string): Pattern {
  const known = patterns.get(pattern);
  if (known !== undefined) return known;
  const source = sourceOf(pattern);
  let regex: RE2JS | null = null;
  const literals = requiredLiterals(source);
  const prepared = {
    regex: () => {
      regex ??= compile(source);
      return regex;
    },
    literals,
    groups: literals.map(anyOf),
  };
  patterns.set(pattern, prepared);
  return prepared;
}

function sourceOf(pattern: string): string {
  return /^\/(.*)\/$/s.exec(pattern)?.[1] ?? pattern;
}

function compile(source: string): RE2JS {
  return RE2JS.compile(source, RE2JS.CASE_INSENSITIVE | RE2JS.MULTILINE);
}

/** Lower case as re2 compares: it takes the long s for an s. */
function fold(text: string): string {
  return text.toLowerCase().replaceAll('ſ', 's');
}
