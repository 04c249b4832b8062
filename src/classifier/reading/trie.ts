// All phrases in one trie over symbols, laid out in typed arrays: the children of a node stand side by side,
// sorted by symbol.

/** The trie as plain numbers, for the compiled rulebook. */
export interface TrieData {
  /** Triples, sorted: from node, symbol (0 is a gap), to node. Node 0 is the root. */
  readonly edges: readonly number[];
  /** Quadruples, sorted by node: node, concept, language, 1 for a look-alike. */
  readonly endings: readonly number[];
}

/** Puts records of `size` numbers in the order of their first two, as `TrieData` wants them. */
export function sortRecords(records: readonly number[], size: number): readonly number[] {
  return Array.from({ length: records.length / size }, (_, i) => records.slice(i * size, (i + 1) * size))
    .sort((a, b) => (a[0] ?? 0) - (b[0] ?? 0) || (a[1] ?? 0) - (b[1] ?? 0))
    .flat();
}

export interface Trie {
  /** The node after `node` by `symbol`, or -1. */
  next(node: number, symbol: number): number;
  /** The node after a gap, or -1. */
  gap(node: number): number;
  /** First and one past the last ending of a node, as indexes of endings. */
  readonly endingsFrom: Int32Array;
  /** Three numbers an ending: concept, language, 1 for a look-alike. */
  readonly endings: Int32Array;
}

/** The gap is a symbol like any other; no word has it. */
export const GAP_SYMBOL = 0;

/** Lays the trie out; `symbols` is how many there are. */
export function trieFrom(data: TrieData, symbols: number): Trie {
  const nodes = data.edges.length / 3 + 1;
  const roots = new Int32Array(symbols).fill(-1);
  const gaps = new Int32Array(nodes).fill(-1);
  const from = rowsOf(data.edges, 3, nodes);
  const keys = columnOf(data.edges, 3, 1);
  const targets = columnOf(data.edges, 3, 2);
  // The gap's symbol is the lowest, so it stands first.
  for (let node = 0; node < nodes; node++) {
    const first = from[node] ?? 0;
    if (first < (from[node + 1] ?? 0) && keys[first] === GAP_SYMBOL) gaps[node] = targets[first] ?? -1;
  }
  for (let i = 0; i < (from[1] ?? 0); i++) roots[keys[i] ?? 0] = targets[i] ?? -1;
  return {
    gap: (node) => gaps[node] ?? -1,
    next: (node, symbol) => (node === 0 ? (roots[symbol] ?? -1) : lookUp(from, keys, targets, node, symbol)),
    ...endingsOf(data.endings, nodes),
  };
}

/** Where the row of each node begins, in records of `size` numbers sorted by the node they begin with. */
function rowsOf(records: readonly number[], size: number, nodes: number): Int32Array {
  const from = new Int32Array(nodes + 1);
  let node = 0;
  for (let i = 0; i < records.length; i += size)
    for (const own = records[i] ?? 0; node < own; ) from[++node] = i / size;
  while (node < nodes) from[++node] = records.length / size;
  return from;
}

function columnOf(records: readonly number[], size: number, column: number): Int32Array {
  const values = new Int32Array(records.length / size);
  for (let i = 0; i < values.length; i++) values[i] = records[i * size + column] ?? 0;
  return values;
}

function lookUp(
  from: Int32Array,
  keys: Int32Array,
  targets: Int32Array,
  node: number,
  symbol: number,
): number {
  let low = from[node] ?? 0;
  let high = (from[node + 1] ?? 0) - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const key = keys[middle] ?? 0;
    if (key === symbol) return targets[middle] ?? -1;
    if (key < symbol) low = middle + 1;
    else high = middle - 1;
  }
  return -1;
}

function endingsOf(records: readonly number[], nodes: number): Pick<Trie, 'endings' | 'endingsFrom'> {
  const endings = new Int32Array((records.length / 4) * 3);
  for (let i = 0, at = 0; i < records.length; i++) if (i % 4 !== 0) endings[at++] = records[i] ?? 0;
  return { endings, endingsFrom: rowsOf(records, 4, nodes) };
}
