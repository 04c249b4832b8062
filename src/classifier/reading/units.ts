// The text that is being read, laid out as numbers: one row of its UTF-16 units, one of what each of them is. There is
// one text at a time, and the rows are the same for all of them. After its end stands a unit that is nothing.

import { classOf, OTHER } from './characters.js';

/** How much of a text is read, in UTF-16 units. */
export const READ_LIMIT = 64 * 1024;

const units = new Uint16Array(READ_LIMIT + 1);
const kinds = new Uint8Array(READ_LIMIT + 1);

/** Lays out the first `length` units of a text, in place of the text before. */
export function layOut(text: string, length: number): void {
  for (let i = 0; i < length; i++) {
    const unit = text.charCodeAt(i);
    units[i] = unit;
    kinds[i] = classOf(unit);
  }
  units[length] = 0;
  kinds[length] = OTHER;
}

/** The unit at a place. */
export function unitAt(at: number): number {
  return units[at] ?? 0;
}

/** The class of the unit at a place. */
export function kindAt(at: number): number {
  return kinds[at] ?? OTHER;
}
