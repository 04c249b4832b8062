// Words as they stand in a text, capitals and apostrophes included, with all that reading needs of them. Texts use
// few words again and again, so each is folded and stemmed once.

import { boundedCache } from './bounded-cache.js';
import { fold } from './characters.js';
import { isAllCapitals, isCapital, withoutApostrophe } from './spelling.js';
import { knownWord } from './stems.js';

export interface WrittenWord {
  /** As `Token.norm`; empty when nothing is left of it. */
  readonly norm: string;
  readonly stem: string;
  readonly capital: boolean;
  readonly shout: boolean;
}

const REMEMBERED_WORDS = 20_000;
const words = boundedCache<WrittenWord>(REMEMBERED_WORDS);

/** What there is to know of a word as it is written; only its first letters where it is endless. */
export function writtenWord(written: string): WrittenWord {
  const known = words.get(written);
  if (known !== undefined) return known;
  const found = read(written);
  words.set(written, found);
  return found;
}

function read(written: string): WrittenWord {
  const folded = fold(written);
  const bare = APOSTROPHE.test(written) ? withoutApostrophe(folded) : folded;
  const { norm, stem } = knownWord(bare === 'cannot' ? 'cant' : bare);
  const capital = isCapital(written, 0);
  const shout = capital && written.length >= 2 && isAllCapitals(written, 0, written.length);
  return { norm, stem, capital, shout };
}

const APOSTROPHE = /['’‘´`ʼ＇]/;
