// All phrases in one trie over symbols, laid out in typed arrays: the children of a node stand side by side,
// sorted by symbol.

/** The trie as plain numbers, for the compiled rulebook. */
export interface TrieData {
  /** Triples: from node, symbol (0 is a gap), to node. Node 0 is the root. */
  readonly edges: readonly number[];
  /** Quadruples: node, concept, language, 1 for a look-alike. */
  readonly endings: readonly number[];
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
  const rows = rowsOf(data.edges, 3, nodes);
  const keys = new Int32Array(data.edges.length / 3);
  const targets = new Int32Array(data.edges.length / 3);
  for (let node = 0; node < nodes; node++) fillRow(data.edges, rows, node, keys, targets, gaps);
  for (let i = rows.from[0] ?? 0; i < (rows.from[1] ?? 0); i++) roots[keys[i] ?? 0] = targets[i] ?? -1;
  return {
    gap: (node) => gaps[node] ?? -1,
    next: (node, symbol) =>
      node === 0 ? (roots[symbol] ?? -1) : lookUp(rows.from, keys, targets, node, symbol),
    ...endingsOf(data.endings, nodes),
  };
}

interface Rows {
  /** Where the row of each node begins. */
  readonly from: Int32Array;
  /** Indexes of the records, grouped by node. */
  readonly order: Int32Array;
}

/** Groups records of `size` numbers by the node they begin with. */
function rowsOf(records: readonly number[], size: number, nodes: number): Rows {
  const from = new Int32Array(nodes + 1);
  for (let i = 0; i < records.length; i += size) bump(from, (records[i] ?? 0) + 1);
  for (let node = 0; node < nodes; node++) from[node + 1] = (from[node + 1] ?? 0) + (from[node] ?? 0);
  const free = from.slice();
  const order = new Int32Array(records.length / size);
  for (let i = 0; i < records.length; i += size) {
    const node = records[i] ?? 0;
    order[free[node] ?? 0] = i;
    bump(free, node);
  }
  return { from, order };
}

function bump(counts: Int32Array, at: number): void {
  counts[at] = (counts[at] ?? 0) + 1;
}

function fillRow(
  edges: readonly number[],
  rows: Rows,
  node: number,
  keys: Int32Array,
  targets: Int32Array,
  gaps: Int32Array,
): void {
  const from = rows.from[node] ?? 0;
  const to = rows.from[node + 1] ?? 0;
  const row = [...rows.order.subarray(from, to)].sort((a, b) => (edges[a + 1] ?? 0) - (edges[b + 1] ?? 0));
  row.forEach((edge, i) => {
    keys[from + i] = edges[edge + 1] ?? 0;
    targets[from + i] = edges[edge + 2] ?? 0;
    if (edges[edge + 1] === GAP_SYMBOL) gaps[node] = edges[edge + 2] ?? 0;
  });
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
  const rows = rowsOf(records, 4, nodes);
  const endings = new Int32Array((records.length / 4) * 3);
  rows.order.forEach((record, i) => {
    for (let part = 0; part < 3; part++) endings[i * 3 + part] = records[record + 1 + part] ?? 0;
  });
  return { endings, endingsFrom: rows.from };
}
