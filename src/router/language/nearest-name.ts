/** The known name that a misspelt one most likely means, the first of several as near; null when none is near. */
export function nearestName(wrong: string, known: Iterable<string>): string | null {
  const wanted = wrong.toLowerCase();
  const most = Math.max(1, Math.floor(wanted.length / 3));
  let best: { readonly name: string; readonly distance: number } | null = null;
  for (const name of known) {
    if (Math.abs(name.length - wanted.length) > most || differsInNumber(wrong, name)) continue;
    const distance = editDistance(wanted, name.toLowerCase());
    if (distance <= most && (best === null || distance < best.distance)) best = { name, distance };
  }
  return best?.name ?? null;
}

/** P7 is no P1 that somebody mistyped. */
function differsInNumber(one: string, other: string): boolean {
  const [letters, numbers] = [/\d+/g, /\D+/g].map((left) =>
    [one, other].map((name) => name.replace(left, '')),
  );
  return letters?.[0] === letters?.[1] && numbers?.[0] !== numbers?.[1] && !numbers?.includes('');
}

/** Insertions, deletions, replacements and swaps of neighbours that turn one word into the other. */
function editDistance(a: string, b: string): number {
  let before: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const replaced = (last[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      const swapped = a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1] ? (before[j - 2] ?? 0) + 1 : Infinity;
      row.push(Math.min(replaced, swapped, (last[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1));
    }
    before = last;
    last = row;
  }
  return last[b.length] ?? 0;
}
