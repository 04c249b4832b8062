// Vocabulary and rules are read from several files, so that equal names in them are different strings, and every look-up of
// one by the other compares them letter by letter. Those of names that are one string are known to be equal at sight.

const MOST_NAMES = 100_000;
const names = new Map<string, string>();

/** The one string for all names that are equal. */
export function oneString(name: string): string {
  const known = names.get(name);
  if (known !== undefined) return known;
  if (names.size >= MOST_NAMES) names.clear();
  // A copy: a piece of a file keeps the whole file in memory, and is slow to compare.
  const own = Buffer.from(name, 'utf16le').toString('utf16le');
  names.set(own, own);
  return own;
}

/** Names as one string each; anything else as it is. */
export function oneOf<T>(value: T): T {
  return typeof value === 'string' ? (oneString(value) as T) : value;
}
