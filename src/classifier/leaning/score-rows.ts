// The scores of what reports say, copied from a model's tables when it is first met. Both voices stand side by side in a
// row, as whole numbers: those add up exactly in whatever order, and are weighed once a report.

import type { LeaningModel, Voice } from './model.js';
import { addRow, rowOf } from './term-table.js';

/** The tables that rows are copied from, each with units of its own. */
type Kind = 'words' | 'pieces' | 'facts';

export interface ScoreRows {
  /** Outcomes of both voices: first the classes, then the areas. */
  readonly width: number;
  /** Adds a row: what some hashes add up to. Gives the place where it begins. */
  add(kind: Kind, hashes: readonly number[]): number;
  /** Adds the row that begins at a place to a sum. */
  addTo(sum: Int32Array, at: number): void;
  /** One score of a row. */
  scoreAt(at: number, column: number): number;
}

const FIRST_ROWS = 1 << 12;

/** Rows for what is met in reports; none yet. */
export function scoreRows({ classes, areas }: LeaningModel): ScoreRows {
  const width = classes.outcomes.length + areas.outcomes.length;
  const sum = new Int32Array(width);
  // Two bytes hold the sum of a word's pieces: a score is at most 127, and a word has at most 120 pieces.
  let scores = new Int16Array(FIRST_ROWS * width);
  let end = 0;
  return {
    width,
    add(kind, hashes) {
      sum.fill(0);
      for (const hash of hashes) {
        addHash(sum, 0, classes[kind], hash);
        addHash(sum, classes.outcomes.length, areas[kind], hash);
      }
      if (end === scores.length) {
        const longer = new Int16Array(2 * end);
        longer.set(scores);
        scores = longer;
      }
      scores.set(sum, end);
      end += width;
      return end - width;
    },
    addTo(total, at) {
      for (let k = 0; k < width; k++) total[k] = (total[k] ?? 0) + (scores[at + k] ?? 0);
    },
    scoreAt: (at, column) => scores[at + column] ?? 0,
  };
}

/** Adds what a table has learnt of a hash to the columns of its voice, which begin at `from`. */
function addHash(sum: Int32Array, from: number, table: Voice[Kind], hash: number): void {
  if (table.size > 0) addRow(sum, from, table, rowOf(table, hash));
}
