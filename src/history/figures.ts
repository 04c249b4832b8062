// Arithmetic of shares and times, told with how far they may be from the truth.

/** A share of `of` cases with the range that holds the true share 95 times of 100; null figures without any case. */
export interface Share {
  readonly count: number;
  readonly of: number;
  readonly share: number | null;
  readonly low: number | null;
  readonly high: number | null;
}

const z = 1.959964;

/** The share and its interval by Wilson's score, which holds for few cases and shares near 0 and 1. */
export function shareOf(count: number, of: number): Share {
  if (of === 0) return { count, of, share: null, low: null, high: null };
  const p = count / of;
  const middle = p + (z * z) / (2 * of);
  const half = z * Math.sqrt((p * (1 - p)) / of + (z * z) / (4 * of * of));
  const whole = 1 + (z * z) / of;
  return {
    count,
    of,
    share: p,
    low: Math.max(0, (middle - half) / whole),
    high: Math.min(1, (middle + half) / whole),
  };
}

/** How long something took: half of the cases took no longer than the median, nine of ten no longer than `slow`. */
export interface Spread {
  readonly of: number;
  readonly median: number | null;
  readonly slow: number | null;
}

/** The spread of some durations in milliseconds. */
export function spreadOf(durations: readonly number[]): Spread {
  const sorted = durations.toSorted((a, b) => a - b);
  const at = (part: number) => sorted[Math.max(0, Math.ceil(part * sorted.length) - 1)] ?? null;
  return { of: sorted.length, median: at(0.5), slow: at(0.9) };
}

/** How often each name occurs, the most frequent first; of equals by name. */
export function counted(
  names: readonly string[],
): readonly { readonly name: string; readonly count: number }[] {
  const counts = new Map<string, number>();
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  return [...counts]
    .map(([name, count]) => ({ name, count }))
    .sort((a, b) => b.count - a.count || (a.name < b.name ? -1 : 1));
}
