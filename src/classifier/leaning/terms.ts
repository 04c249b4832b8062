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
  eachFactTerm(features, (term) => terms.add(term));
  return terms;
}

/** Calls back with every fact term of a report; with some of them more than once. */
export function eachFactTerm({ hits, facts }: Features, visit: (term: string) => void): void {
  for (const { concept, denied } of hits) visit(joined(denied === null ? '+' : '-', concept));
  for (const name of TOLD) {
    const value = facts[name];
    if (typeof value === 'string') visit(joined(name, value));
    else if (value === true) visit(name);
    else if (typeof value === 'number') visitSizes(name, value, visit);
    else if (Array.isArray(value)) for (const one of value) visit(joined(name, one));
  }
}

/** Who reports and where, as names among the words of the report. */
export function placeTerms({ facts }: Features): readonly string[] {
  const channel = String(facts.channel);
  const place = MONITORED.has(channel) ? channel : 'elsewhere';
  return [
    joined('#by', String(facts.kind)),
    joined('#in', place),
    joined(PLACES[place] ?? '#by elsewhere', String(facts.kind)),
  ];
}

const PLACES: Readonly<Record<string, string>> = { incidents: '#by incidents', alerts: '#by alerts' };

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
const SIZE_TERMS = new Map(TOLD.map((name) => [name, SIZES.map((size) => `${name}>=${size}`)]));

function visitSizes(name: (typeof TOLD)[number], value: number, visit: (term: string) => void): void {
  const own = SIZE_TERMS.get(name) ?? [];
  for (let i = 0; i < SIZES.length && value >= (SIZES[i] ?? 0); i++) visit(own[i] ?? '');
}

// Joining strings anew for every report costs more than all the rest of the leaning. Names and values come from
// the vocabulary and from fixed lists, so the memory stays small.
const JOINED = new Map<string, Map<string, string>>();

function joined(name: string, value: string): string {
  const known = JOINED.get(name) ?? new Map<string, string>();
  const there = known.get(value);
  if (there !== undefined) return there;
  const term = name === '+' || name === '-' ? name + value : `${name}=${value}`;
  JOINED.set(name, known.set(value, term));
  return term;
}
