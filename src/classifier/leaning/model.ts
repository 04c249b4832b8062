// What the word model has learnt, as it is stored in rules/leaning.json and as it is held in memory.

import { REPORT_CLASSES } from '../types.js';
import { loadTable, type StoredTable, type TermTable } from './term-table.js';

/** The outcomes that are told apart, and what speaks for and against each. */
export interface LeaningTables {
  readonly outcomes: readonly string[];
  readonly start: readonly number[];
  readonly words: StoredTable;
  readonly pairs: StoredTable;
  /** Parts of words: they know misspelt, compound and foreign words that no table of words has. */
  readonly pieces: StoredTable;
  readonly facts: StoredTable;
}

/** The file rules/leaning.json. */
export interface LeaningFile {
  /** For people: what this is, how it was made, and from what. */
  readonly about: readonly string[];
  /** Changes when the meaning of a table changes: another format is refused. */
  readonly format: 2;
  readonly classes: LeaningTables;
  readonly areas: LeaningTables;
}

/** One set of tables, ready to be looked up. */
export interface Voice {
  readonly outcomes: readonly string[];
  readonly start: Float64Array;
  readonly words: TermTable;
  readonly pairs: TermTable;
  readonly pieces: TermTable;
  readonly facts: TermTable;
}

/** The word model in memory. */
export interface LeaningModel {
  readonly classes: Voice;
  readonly areas: Voice;
}

/** Makes a stored model ready; throws a RangeError when a table's parts do not fit together. */
export function loadLeaning(file: LeaningFile): LeaningModel {
  const unknown = REPORT_CLASSES.filter((name, i) => file.classes.outcomes[i] !== name);
  if (unknown.length > 0)
    throw new RangeError(
      `classes.outcomes: found ${file.classes.outcomes.join(', ')}, expected ${REPORT_CLASSES.join(', ')}`,
    );
  return { classes: loadVoice(file.classes), areas: loadVoice(file.areas) };
}

function loadVoice({ outcomes, start, words, pairs, pieces, facts }: LeaningTables): Voice {
  const load = (table: StoredTable) => loadTable(table, outcomes.length);
  return {
    outcomes,
    start: Float64Array.from(start),
    words: load(words),
    pairs: load(pairs),
    pieces: load(pieces),
    facts: load(facts),
  };
}
