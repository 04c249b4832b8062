// What all readers of facts start from: the text cut up, and the concepts found in it.

import type { ConceptHit, Report } from '../types.js';
import { deny } from './deny.js';
import { findConcepts } from './find-concepts.js';
import { guessLanguage, type LanguageGuess } from './language.js';
import { readLength, scanText } from './scan.js';
import type { Scan } from './token.js';
import type { Entry, Vocabulary } from './vocabulary.js';

/** A text as far as it is read, and what was found in it. */
export interface Reading {
  readonly report: Report;
  readonly text: string;
  readonly lower: string;
  readonly scan: Scan;
  readonly language: LanguageGuess;
  readonly hits: readonly ConceptHit[];
  /** Indexes of hits that are said not to happen. */
  readonly lacking: readonly number[];
  /** The concept of each hit. */
  readonly entries: readonly (Entry | undefined)[];
  /** The roles of each hit (`ROLE_BITS`); a denied one has none. */
  readonly rolesOf: readonly number[];
  /** The roles of any of them. */
  readonly roles: number;
  readonly truncated: boolean;
}

/**
 * Cuts a report's text up and finds the concepts in it; reads the first 64 KiB. Phrases of languages that are not
 * `present` do not count; by default the text tells which are.
 */
export function readingOf(report: Report, vocabulary: Vocabulary, present?: ReadonlySet<string>): Reading {
  const length = readLength(report.text);
  const text = length < report.text.length ? report.text.slice(0, length) : report.text;
  const scan = scanText(text);
  const language = guessLanguage(scan.tokens);
  const lower = text.toLowerCase();
  const found = findConcepts(text, lower, scan.tokens, vocabulary, present ?? language.present);
  const { hits, lacking } = deny(found, scan.tokens, vocabulary);
  const rolesOf = hits.map(({ denied }, i) =>
    denied === null ? (vocabulary.roleBits[found[i]?.concept ?? -1] ?? 0) : 0,
  );
  return {
    report,
    text,
    lower: isMarkedUp(text) ? plainText(text) : lower,
    scan,
    language,
    hits,
    lacking,
    entries: found.map((hit) => vocabulary.concepts[hit.concept]),
    rolesOf,
    roles: rolesOf.reduce((all, own) => all | own, 0),
    truncated: length < report.text.length,
  };
}

/** The asserted hits with one of some roles, by place. */
export function hitsWith({ hits, rolesOf, roles }: Reading, wanted: number): readonly ConceptHit[] {
  if ((roles & wanted) === 0) return NO_HITS;
  return hits.filter((_, i) => ((rolesOf[i] ?? 0) & wanted) !== 0);
}

const NO_HITS: readonly ConceptHit[] = [];

function isMarkedUp(text: string): boolean {
  return text.includes('<') || text.includes('&');
}

/** The text as rules see it: lower case, Slack markup resolved. */
function plainText(text: string): string {
  return text
    .replace(/<(?:https?:|mailto:)[^>|\n<]*\|([^>\n<]*)>/g, '$1')
    .replace(/<(https?:[^>|\n<]*)>/g, '$1')
    .replace(/<([@#!])[^>|\n<]*(?:\|([^>\n<]*))?>/g, '$1$2')
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&amp;/g, '&')
    .toLowerCase();
}
