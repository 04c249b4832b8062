// What an edit has added to a message, so that a slip of the pen put right is not taken for news.

import { diffWords } from 'diff';

/** The words that were not there before; all of them where most are new. */
export function newWords(before: string, after: string): string {
  // Telling long texts apart takes long, and what is so long says enough as it is.
  if (Math.max(before.length, after.length) > longest) return after;
  const added = diffWords(before, after)
    .filter((part) => part.added)
    .map(({ value }) => value);
  const isMost = added.reduce((sum, { length }) => sum + length, 0) * 2 > after.length;
  return isMost ? after : added.join(' ');
}

const longest = 8_192;
