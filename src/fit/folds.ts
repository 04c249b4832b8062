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

/** For each text the number of its group: texts that share `likeness` or more of their letters are one group. */
export function groupsOf(texts: readonly string[], likeness = 0.5): readonly number[] {
  const pieces = texts.map(piecesOf);
  const leader = texts.map((_, i) => i);
  const find = (i: number): number => {
    const above = leader[i] ?? i;
    return above === i ? i : find(above);
  };
  for (const [i, first] of pieces.entries())
    for (let j = i + 1; j < pieces.length; j++)
      if (alike(first, pieces[j] ?? first, likeness)) leader[find(i)] = find(j);
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

function piecesOf(text: string): ReadonlySet<string> {
  const plain = text.toLowerCase().replace(/[^\p{L}]+/gu, ' ');
  const pieces = new Set<string>();
  for (let i = 0; i + PIECE <= plain.length; i++) pieces.add(plain.slice(i, i + PIECE));
  return pieces;
}

function alike(a: ReadonlySet<string>, b: ReadonlySet<string>, likeness: number): boolean {
  const [small, large] = a.size < b.size ? [a, b] : [b, a];
  if (small.size === 0) return false;
  let shared = 0;
  for (const piece of small) if (large.has(piece)) shared += 1;
  return shared / small.size >= likeness;
}
