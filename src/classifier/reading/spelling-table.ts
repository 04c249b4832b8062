// Finds what is known of a piece of the text that is laid out by its letters, without cutting it out: for texts made of
// words met before no string is made. Open addressing; it grows so that at most half of the slots are taken.

import { unitAt } from './units.js';

export interface SpellingTable<Entry> {
  /** The entry that is written like what stands from `start` to `end`. */
  find(start: number, end: number): Entry | undefined;
  /** Adds the entry of what stands there, which is not there yet, and gives it back. */
  add(start: number, end: number, entry: Entry): Entry;
  size(): number;
}

const FIRST_SLOTS = 1 << 13;

/** The key of a piece: two numbers, that of a short one its letters themselves. */
interface Key {
  high: number;
  /** Never 0. */
  low: number;
}

export function spellingTable<Entry extends { readonly written: string }>(): SpellingTable<Entry> {
  // The keys stand apart, two numbers each: nothing else of an entry is touched to pass it over.
  let keys = new Int32Array(2 * FIRST_SLOTS);
  let entries = noEntries<Entry>(FIRST_SLOTS);
  let size = 0;
  const key: Key = { high: 0, low: 0 };

  const place = ({ high, low }: Key, entry: Entry): void => {
    const mask = entries.length - 1;
    let at = spread(high, low) & mask;
    while (keys[2 * at + 1] !== 0) at = (at + 1) & mask;
    keys[2 * at] = high;
    keys[2 * at + 1] = low;
    entries[at] = entry;
  };

  const grow = (): void => {
    const [oldKeys, oldEntries] = [keys, entries];
    keys = new Int32Array(2 * oldKeys.length);
    entries = noEntries(2 * oldEntries.length);
    for (const [at, entry] of oldEntries.entries()) {
      if (entry !== undefined) place({ high: oldKeys[2 * at] ?? 0, low: oldKeys[2 * at + 1] ?? 0 }, entry);
    }
  };

  return {
    size: () => size,
    find(start, end) {
      setKey(key, start, end);
      const { high, low } = key;
      const mask = entries.length - 1;
      for (let at = spread(high, low) & mask; ; at = (at + 1) & mask) {
        const there = keys[2 * at + 1];
        if (there === 0) return undefined;
        if (there !== low || keys[2 * at] !== high) continue;
        const entry = entries[at];
        if (entry !== undefined && (high !== HASHED || standsAt(start, end, entry.written))) return entry;
      }
    },
    add(start, end, entry) {
      size++;
      if (2 * size > entries.length) grow();
      setKey(key, start, end);
      place(key, entry);
      return entry;
    },
  };
}

const MOST_LETTERS = 8;
/** The high number of keys that are hashes: no letter is 1 there, since each has its highest bit set. */
const HASHED = 1;

function setKey(key: Key, start: number, end: number): void {
  let high = 0;
  let low = 0;
  let all = 0;
  for (let at = start; at < end; at++) {
    const unit = unitAt(at);
    all |= unit;
    high = (high << 8) | (low >>> 24);
    low = (low << 8) | unit | 0x80;
  }
  const isShort = end - start <= MOST_LETTERS && all < 0x80;
  key.high = isShort ? high : HASHED;
  key.low = isShort ? low : hashAt(start, end);
}

function hashAt(start: number, end: number): number {
  let hash = end - start;
  for (let at = start; at < end; at++) hash = Math.imul(hash ^ unitAt(at), 0x01000193);
  return hash === 0 ? 1 : hash;
}

/** The bits of a key mixed into the low ones. */
function spread(high: number, low: number): number {
  const mixed = Math.imul(low ^ Math.imul(high, 0x9e3779b1), 0x85ebca6b);
  return (mixed ^ (mixed >>> 15)) >>> 0;
}

function noEntries<Entry>(count: number): (Entry | undefined)[] {
  return new Array<Entry | undefined>(count).fill(undefined);
}

function standsAt(start: number, end: number, written: string): boolean {
  if (written.length !== end - start) return false;
  for (let i = 0; i < written.length; i++) if (unitAt(start + i) !== written.charCodeAt(i)) return false;
  return true;
}
