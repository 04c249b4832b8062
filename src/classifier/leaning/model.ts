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
  const parts = [tables.words, tables.pairs, tables.facts].map((table) => decode(table, width));
  const [words = NONE, pairs = NONE, facts = NONE] = parts;
  const scores = new Float32Array(parts.reduce((sum, part) => sum + part.scores.length, 0));
  let rows = 0;
  const rowsOf = ({ names, scores: own }: Decoded): number => {
    const first = rows;
    scores.set(own, first * width);
    rows += names.length;
    return first;
  };
  const firstWord = rowsOf(words);
  const firstPair = rowsOf(pairs);
  const firstFact = rowsOf(facts);
  return {
    outcomes: tables.outcomes,
    start: tables.start,
    words: new Map(words.names.map((name, i) => [name, firstWord + i])),
    pairs: nest(pairs.names, firstPair),
    facts: new Map(facts.names.map((name, i) => [name, firstFact + i])),
    scores,
  };
}

interface Decoded {
  readonly names: readonly string[];
  readonly scores: Float32Array;
}

const NONE: Decoded = { names: [], scores: new Float32Array(0) };

function decode(table: ScoreTable, width: number): Decoded {
  const names = table.names === '' ? [] : table.names.split('\n');
  const bytes = atob(table.scores);
  if (bytes.length !== names.length * width)
    throw new RangeError(
      `found ${bytes.length} scores for ${names.length} names, expected ${names.length * width}`,
    );
  const scores = new Float32Array(bytes.length);
  for (let i = 0; i < bytes.length; i++) scores[i] = ((bytes.charCodeAt(i) << 24) >> 24) * table.unit;
  return { names, scores };
}

function nest(names: readonly string[], firstRow: number): Map<string, Map<string, number>> {
  const byFirst = new Map<string, Map<string, number>>();
  for (const [i, name] of names.entries()) {
    const [first = '', second = ''] = name.split(' ');
    const seconds = byFirst.get(first) ?? new Map<string, number>();
    seconds.set(second, firstRow + i);
    byFirst.set(first, seconds);
  }
  return byFirst;
}
