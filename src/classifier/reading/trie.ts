// All phrases in one trie over symbols, laid out in typed arrays: the children of a node stand side by side,
// sorted by symbol.

/** The gap is a symbol like any other; no word has it. */
export const GAP_SYMBOL = 0;

/** The trie as plain numbers, for the compiled rulebook. Node 0 is the root. */
export interface TrieData {
  /** First and one past the last child of a node, as indexes of `keys` and `targets`. */
  readonly childrenFrom: Int32Array;
  /** The symbol that leads to each child; 0 is a gap. */
  readonly keys: Int32Array;
  /** The node of each child. */
  readonly targets: Int32Array;
  /** The node after a gap, or -1. */
  readonly gaps: Int32Array;
  /** First and one past the last ending of a node, as indexes of endings. */
  readonly endingsFrom: Int32Array;
  /** Three numbers an ending: concept, language, 1 for a look-alike. */
  readonly endings: Int32Array;
}

/**
 * Lays a trie out, from triples (from node, symbol, to node) and quadruples (node, concept, language, 1 for a
 * look-alike) in any order.
 */
export function layTrie(edges: readonly number[], endings: readonly number[]): TrieData {
  const nodes = edges.length / 3 + 1;
  const children = sorted(edges, 3);
  const ends = sorted(endings, 4);
  const gaps = new Int32Array(nodes).fill(-1);
  for (const [node = 0, symbol, target = -1] of children) if (symbol === GAP_SYMBOL) gaps[node] = target;
  return {
    childrenFrom: rowsOf(children, nodes),
    keys: Int32Array.from(children, ([, symbol = 0]) => symbol),
    targets: Int32Array.from(children, ([, , target = 0]) => target),
    gaps,
    endingsFrom: rowsOf(ends, nodes),
    endings: Int32Array.from(ends.flatMap(([, ...ending]) => ending)),
  };
}

/** Records of `size` numbers in the order of their first two. */
function sorted(records: readonly number[], size: number): readonly (readonly number[])[] {
  return Array.from({ length: records.length / size }, (_, i) =>
    records.slice(i * size, (i + 1) * size),
  ).sort((a, b) => (a[0] ?? 0) - (b[0] ?? 0) || (a[1] ?? 0) - (b[1] ?? 0));
}

/** Where the row of each node begins, in records sorted by the node they begin with. */
function rowsOf(records: readonly (readonly number[])[], nodes: number): Int32Array {
  const from = new Int32Array(nodes + 1).fill(records.length);
  let node = -1;
  for (const [i, [own = 0]] of records.entries()) while (node < own) from[++node] = i;
  return from;
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

/** Makes a trie ready to walk; `symbols` is how many there are. */
export function trieFrom(
  { childrenFrom: from, keys, targets, gaps, endings, endingsFrom }: TrieData,
  symbols: number,
): Trie {
  const roots = new Int32Array(symbols).fill(-1);
  for (let i = 0; i < (from[1] ?? 0); i++) roots[keys[i] ?? 0] = targets[i] ?? -1;
  return {
    gap: (node) => gaps[node] ?? -1,
    next: (node, symbol) => (node === 0 ? (roots[symbol] ?? -1) : lookUp(from, keys, targets, node, symbol)),
    endings,
    endingsFrom,
  };
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
