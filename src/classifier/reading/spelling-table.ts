// Finds what is known of a piece of a text by its letters, without cutting it out: for texts made of words met before
// no string is made. Open addressing; it grows so that at most half of the slots are taken.

import { hashOf, spread } from '../hash.js';

export interface SpellingTable<Entry> {
  /** The entry that is written like the text from `start` to `end`. */
  find(text: string, start: number, end: number): Entry | undefined;
  /** Adds an entry that is not there yet, and gives it back. */
  add(entry: Entry): Entry;
  size(): number;
}

const FIRST_SLOTS = 1 << 13;

export function spellingTable<Entry extends { readonly written: string }>(): SpellingTable<Entry> {
  // The hashes stand apart, 0 where there is none: to pass over an entry, nothing else of it is touched.
  let hashes = new Int32Array(FIRST_SLOTS);
  let entries = noEntries<Entry>(FIRST_SLOTS);
  let size = 0;

  const place = (hash: number, entry: Entry): void => {
    const mask = hashes.length - 1;
    let at = spread(hash) & mask;
    while (hashes[at] !== 0) at = (at + 1) & mask;
    hashes[at] = hash;
    entries[at] = entry;
  };

  const grow = (): void => {
    const [oldHashes, oldEntries] = [hashes, entries];
    hashes = new Int32Array(2 * oldHashes.length);
    entries = noEntries(hashes.length);
    for (const [at, entry] of oldEntries.entries()) if (entry !== undefined) place(oldHashes[at] ?? 0, entry);
  };

  return {
    size: () => size,
    find(text, start, end) {
      const hash = slotHash(text, start, end);
      const mask = hashes.length - 1;
      for (let at = spread(hash) & mask; ; at = (at + 1) & mask) {
        const there = hashes[at];
        if (there === 0) return undefined;
        const entry = there === hash ? entries[at] : undefined;
        if (entry !== undefined && standsAt(text, start, end, entry.written)) return entry;
      }
    },
    add(entry) {
      size++;
      if (2 * size > hashes.length) grow();
      place(slotHash(entry.written, 0, entry.written.length), entry);
      return entry;
    },
  };
}

/** A hash that is never 0, and a small number to V8. */
function slotHash(text: string, start: number, end: number): number {
  return hashOf(text, start, end) | 0 || 1;
}

function noEntries<Entry>(count: number): (Entry | undefined)[] {
  return new Array<Entry | undefined>(count).fill(undefined);
}

function standsAt(text: string, start: number, end: number, written: string): boolean {
  if (written.length !== end - start) return false;
  for (let i = 0; i < written.length; i++)
    if (text.charCodeAt(start + i) !== written.charCodeAt(i)) return false;
  return true;
}
