/** A set of labelled reports, by their place in a list: quick to intersect, since thousands of pairs of them are. */
export interface ReportSet {
  readonly bits: Uint32Array;
  readonly size: number;
}

/** The members of a list for which something holds. */
export function setOf<Entry>(entries: readonly Entry[], holds: (entry: Entry) => boolean): ReportSet {
  const bits = new Uint32Array((entries.length + 31) >>> 5);
  for (const [place, entry] of entries.entries())
    if (holds(entry)) bits[place >>> 5] = (bits[place >>> 5] ?? 0) | (1 << (place & 31));
  return { bits, size: countOf(bits) };
}

/** The members of both. */
export function both(a: ReportSet, b: ReportSet): ReportSet {
  const bits = a.bits.map((word, index) => word & (b.bits[index] ?? 0));
  return { bits, size: countOf(bits) };
}

/** The places of the members. */
export function placesIn({ bits }: ReportSet): readonly number[] {
  const places: number[] = [];
  for (const [index, word] of bits.entries())
    for (let bit = 0; bit < 32; bit += 1) if ((word & (1 << bit)) !== 0) places.push(32 * index + bit);
  return places;
}

/** How many are members of both. */
export function countBoth(a: ReportSet, b: ReportSet): number {
  let count = 0;
  for (let index = 0; index < a.bits.length; index += 1)
    count += ones((a.bits[index] ?? 0) & (b.bits[index] ?? 0));
  return count;
}

function countOf(bits: Uint32Array): number {
  let count = 0;
  for (const word of bits) count += ones(word);
  return count;
}

function ones(word: number): number {
  let left = word - ((word >>> 1) & 0x55555555);
  left = (left & 0x33333333) + ((left >>> 2) & 0x33333333);
  return (((left + (left >>> 4)) & 0x0f0f0f0f) * 0x01010101) >>> 24;
}
