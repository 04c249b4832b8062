// What the word model has learnt, as it is stored in rules/leaning.json and as it is held in memory. Scores are
// whole numbers of -127 to 127, four to a row, one row to a word, a pair of words or a fact.

import { REPORT_CLASSES } from '../types.js';

/** One table of learnt scores: names in one string, scores as base64 of signed bytes, `width` to a name. */
export interface ScoreTable {
  /** Separated by line feeds. */
  readonly names: string;
  readonly scores: string;
  /** What one unit of a score stands for, in log-odds. */
  readonly unit: number;
}

/** The outcomes that are told apart, and what speaks for and against each. */
export interface LeaningTables {
  readonly outcomes: readonly string[];
  readonly start: readonly number[];
  readonly words: ScoreTable;
  readonly pairs: ScoreTable;
  readonly facts: ScoreTable;
}

/** The file rules/leaning.json. */
export interface LeaningFile {
  /** For people: what this is, how it was made, and from what. */
  readonly about: readonly string[];
  /** Changes when the meaning of a table changes: another format is refused. */
  readonly format: 1;
  readonly classes: LeaningTables;
  readonly areas: LeaningTables;
}

/** One set of tables, ready to be looked up. */
export interface Voice {
  readonly outcomes: readonly string[];
  readonly start: readonly number[];
  readonly words: ReadonlyMap<string, number>;
  readonly pairs: Pairs;
  readonly facts: ReadonlyMap<string, number>;
  /** `outcomes.length` to a row, in log-odds. */
  readonly scores: Float32Array;
}

/** Pairs of words, looked up by the first: most reports ask for few of them, so nothing is laid out beforehand. */
export interface Pairs {
  readonly size: number;
  /** Rows by second word. */
  seconds(first: string): ReadonlyMap<string, number> | undefined;
}

/** The word model in memory. */
export interface LeaningModel {
  readonly classes: Voice;
  readonly areas: Voice;
}

/** Makes a stored model ready; throws a RangeError when a table's parts do not fit together. */
export function loadLeaning(file: LeaningFile): LeaningModel {
  const classes = loadVoice(file.classes);
  const unknown = REPORT_CLASSES.filter((name, i) => classes.outcomes[i] !== name);
  if (unknown.length > 0)
    throw new RangeError(
      `classes.outcomes: found ${classes.outcomes.join(', ')}, expected ${REPORT_CLASSES.join(', ')}`,
    );
  return { classes, areas: loadVoice(file.areas) };
}

function loadVoice(tables: LeaningTables): Voice {
  const width = tables.outcomes.length;
  const words = namesOf(tables.words);
  const pairs = namesOf(tables.pairs);
  const facts = namesOf(tables.facts);
  const scores = new Float32Array((words.length + pairs.length + facts.length) * width);
  fill(scores, 0, tables.words, words.length * width);
  fill(scores, words.length * width, tables.pairs, pairs.length * width);
  fill(scores, (words.length + pairs.length) * width, tables.facts, facts.length * width);
  return {
    outcomes: tables.outcomes,
    start: tables.start,
    words: numbered(words, 0),
    pairs: pairsOf(pairs, words.length),
    facts: numbered(facts, words.length + pairs.length),
    scores,
  };
}

function namesOf(table: ScoreTable): readonly string[] {
  return table.names === '' ? [] : table.names.split('\n');
}

function fill(scores: Float32Array, from: number, table: ScoreTable, expected: number): void {
  const bytes = atob(table.scores);
  if (bytes.length !== expected) throw new RangeError(`found ${bytes.length} scores, expected ${expected}`);
  for (let i = 0; i < bytes.length; i++) scores[from + i] = ((bytes.charCodeAt(i) << 24) >> 24) * table.unit;
}

function numbered(names: readonly string[], first: number): ReadonlyMap<string, number> {
  const rows = new Map<string, number>();
  for (let i = 0; i < names.length; i++) rows.set(names[i] ?? '', first + i);
  return rows;
}

/** Rows follow the names, which the file holds sorted or which are put in order here. */
function pairsOf(names: readonly string[], firstRow: number): Pairs {
  const isSorted = names.every((name, i) => i === 0 || (names[i - 1] ?? '') < name);
  const rows = isSorted
    ? null
    : [...names.keys()].sort((a, b) => ((names[a] ?? '') < (names[b] ?? '') ? -1 : 1));
  const nameAt = (place: number): string => names[rows === null ? place : (rows[place] ?? 0)] ?? '';
  return {
    size: names.length,
    seconds(first) {
      const start = `${first} `;
      let low = 0;
      for (let high = names.length; low < high; ) {
        const middle = (low + high) >> 1;
        if (nameAt(middle) < start) low = middle + 1;
        else high = middle;
      }
      const found = new Map<string, number>();
      for (let place = low; place < names.length && nameAt(place).startsWith(start); place++)
        found.set(nameAt(place).slice(start.length), firstRow + (rows?.[place] ?? place));
      return found.size === 0 ? undefined : found;
    },
  };
}
