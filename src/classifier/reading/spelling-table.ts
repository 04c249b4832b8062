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
  let slots = emptySlots<Entry>(FIRST_SLOTS);
  let size = 0;

  const place = (entry: Entry): void => {
    const mask = slots.length - 1;
    let at = spread(hashOf(entry.written)) & mask;
    while (slots[at] !== undefined) at = (at + 1) & mask;
    slots[at] = entry;
  };

  return {
    size: () => size,
    find(text, start, end) {
      const mask = slots.length - 1;
      for (let at = spread(hashOf(text, start, end)) & mask; ; at = (at + 1) & mask) {
        const entry = slots[at];
        if (entry === undefined || standsAt(text, start, end, entry.written)) return entry;
      }
    },
    add(entry) {
      size++;
      if (2 * size > slots.length) {
        const placed = slots;
        slots = emptySlots(2 * placed.length);
        for (const one of placed) if (one !== undefined) place(one);
      }
      place(entry);
      return entry;
    },
  };
}

function emptySlots<Entry>(count: number): (Entry | undefined)[] {
  return new Array<Entry | undefined>(count).fill(undefined);
}

function standsAt(text: string, start: number, end: number, written: string): boolean {
  if (written.length !== end - start) return false;
  for (let i = 0; i < written.length; i++)
    if (text.charCodeAt(start + i) !== written.charCodeAt(i)) return false;
  return true;
}
