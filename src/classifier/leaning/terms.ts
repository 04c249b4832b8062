// What the word model looks at in a text: words by their stems, pairs of neighbouring words, and pieces of words.
// Fitting and deciding share this file, so that a score is always used for what it was learnt from.

import { hashOf } from '../hash.js';
import type { Token } from '../reading/token.js';

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

// Where people report is a habit of one company; these two channels have a meaning in the process.
const MONITORED: ReadonlySet<string> = new Set(['incidents', 'alerts']);
