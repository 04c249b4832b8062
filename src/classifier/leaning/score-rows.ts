// The scores of what reports say, copied from a model's tables when it is first met. Both voices stand side by side in a
// row, as whole numbers: those add up exactly in whatever order, and are weighed once a report.

import { addRow, rowOf, type TermTable } from './term-table.js';

/** The rows of one kind of term. */
export interface ScoreRows {
  /** Adds a row: what some hashes add up to. Gives the place where it begins. */
  add(hashes: readonly number[]): number;
  /** One row after the other; to be asked for again once rows were added. */
  scores(): Int16Array;
  /** What the rows at some places add up to: a column an outcome, the classes first. It holds until the next sum. */
  sumOf(places: readonly number[]): Int32Array;
}

const FIRST_ROWS = 1 << 9;

/** So many columns are added up at once, and every row has a multiple of them. */
const AT_ONCE = 4;

/** Rows for what is met in reports; none yet. They have no columns for areas where nothing was learnt of those. */
export function scoreRows(classes: TermTable, areas: TermTable): ScoreRows {
  const sum = new Int32Array(whole(classes.width + areas.width));
  const width = areas.size > 0 ? sum.length : whole(classes.width);
  // Two bytes hold the sum of a word's pieces: a score is at most 127, and a word has at most 120 pieces.
  let scores = new Int16Array(FIRST_ROWS * width);
  let end = 0;
  return {
    add(hashes) {
      sum.fill(0);
      for (const hash of hashes) {
        addHash(sum, 0, classes, hash);
        addHash(sum, classes.width, areas, hash);
      }
      if (end === scores.length) {
        const longer = new Int16Array(2 * end);
        longer.set(scores);
        scores = longer;
      }
      scores.set(sum.subarray(0, width), end);
      end += width;
      return end - width;
    },
    scores: () => scores,
    sumOf(places) {
      addUp(scores, width, places, sum);
      return sum;
    },
  };
}

/** Column by column, four at a time: as many sums stay in the processor from the first row to the last. */
function addUp(scores: Int16Array, width: number, places: readonly number[], sum: Int32Array): void {
  for (let k = 0; k < width; k += AT_ONCE) {
    let [a, b, c, d] = [0, 0, 0, 0];
    for (let i = 0; i < places.length; i++) {
      const at = (places[i] ?? 0) + k;
      a += scores[at] ?? 0;
      b += scores[at + 1] ?? 0;
      c += scores[at + 2] ?? 0;
      d += scores[at + 3] ?? 0;
    }
    sum[k] = a;
    sum[k + 1] = b;
    sum[k + 2] = c;
    sum[k + 3] = d;
  }
}

function whole(width: number): number {
  return AT_ONCE * Math.ceil(width / AT_ONCE);
}

/** Adds what a table has learnt of a hash to the columns of its voice, which begin at `from`. */
function addHash(sum: Int32Array, from: number, table: TermTable, hash: number): void {
  if (table.size > 0) addRow(sum, from, table, rowOf(table, hash));
}
