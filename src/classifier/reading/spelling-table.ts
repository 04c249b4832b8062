// Finds what is known of a piece of a text by its letters, without cutting it out: for texts made of words met before
// no string is made. Open addressing; it grows so that at most half of the slots are taken.

export interface SpellingTable<Entry> {
  /** The entry that is written like the text from `start` to `end`. */
  find(text: string, start: number, end: number): Entry | undefined;
  /** Adds an entry that is not there yet, and gives it back. */
  add(entry: Entry): Entry;
  size(): number;
}

const FIRST_SLOTS = 1 << 13;

export function spellingTable<Entry extends { readonly written: string }>(): SpellingTable<Entry> {
  const entries: Entry[] = [];
  /** The number of an entry plus one, 0 where there is none. */
  let slots = new Int32Array(FIRST_SLOTS);

  const place = (number: number): void => {
    const written = entries[number]?.written ?? '';
    let at = hashOf(written, 0, written.length) & (slots.length - 1);
    while (slots[at] !== 0) at = (at + 1) & (slots.length - 1);
    slots[at] = number + 1;
  };

  return {
    size: () => entries.length,
    find(text, start, end) {
      const mask = slots.length - 1;
      for (let at = hashOf(text, start, end) & mask; ; at = (at + 1) & mask) {
        const number = slots[at] ?? 0;
        if (number === 0) return undefined;
        const entry = entries[number - 1];
        if (entry !== undefined && standsAt(text, start, end, entry.written)) return entry;
      }
    },
    add(entry) {
      entries.push(entry);
      if (2 * entries.length > slots.length) {
        slots = new Int32Array(2 * slots.length);
        for (let number = 0; number < entries.length; number++) place(number);
      } else place(entries.length - 1);
      return entry;
    },
  };
}

function standsAt(text: string, start: number, end: number, written: string): boolean {
  if (written.length !== end - start) return false;
  for (let i = 0; i < written.length; i++)
    if (text.charCodeAt(start + i) !== written.charCodeAt(i)) return false;
  return true;
}

/** FNV-1a over UTF-16 units, its high bits mixed into the low ones. */
function hashOf(text: string, start: number, end: number): number {
  let hash = 0x811c9dc5;
  for (let i = start; i < end; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return (hash ^ (hash >>> 15)) >>> 0;
}
