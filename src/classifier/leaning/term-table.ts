// A table of learnt scores by the hashes of terms. Tens of thousands of words, pairs and pieces are ready to be looked
// up a millisecond after they were read: no string is made and no map is filled. Two terms of one hash would share a
// row; with 32 bits that happens to about one term in a hundred thousand.

/**
 * As it is stored: `hashes` as base64 of 32-bit numbers, ascending, lowest byte first, `scores` of signed bytes, a row to a
 * hash.
 */
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
  /** Ascending: the row of a hash is its place here. */
  readonly hashes: Uint32Array;
  /** The first row whose hash begins with some bits, by the number that those are: about one row begins with each. */
  readonly starts: Uint32Array;
  /** A hash, shifted right by it, is that number. */
  readonly shift: number;
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
  return { size, width, scores, unit: stored.unit, hashes, ...startsOf(hashes) };
}

/** The row of a hash, or -1. */
export function rowOf({ size, hashes, starts, shift }: TermTable, signed: number): number {
  const hash = signed >>> 0;
  let row = starts[hash >>> shift] ?? 0;
  while (row < size && (hashes[row] ?? 0) < hash) row++;
  return row < size && hashes[row] === hash ? row : -1;
}

/** Adds a row of scores, in units, to the columns that begin at `from`; nothing for row -1. */
export function addRow(sum: Int32Array, from: number, { scores, width }: TermTable, row: number): void {
  if (row < 0) return;
  for (let k = 0; k < width; k++) sum[from + k] = (sum[from + k] ?? 0) + (scores[row * width + k] ?? 0);
}

/** Where to look for hashes, by their first bits; throws a RangeError when they are in disorder. */
function startsOf(hashes: Uint32Array): Pick<TermTable, 'starts' | 'shift'> {
  let bits = 1;
  while (2 << bits <= hashes.length) bits++;
  const shift = 32 - bits;
  const starts = new Uint32Array(1 << bits);
  let next = 0;
  let before = -1;
  for (let row = 0; row < hashes.length; row++) {
    const hash = hashes[row] ?? 0;
    if (hash <= before) throw new RangeError(`found hash ${hash} after ${before}, expected them ascending`);
    const number = hash >>> shift;
    while (next <= number) starts[next++] = row;
    before = hash;
  }
  starts.fill(hashes.length, next);
  return { starts, shift };
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
