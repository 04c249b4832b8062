// One look over the words of a text, before its facts are read: which readers have anything to read, and where. What
// a word may be is the same in every text, so each reader is asked about a word only once.

import { mayBeDate } from './calendar-dates.js';
import { mayBeClock } from './clocks.js';
import { CUES, type Cues } from './cues.js';
import { mayBeDay } from './days.js';
import { mayMarkFormat } from './formats.js';
import { isUnitOfTime, mayLast } from './lengths.js';
import { mayBeName } from './partners.js';
import { maySaySeverity } from './severity.js';
import type { Token } from './token.js';
import { perWord } from './word.js';

/** The cues of a text; a word is one for a name only where it has a capital. */
export function findCues(tokens: readonly Token[]): Cues {
  const at: number[] = [];
  let any = 0;
  for (const { word, capital } of tokens) {
    const own = capital ? cuesOf(word) : cuesOf(word) & ~CUES.name;
    at.push(own);
    any |= own;
  }
  return { at, any };
}

const cuesOf = perWord(
  (word) =>
    (mayLast(word) ? CUES.duration : 0) |
    (mayBeClock(word) ? CUES.clock : 0) |
    (mayBeDay(word) ? CUES.day : 0) |
    (mayBeDate(word) ? CUES.date : 0) |
    (maySaySeverity(word) ? CUES.severity : 0) |
    (mayMarkFormat(word) ? CUES.format : 0) |
    (mayBeName(word) ? CUES.name : 0) |
    (word.kind === 'number' ? CUES.number : 0) |
    (word.kind === 'percent' ? CUES.percent : 0) |
    (isUnitOfTime(word) ? CUES.unitOfTime : 0),
);
