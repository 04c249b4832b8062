// All phrases in one trie over symbols, laid out in typed arrays: the children of a node stand side by side,
// sorted by symbol.

/** The gap is a symbol like any other; no word has it. */
export const GAP_SYMBOL = 0;

/** The trie as plain numbers, for the compiled rulebook. Node 0 is the root. */
export interface Trie {
  /**
   * Four numbers a node: its first child, its first ending, the node after a gap or -1, and what symbols may lead on,
   * one bit for each 32nd of them. The last row is of no node: it tells where the last ones end.
   */
  readonly nodes: Int32Array;
  /** Two numbers a child, sorted by the first: the symbol that leads to it, 0 for a gap, and its node. */
  readonly children: Int32Array;
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
  lay(): Trie;
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

function layTrie(steps: ReadonlyMap<number, number>, ends: ReadonlySet<number>): Trie {
  const count = steps.size + 1;
  const nodes = new Int32Array(ROW * (count + 1));
  const sortedSteps = Float64Array.from(steps.keys()).sort();
  const children = new Int32Array(2 * sortedSteps.length);
  for (let node = 0; node < count; node++) nodes[ROW * node + GAP] = -1;
  for (const [i, step] of sortedSteps.entries()) {
    const [node, symbol] = [Math.floor(step / MOST_SYMBOLS), step % MOST_SYMBOLS];
    const child = steps.get(step) ?? 0;
    children.set([symbol, child], 2 * i);
    if (symbol === GAP_SYMBOL) nodes[ROW * node + GAP] = child;
    else nodes[ROW * node + LEADING] = (nodes[ROW * node + LEADING] ?? 0) | bitOf(symbol);
  }
  const sortedEnds = Float64Array.from(ends).sort();
  const endings = new Int32Array(3 * sortedEnds.length);
  for (const [i, end] of sortedEnds.entries()) {
    const concept = Math.floor(end / (2 * MOST_LANGUAGES)) % MOST_CONCEPTS;
    endings.set([concept, Math.floor(end / 2) % MOST_LANGUAGES, end % 2], 3 * i);
  }
  const ended = sortedEnds.map((end) => Math.floor(end / (2 * MOST_LANGUAGES * MOST_CONCEPTS)));
  layFirsts(
    nodes,
    FIRST_CHILD,
    sortedSteps.map((step) => Math.floor(step / MOST_SYMBOLS)),
  );
  layFirsts(nodes, FIRST_ENDING, ended);
  return { nodes, children, endings };
}

/** Fills in where the records of each node begin, given the nodes of all records in order. */
function layFirsts(nodes: Int32Array, column: number, records: Float64Array): void {
  let record = 0;
  for (let node = 0; ROW * node < nodes.length; node++) {
    while (record < records.length && (records[record] ?? 0) < node) record++;
    nodes[ROW * node + column] = record;
  }
}

const ROW = 4;
const FIRST_CHILD = 0;
const FIRST_ENDING = 1;
const GAP = 2;
const LEADING = 3;

function bitOf(symbol: number): number {
  return 1 << (symbol & 31);
}

/** The node after `node` by `symbol`, or -1. */
export function nextNode({ nodes, children }: Trie, node: number, symbol: number): number {
  if (((nodes[ROW * node + LEADING] ?? 0) & bitOf(symbol)) === 0) return -1;
  let low = nodes[ROW * node + FIRST_CHILD] ?? 0;
  let high = (nodes[ROW * (node + 1) + FIRST_CHILD] ?? 0) - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const key = children[2 * middle] ?? 0;
    if (key === symbol) return children[2 * middle + 1] ?? -1;
    if (key < symbol) low = middle + 1;
    else high = middle - 1;
  }
  return -1;
}

/** Whether anything comes after a node. */
export function goesOn({ nodes }: Trie, node: number): boolean {
  return nodes[ROW * node + FIRST_CHILD] !== nodes[ROW * (node + 1) + FIRST_CHILD];
}

/** The node after a gap, or -1. */
export function afterGap({ nodes }: Trie, node: number): number {
  return nodes[ROW * node + GAP] ?? -1;
}

/** The first ending of a node; those up to the first one of the next node are its own. */
export function firstEnding({ nodes }: Trie, node: number): number {
  return nodes[ROW * node + FIRST_ENDING] ?? 0;
}
