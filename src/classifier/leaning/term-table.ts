// A table of learnt scores by the hashes of terms. Tens of thousands of words, pairs and pieces are ready to be looked
// up a millisecond after they were read: no string is made and no map is filled. Two terms of one hash would share a
// row; with 32 bits that happens to about one term in a hundred thousand.

import { slotsOf, spread } from '../hash.js';

/** As it is stored: `hashes` as base64 of 32-bit numbers, lowest byte first, `scores` of signed bytes, a row to a hash. */
export interface StoredTable {
  readonly hashes: string;
  readonly scores: string;
  /** What one unit of a score stands for, in log-odds. */
  readonly unit: number;
}

/** A table ready for look-ups. */
export interface TermTable {
  readonly size: number;
  /** How many scores a row has. */
  readonly width: number;
  /** One row of scores to a term, in units. */
  readonly scores: Int8Array;
  readonly unit: number;
  readonly hashes: Uint32Array;
  /** See `slotsOf`; the places are those of rows. */
  readonly slots: Uint32Array;
}

/** The hash of two terms side by side, from theirs. */
export function hashOfPair(first: number, second: number): number {
  return (Math.imul(first, 0x9e3779b1) ^ Math.imul(second + 1, 0x85ebca6b)) >>> 0;
}

/** Makes a stored table ready; throws a RangeError when its parts do not fit together. */
export function loadTable(stored: StoredTable, width: number): TermTable {
  const bytes = bytesOf(stored.hashes);
  const size = bytes.length / 4;
  if (!Number.isInteger(size))
    throw new RangeError(`found ${bytes.length} bytes of hashes, expected four each`);
  const scores = new Int8Array(bytesOf(stored.scores).buffer);
  if (scores.length !== size * width)
    throw new RangeError(`found ${scores.length} scores, expected ${size * width}`);
  const hashes = numbersOf(bytes);
  return { size, width, scores, unit: stored.unit, hashes, slots: slotsOf(hashes) };
}

/** The row of a hash, or -1. */
export function rowOf({ hashes, slots }: TermTable, signed: number): number {
  const hash = signed >>> 0;
  const mask = slots.length - 1;
  for (let at = spread(hash) & mask; ; at = (at + 1) & mask) {
    const row = (slots[at] ?? 0) - 1;
    if (row < 0 || hashes[row] === hash) return row;
  }
}

/** Adds a row of scores, in units, to the columns that begin at `from`; nothing for row -1. */
export function addRow(sum: Int32Array, from: number, { scores, width }: TermTable, row: number): void {
  if (row < 0) return;
  for (let k = 0; k < width; k++) sum[from + k] = (sum[from + k] ?? 0) + (scores[row * width + k] ?? 0);
}

/** Four bytes a number, lowest first: on nearly every machine as they lie. */
function numbersOf(bytes: Uint8Array<ArrayBuffer>): Uint32Array {
  if (LOWEST_FIRST) return new Uint32Array(bytes.buffer);
  const view = new DataView(bytes.buffer);
  return Uint32Array.from({ length: bytes.length / 4 }, (_, i) => view.getUint32(4 * i, true));
}

const LOWEST_FIRST = new Uint8Array(Uint32Array.of(1).buffer)[0] === 1;

/** A copy of its own: what Buffer makes of a short text lies in memory that others use. */
function bytesOf(base64: string): Uint8Array<ArrayBuffer> {
  return new Uint8Array(Buffer.from(base64, 'base64'));
}
