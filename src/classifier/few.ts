// Sorting few things in place, and finding each once. Most lists of a report are short, and in order already: what
// Array.sort sets up for one costs more than the sorting, and a set more than the looking.

const FEW = 40;

/** Sorts a list in place, by insertion where it is short; equal things keep their order. */
export function sortInPlace<T>(list: T[], compare: (a: T, b: T) => number): T[] {
  if (list.length > FEW) return list.sort(compare);
  for (let i = 1; i < list.length; i++) {
    const one = list[i] as T;
    let at = i;
    for (; at > 0 && compare(list[at - 1] as T, one) > 0; at--) list[at] = list[at - 1] as T;
    list[at] = one;
  }
  return list;
}

/** The order of Array.sort for texts. */
export function byUnits(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Each text once, in the order of Array.sort. */
export function sortedOnce(texts: readonly string[]): readonly string[] {
  if (texts.length > FEW) return [...new Set(texts)].sort();
  const sorted: string[] = [];
  for (const text of texts) {
    let at = sorted.length;
    while (at > 0 && (sorted[at - 1] as string) > text) at--;
    if (at > 0 && sorted[at - 1] === text) continue;
    for (let i = sorted.length; i > at; i--) sorted[i] = sorted[i - 1] as string;
    sorted[at] = text;
  }
  return sorted;
}

/** Each thing once, in the order in which they come first. */
export function distinct<T>(list: readonly T[]): readonly T[] {
  if (list.length > FEW) return [...new Set(list)];
  const once: T[] = [];
  for (const one of list) if (!once.includes(one)) once.push(one);
  return once;
}
