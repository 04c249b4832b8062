// The words of one report as both voices look at them: each looked up once.

import { distinct } from '../few.js';
import type { Token } from '../reading/token.js';
import { type Known, type KnownWord, knownTo } from './known-words.js';
import type { LeaningModel, Voice } from './model.js';
import { newRound } from './round.js';
import { hashOfPair, rowOf } from './term-table.js';
import { arePair } from './terms.js';

/** What a report says, as a model knows it. */
export interface Said {
  readonly model: LeaningModel;
  readonly known: Known;
  readonly tokens: readonly Token[];
  /** One to a token. */
  readonly words: readonly KnownWord[];
  /** Where the scores begin of the different words, each stem once. */
  readonly spoken: readonly number[];
  /** Where those of their pieces begin. */
  readonly parts: readonly number[];
  /** Two neighbours were both said before, so that a pair may stand there again. */
  readonly repeats: boolean;
  /** What one word, and one piece of a word, counts: less in long texts. */
  readonly share: { readonly words: number; readonly pieces: number };
}

// Opinion and evidence look at the same words: the last ones are remembered.
let last: Said | null = null;

/** What the tokens of a report say. */
export function saidIn(tokens: readonly Token[], model: LeaningModel): Said {
  if (last?.tokens === tokens && last.model === model) return last;
  last = look(tokens, model);
  return last;
}

/** The rows of the pairs of neighbouring words that a voice has learnt, each once. */
export function pairsIn({ tokens, words, repeats }: Said, { pairs }: Voice): readonly number[] {
  const rows: number[] = [];
  if (pairs.size === 0) return rows;
  for (let i = 1; i < tokens.length; i++) {
    const before = tokens[i - 1];
    const token = tokens[i];
    if (before === undefined || token === undefined || !arePair(before, token)) continue;
    const row = rowOf(pairs, hashOfPair(words[i - 1]?.hash ?? 0, words[i]?.hash ?? 0));
    if (row >= 0) rows.push(row);
  }
  return repeats ? distinct(rows) : rows;
}

function look(tokens: readonly Token[], model: LeaningModel): Said {
  const known = knownTo(model);
  const round = newRound();
  const words: KnownWord[] = [];
  const spoken: number[] = [];
  const parts: number[] = [];
  let stems = 0;
  let pieces = 0;
  let repeats = false;
  let beforeAgain = false;
  for (const token of tokens) {
    const word = known.wordOf(token.word);
    words.push(word);
    const stem = word.first ?? word;
    const again = stem.stemCounted === round;
    repeats ||= beforeAgain && again;
    beforeAgain = again;
    if (word.counted === round) continue;
    word.counted = round;
    pieces += word.pieces;
    parts.push(word.parts);
    spoken.push(again ? known.spellingOf(token.word) : word.both);
    if (again) continue;
    stem.stemCounted = round;
    stems++;
  }
  const share = {
    words: 1 / Math.sqrt(Math.max(stems, 1)),
    pieces: 1 / Math.sqrt(Math.max(pieces, 1)),
  };
  return { model, known, tokens, words, spoken, parts, repeats, share };
}
