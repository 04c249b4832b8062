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

/** What a phrase ends in. */
export interface Ending {
  readonly concept: number;
  readonly language: number;
  readonly lookAlike: boolean;
}

/** A trie that is still being made. */
export interface TrieDraft {
  /** The node after `node` by `symbol`, made where there is none. */
  child(node: number, symbol: number): number;
  /** Marks the end of a phrase; the same end twice is one. */
  end(node: number, ending: Ending): void;
  lay(): TrieData;
}

/** A trie of the root alone. Steps and ends are kept as single numbers, which sort in the order they are laid out in. */
export function trieDraft(): TrieDraft {
  const children = new Map<number, number>();
  const ends = new Set<number>();
  return {
    child(node, symbol) {
      const step = node * MOST_SYMBOLS + symbol;
      const known = children.get(step);
      if (known !== undefined) return known;
      const next = children.size + 1;
      children.set(step, next);
      return next;
    },
    end: (node, { concept, language, lookAlike }) =>
      void ends.add(((node * MOST_CONCEPTS + concept) * MOST_LANGUAGES + language) * 2 + (lookAlike ? 1 : 0)),
    lay: () => layTrie(children, ends),
  };
}

const MOST_SYMBOLS = 2 ** 24;
const MOST_CONCEPTS = 2 ** 20;
const MOST_LANGUAGES = 2 ** 4;

function layTrie(children: ReadonlyMap<number, number>, ends: ReadonlySet<number>): TrieData {
  const nodes = children.size + 1;
  const steps = Float64Array.from(children.keys()).sort();
  const keys = Int32Array.from(steps, (step) => step % MOST_SYMBOLS);
  const targets = Int32Array.from(steps, (step) => children.get(step) ?? 0);
  const from = steps.map((step) => Math.floor(step / MOST_SYMBOLS));
  const gaps = new Int32Array(nodes).fill(-1);
  for (const [i, symbol] of keys.entries()) if (symbol === GAP_SYMBOL) gaps[from[i] ?? 0] = targets[i] ?? -1;
  const sorted = Float64Array.from(ends).sort();
  const endings = new Int32Array(3 * sorted.length);
  for (const [i, end] of sorted.entries()) {
    endings[3 * i] = Math.floor(end / (2 * MOST_LANGUAGES)) % MOST_CONCEPTS;
    endings[3 * i + 1] = Math.floor(end / 2) % MOST_LANGUAGES;
    endings[3 * i + 2] = end % 2;
  }
  const ended = sorted.map((end) => Math.floor(end / (2 * MOST_LANGUAGES * MOST_CONCEPTS)));
  return {
    childrenFrom: rowsOf(from, nodes),
    keys,
    targets,
    gaps,
    endingsFrom: rowsOf(ended, nodes),
    endings,
  };
}

/** Where the row of each node begins, given the nodes of all records in order. */
function rowsOf(records: Float64Array, nodes: number): Int32Array {
  const from = new Int32Array(nodes + 1).fill(records.length);
  let node = -1;
  for (const [i, own] of records.entries()) while (node < own) from[++node] = i;
  return from;
}

export interface Trie {
  /** The node after `node` by `symbol`, or -1. */
  next(node: number, symbol: number): number;
  /** Whether anything comes after a node. */
  goesOn(node: number): boolean;
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
    goesOn: (node) => from[node] !== from[node + 1],
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
