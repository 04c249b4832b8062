// The names of a vocabulary's symbols by number and the other way round, laid out so that a start fills no table.

import { hashOf, slotsOf, spread } from '../hash.js';

/** All names of one vocabulary. */
export interface SymbolTable {
  /** One after the other, in the order of their numbers. */
  readonly names: string;
  /** Where each name begins, and where the last one ends. */
  readonly starts: Int32Array;
  /** See `slotsOf`. */
  readonly slots: Uint32Array;
}

/** Lays out names, all of them different, by their numbers. */
export function layNames(names: readonly string[]): SymbolTable {
  const starts = new Int32Array(names.length + 1);
  for (const [number, name] of names.entries()) starts[number + 1] = (starts[number] ?? 0) + name.length;
  return { names: names.join(''), starts, slots: slotsOf(Uint32Array.from(names, (name) => hashOf(name))) };
}

/** The number of a symbol, or -1. */
export function symbolNumber({ names, starts, slots }: SymbolTable, name: string): number {
  const mask = slots.length - 1;
  for (let at = spread(hashOf(name)) & mask; ; at = (at + 1) & mask) {
    const number = (slots[at] ?? 0) - 1;
    if (number < 0) return -1;
    const start = starts[number] ?? 0;
    if (starts[number + 1] === start + name.length && names.startsWith(name, start)) return number;
  }
}
