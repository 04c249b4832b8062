// Positions of rules, collected from several words: each once, and given in order. A position is one bit of a row, so that
// marking costs next to nothing, and a row of ten thousand is looked through in three hundred steps.

export interface Marker {
  readonly mark: (position: number) => void;
  /** What was marked, in order; then nothing is marked any more. */
  takeInOrder(): readonly number[];
}

/** A marker for positions below `count`, to be used again and again. */
export function marker(count: number): Marker {
  const row = new Int32Array(Math.ceil(count / 32));
  return {
    mark(position) {
      const at = position >> 5;
      row[at] = (row[at] ?? 0) | (1 << (position & 31));
    },
    takeInOrder() {
      const found: number[] = [];
      for (let at = 0; at < row.length; at++) {
        let bits = row[at] ?? 0;
        row[at] = 0;
        for (; bits !== 0; bits &= bits - 1) found.push(32 * at + 31 - Math.clz32(bits & -bits));
      }
      return found;
    },
  };
}
