// Lengths of time that lead ahead: "in 45 minutes", "an hour left", "20 min to go", "we have half an hour";
// not "for 20 minutes", "an hour ago", "4 times in 10 minutes".

import { lengthAt } from './lengths.js';
import { MINUTE } from './local-days.js';
import { NUMBER_WORDS } from './number-words.js';
import { nextNorm, previousToken, type Token, tokenBefore } from './token.js';

export interface DurationRead {
  readonly first: number;
  readonly last: number;
  /** Milliseconds. */
  readonly length: number;
}

/** The length of time ahead that begins at a token, or null. */
export function durationAt(tokens: readonly Token[], at: number): DurationRead | null {
  const length = lengthAt(tokens, at);
  if (length === null) return null;
  const within = withinAt(tokens, at, length.last);
  if (within === null && !leadsAhead(tokens, at, length.last)) return null;
  return { first: within ?? at, last: length.last, length: length.minutes * MINUTE };
}

const WITHIN = new Set('in within innerhalb dans ici en em tra fra only another next'.split(' '));
/** "Dentro de una hora", "daqui a uma hora". */
const WITHIN_OF = new Map([
  ['de', 'dentro'],
  ['di', 'entro'],
  ['a', 'daqui'],
  ['von', 'innerhalb'],
]);
/** English "over two hours" is more than two hours. */
const DUTCH = new Set('uur minuten dagen weken kwartier'.split(' '));

/** Where the words begin that make the length one from now, or null. */
function withinAt(tokens: readonly Token[], at: number, last: number): number | null {
  const before = previousToken(tokens, at)?.norm ?? '';
  if (BACK.has(nextNorm(tokens, last))) return null;
  if (before === 'over') return DUTCH.has(tokens[last]?.norm ?? '') ? at - 1 : null;
  if (WITHIN_OF.get(before) === (tokenBefore(tokens, at, 2)?.norm ?? '')) return at - 2;
  // "D'ici 17h" is a time of day.
  if (before === 'ici' && tokens[at]?.kind === 'time' && Number.parseInt(tokens[at]?.norm ?? '', 10) >= 7)
    return null;
  if (!WITHIN.has(before) || (before === 'in' && looksBack(tokens, at))) return null;
  return at - 1;
}

const HAVING = new Set('we have has got leaves gives haben avons abbiamo tenemos'.split(' '));
const LEFT = new Set('left before until till away remaining remain noch time'.split(' '));
const TO = new Set('go get fix do the air launch start spare'.split(' '));
const BACK = new Set('ago since straight geleden fa'.split(' '));

function leadsAhead(tokens: readonly Token[], at: number, last: number): boolean {
  const before = previousToken(tokens, at)?.norm ?? '';
  const next = nextNorm(tokens, last);
  const afterNext = tokens[last + 2]?.norm ?? '';
  if (LEFT.has(next) || (next === 'to' && TO.has(afterNext)) || (next === 'from' && afterNext === 'now'))
    return true;
  return HAVING.has(before);
}

const PAST_MARKS = new Set(
  'last past latest ago since for first second third once twice times occurred received complaints tickets reports'.split(
    ' ',
  ),
);

/** "4 times in 10 minutes", "in the last hour": what was counted lies behind. */
function looksBack(tokens: readonly Token[], at: number): boolean {
  const sentence = tokens[at]?.sentence;
  for (let i = at - 2; i >= at - 4 && i >= 0; i--) {
    const token = tokens[i];
    if (token === undefined || token.sentence !== sentence) return false;
    if (PAST_MARKS.has(token.norm)) return true;
    const isCount = token.kind === 'number' || (NUMBER_WORDS.get(token.norm) ?? 0) > 2;
    if (isCount && i <= at - 3) return true;
  }
  return false;
}
