// Which words moved the word model: what it shows of a report as its evidence.

import { sortInPlace } from '../few.js';
import type { Token } from '../reading/token.js';
import { type Evidence, REPORT_CLASSES, type ReportClass } from '../types.js';
import type { KnownWord } from './known-words.js';
import type { LeaningModel } from './model.js';
import { newRound } from './round.js';
import { type Said, saidIn } from './said.js';

/** The words that speak loudest for a class, at most `count`, in the order of the text. */
export function leaningEvidence(
  text: string,
  tokens: readonly Token[],
  model: LeaningModel,
  of: ReportClass,
  count: number,
): readonly Evidence[] {
  const said = saidIn(tokens, model);
  const round = newRound();
  const advantage = advantageOf(REPORT_CLASSES.indexOf(of), said);
  const loudest: Loud[] = [];
  let least = 0;
  for (let i = 0; i < tokens.length; i++) {
    const token = tokens[i];
    const word = said.words[i];
    if (token === undefined || word === undefined) continue;
    const stem = word.first ?? word;
    if (stem.stemCounted === round) continue;
    const score = advantage(word);
    if (score <= 0) continue;
    stem.stemCounted = round;
    if (score <= least) continue;
    loudest.push({ token, score });
    sortInPlace(loudest, byLoudness);
    if (loudest.length > count) loudest.pop();
    if (loudest.length === count) least = loudest[count - 1]?.score ?? 0;
  }
  return sortInPlace(
    loudest.map(({ token: { start, end } }) => ({ start, end, text: text.slice(start, end) })),
    (a, b) => a.start - b.start,
  );
}

interface Loud {
  readonly token: Token;
  readonly score: number;
}

function byLoudness(a: Loud, b: Loud): number {
  return b.score - a.score || a.token.start - b.token.start;
}

/** How much more a word of a report says for one class than for the best of the others. */
function advantageOf(
  column: number,
  { model: { classes }, known, share }: Said,
): (word: KnownWord) => number {
  const words = known.words.scores();
  const pieces = known.pieces.scores();
  const perWord = share.words * classes.words.unit;
  const perPiece = share.pieces * classes.pieces.unit;
  return ({ both, parts }) => {
    let own = 0;
    let other = Number.NEGATIVE_INFINITY;
    for (let k = 0; k < REPORT_CLASSES.length; k++) {
      const score = perWord * (words[both + k] ?? 0) + perPiece * (pieces[parts + k] ?? 0);
      if (k === column) own = score;
      else if (score > other) other = score;
    }
    return own - other;
  };
}
