// What the word model looks at: words by their stems, pairs of neighbouring words, and what was read in them.
// Fitting and deciding share this file, so that a score is always used for what it was learnt from.

import { hashOf } from '../hash.js';
import type { Token } from '../reading/token.js';
import type { Features } from '../types.js';

/** A token, or the word in it. */
type Spelt = Pick<Token, 'kind' | 'norm' | 'stem'>;

/** The name under which a token is counted: the stem of a word, the kind or size of anything else. */
export function wordOf(token: Spelt): string {
  switch (token.kind) {
    case 'word':
    case 'emoji':
      return token.stem;
    case 'number':
      return numberName(token.norm);
    default:
      return NAMES[token.kind];
  }
}

/** The name under which a word counts as it was spelt; null for anything but words. */
export function spellingOf({ kind, norm }: Spelt): string | null {
  return kind === 'word' ? `=${norm}` : null;
}

/** The shortest and the longest piece of a word; its two ends count as letters. */
const SHORTEST_PIECE = 3;
const LONGEST_PIECE = 5;
/** Nobody writes longer words; what is longer is a code or an attack. */
const LONGEST_WORD = 40;

/** The hashes of all pieces of a word, each as often as it stands there; none for anything but words. */
export function piecesOf(token: Spelt): readonly number[] {
  if (token.kind !== 'word') return [];
  const word = `<${token.norm.slice(0, LONGEST_WORD)}>`;
  const pieces: number[] = [];
  for (let length = SHORTEST_PIECE; length <= LONGEST_PIECE; length++)
    for (let from = 0; from + length <= word.length; from++) pieces.push(hashOf(word, from, from + length));
  return pieces;
}

/** Two tokens are a pair when they stand in one sentence. */
export function arePair(first: Token, second: Token): boolean {
  return first.sentence === second.sentence;
}

/** What was read in a report, as names: `scope=many`, `+payment` (asserted), `-failing` (denied). */
export function factTerms(features: Features): ReadonlySet<string> {
  const terms = new Set<string>();
  eachFact(features, (name, value) => {
    for (const term of termsOfFact(name, value)) terms.add(term);
  });
  return terms;
}

/** Calls back with all that was read in a report: concepts under `+` or `-`, and facts, a list word by word. */
export function eachFact({ hits, facts }: Features, visit: (name: string, value: Told) => void): void {
  for (const { concept, denied } of hits) visit(denied === null ? '+' : '-', concept);
  for (const name of TOLD) {
    const value = facts[name];
    if (Array.isArray(value)) for (const one of value) visit(name, one);
    else if (typeof value === 'string' || value === true) visit(name, value);
    else if (typeof value === 'number') visit(name, sizeOf(value));
  }
}

/** A word, what simply is so, or how many of the sizes a number reaches. */
export type Told = string | true | number;

/** The names of what was read; a number has one for each size that it reaches. */
export function termsOfFact(name: string, value: Told): readonly string[] {
  if (name === '+' || name === '-') return [`${name}${value}`];
  if (value === true) return [name];
  if (typeof value === 'string') return [`${name}=${value}`];
  return SIZES.slice(0, value).map((size) => `${name}>=${size}`);
}

/** Who reports and where, as names among the words of the report. */
export function placeTerms(channel: unknown, kind: unknown): readonly string[] {
  const place = placeOf(channel);
  return [`#by=${kind}`, `#in=${place}`, `#by ${place}=${kind}`];
}

/** Where a report was made, as far as that means anything. */
export function placeOf(channel: unknown): string {
  return MONITORED.has(channel as string) ? (channel as string) : 'elsewhere';
}

const NAMES = {
  time: '#time',
  date: '#date',
  money: '#money',
  percent: '#percent',
  code: '#code',
  mention: '#mention',
  channel: '#channel',
  link: '#link',
  email: '#email',
} as const;

const HTTP_ERROR = /^[45]\d\d$/;

function numberName(norm: string): string {
  if (HTTP_ERROR.test(norm)) return '#http';
  return norm.length === 1 ? '#digit' : norm.length === 2 ? '#tens' : '#number';
}

/** Facts that say something of the matter itself, whoever reports it and wherever. */
const TOLD = [
  'kind',
  'failures',
  'functions',
  'criticalFunctions',
  'scope',
  'affected',
  'percent',
  'deadline',
  'deadlineInMinutes',
  'deadlineBefore',
  'speech',
  'state',
  'format',
  'environment',
  'severityStated',
  'theatre',
  'wakes',
  'code',
  'words',
  'exclamations',
  'questions',
] as const;

// Where people report is a habit of one company; these two channels have a meaning in the process.
const MONITORED: ReadonlySet<string> = new Set(['incidents', 'alerts']);
const SIZES = [1, 2, 3, 6, 10, 20, 50, 100, 500, 2000] as const;

function sizeOf(value: number): number {
  let reached = 0;
  while (value >= (SIZES[reached] ?? Number.POSITIVE_INFINITY)) reached++;
  return reached;
}
