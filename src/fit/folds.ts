// How labelled reports are set apart for cross-validation: near-duplicates stay together, classes are spread
// evenly, and the same seed always gives the same folds.

/** Numbers in [0, 1) that depend on the seed alone (mulberry32). */
export function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/**
 * For each text the number of its group: texts that share `likeness` or more of their letters are one group, and so
 * are those that were written together (`sets`; null for a text on its own).
 */
export function groupsOf(
  texts: readonly string[],
  sets: readonly (string | null)[] = [],
  likeness = 0.5,
): readonly number[] {
  const pieces = texts.map(piecesOf);
  const leader = texts.map((_, i) => i);
  const find = (i: number): number => {
    let at = i;
    while (leader[at] !== at) at = leader[at] ?? at;
    return at;
  };
  const unite = (i: number, j: number): void => {
    leader[find(i)] = find(j);
  };
  for (const [i, j] of pairsToCompare(pieces)) {
    const inSets = (sets[i] ?? null) !== null || (sets[j] ?? null) !== null;
    if (inSets ? areSame(pieces[i], pieces[j]) : areAlike(pieces[i], pieces[j], likeness)) unite(i, j);
  }
  const firstOf = new Map<string, number>();
  for (const [i, set] of sets.entries()) {
    if (set === null) continue;
    const first = firstOf.get(set);
    if (first === undefined) firstOf.set(set, i);
    else unite(i, first);
  }
  return texts.map((_, i) => find(i));
}

/** For each report the number of its fold; a group is never torn apart. */
export function foldsOf(
  groups: readonly number[],
  labels: readonly string[],
  count: number,
  seed: number,
): readonly number[] {
  const random = seeded(seed);
  const labelOf = new Map(groups.map((group, i) => [group, labels[i] ?? '']));
  const order = [...labelOf]
    .map(([group, label]) => ({ group, label, at: random() }))
    .sort((a, b) => (a.label < b.label ? -1 : a.label > b.label ? 1 : a.at - b.at));
  const foldOf = new Map(order.map(({ group }, i) => [group, (i + seed) % count]));
  return groups.map((group) => foldOf.get(group) ?? 0);
}

const PIECE = 5;
const SAME = 0.85;
const NO_PIECES: ReadonlySet<string> = new Set();
/** A piece in more texts than that says nothing of two of them. */
const COMMON = 60;
/** Texts that are alike share at least so many pieces that are not common. */
const LEAST_SHARED = 3;

/** The pairs of texts that may be alike: comparing all with all takes minutes for ten thousand. */
function pairsToCompare(pieces: readonly ReadonlySet<string>[]): readonly (readonly [number, number])[] {
  const holders = new Map<string, number[]>();
  for (const [i, own] of pieces.entries())
    for (const piece of own) {
      const those = holders.get(piece);
      if (those === undefined) holders.set(piece, [i]);
      else those.push(i);
    }
  return pieces.flatMap((own, i) => {
    const shared = new Map<number, number>();
    for (const piece of own) {
      const those = holders.get(piece) ?? [];
      if (those.length <= COMMON) for (const j of those) if (j > i) shared.set(j, (shared.get(j) ?? 0) + 1);
    }
    return [...shared].flatMap(([j, count]) => (count >= LEAST_SHARED ? [[i, j] as const] : []));
  });
}

function piecesOf(text: string): ReadonlySet<string> {
  const plain = text.toLowerCase().replace(/[^\p{L}]+/gu, ' ');
  const pieces = new Set<string>();
  for (let i = 0; i + PIECE <= plain.length; i++) pieces.add(plain.slice(i, i + PIECE));
  return pieces;
}

/** One of them is mostly in the other. */
function areAlike(a = NO_PIECES, b = NO_PIECES, likeness: number): boolean {
  return sharedBy(a, b) >= likeness * Math.min(a.size, b.size);
}

/** They are one text but for a word: whole sets hang on that, and a chain of likenesses would soon hold everything. */
function areSame(a = NO_PIECES, b = NO_PIECES): boolean {
  return sharedBy(a, b) >= SAME * Math.max(a.size, b.size);
}

function sharedBy(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  let shared = 0;
  for (const piece of a) if (b.has(piece)) shared += 1;
  return shared;
}
