// Positions of rules, collected from several words: each once, and given in order. Few rules are marked in a row of
// bytes, which is in order by itself; many are kept apart and sorted, so that cost follows what was found.

/** A row of this many bytes costs less than a set and a sort. */
const FEW = 1024;

export interface Marker {
  readonly mark: (position: number) => void;
  /** What was marked, in order; then nothing is marked any more. */
  takeInOrder(): readonly number[];
}

/** A marker for positions below `count`, to be used again and again. */
export function marker(count: number): Marker {
  return count > FEW ? sparse() : dense(new Uint8Array(count));
}

function dense(row: Uint8Array): Marker {
  return {
    mark: (position) => {
      row[position] = 1;
    },
    takeInOrder() {
      const found: number[] = [];
      for (let position = 0; position < row.length; position++) {
        if (row[position] === 0) continue;
        row[position] = 0;
        found.push(position);
      }
      return found;
    },
  };
}

function sparse(): Marker {
  const marked = new Set<number>();
  return {
    mark: (position) => marked.add(position),
    takeInOrder() {
      const found = [...marked].sort((a, b) => a - b);
      marked.clear();
      return found;
    },
  };
}
