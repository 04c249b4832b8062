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
  /** By first word, then by second. */
  readonly pairs: ReadonlyMap<string, ReadonlyMap<string, number>>;
  readonly facts: ReadonlyMap<string, number>;
  /** `outcomes.length` to a row, in log-odds. */
  readonly scores: Float32Array;
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
    pairs: nest(pairs, words.length),
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

function nest(names: readonly string[], firstRow: number): Map<string, Map<string, number>> {
  const byFirst = new Map<string, Map<string, number>>();
  for (const [i, name] of names.entries()) {
    const space = name.indexOf(' ');
    const [first, second] = [name.slice(0, space), name.slice(space + 1)];
    const seconds = byFirst.get(first) ?? new Map<string, number>();
    seconds.set(second, firstRow + i);
    byFirst.set(first, seconds);
  }
  return byFirst;
}
