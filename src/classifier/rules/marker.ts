// Positions of rules, collected from several words: each once, and given in order. Few rules are marked in a row of
// bytes, which is in order by itself; many are kept apart and sorted, so that cost follows what was found.

/** A row of this many bytes costs less than a set and a sort. */
const FEW = 1024;

export interface Marker {
  readonly mark: (position: number) => void;
  /** What was marked, in order. */
  inOrder(): readonly number[];
}

/** A marker for positions below `count`. */
export function marker(count: number): Marker {
  return count > FEW ? sparse() : dense(new Uint8Array(count));
}

function dense(row: Uint8Array): Marker {
  return {
    mark: (position) => {
      row[position] = 1;
    },
    inOrder() {
      const found: number[] = [];
      for (let position = row.indexOf(1); position >= 0; position = row.indexOf(1, position + 1))
        found.push(position);
      return found;
    },
  };
}

function sparse(): Marker {
  const found = new Set<number>();
  return { mark: (position) => found.add(position), inOrder: () => [...found].sort((a, b) => a - b) };
}
