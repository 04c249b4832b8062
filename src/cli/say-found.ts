import { harmless } from './paint.js';

const longestFound = 60;

/** What stands in a value that was not what was expected, in a few words for an error message. */
export function sayFound(value: unknown): string {
  if (value === undefined) return 'is missing';
  // Cut before it is written out: a megabyte has no place in a message.
  const written = typeof value === 'string' ? JSON.stringify(value.slice(0, 200)) : JSON.stringify(value);
  const letters = [...harmless(written)];
  const cut = letters.length > longestFound;
  return `is ${cut ? `${letters.slice(0, longestFound - 1).join('')}…` : letters.join('')}`;
}
