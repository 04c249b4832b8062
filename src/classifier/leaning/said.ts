// The words of one report as both voices look at them: each looked up once.

import { distinct } from '../few.js';
import type { Token } from '../reading/token.js';
import { type KnownWord, knownTo, newRound } from './known-words.js';
import type { LeaningModel, Voice } from './model.js';
import { hashOfPair, rowOf } from './term-table.js';
import { arePair } from './terms.js';

/** What a report says, as a model knows it. */
export interface Said {
  readonly model: LeaningModel;
  readonly tokens: readonly Token[];
  /** One to a token. */
  readonly words: readonly KnownWord[];
  /** The first word of each stem, in the order of the text. */
  readonly stems: readonly KnownWord[];
  /** The different words, in the order of the text. */
  readonly distinct: readonly KnownWord[];
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
export function pairsIn({ tokens, words }: Said, { pairs }: Voice): readonly number[] {
  const rows: number[] = [];
  if (pairs.size === 0) return rows;
  for (let i = 1; i < tokens.length; i++) {
    const before = tokens[i - 1];
    const token = tokens[i];
    if (before === undefined || token === undefined || !arePair(before, token)) continue;
    const row = rowOf(pairs, hashOfPair(words[i - 1]?.term.hash ?? 0, words[i]?.term.hash ?? 0));
    if (row >= 0) rows.push(row);
  }
  return distinct(rows);
}

function look(tokens: readonly Token[], model: LeaningModel): Said {
  const known = knownTo(model);
  const round = newRound();
  const words: KnownWord[] = [];
  const stems: KnownWord[] = [];
  const distinct: KnownWord[] = [];
  let pieces = 0;
  for (const token of tokens) {
    const word = known.wordOf(token.word);
    words.push(word);
    if (word.counted === round) continue;
    word.counted = round;
    distinct.push(word);
    pieces += word.pieces;
    if (word.term.counted === round) continue;
    word.term.counted = round;
    stems.push(word);
  }
  const share = {
    words: 1 / Math.sqrt(Math.max(stems.length, 1)),
    pieces: 1 / Math.sqrt(Math.max(pieces, 1)),
  };
  return { model, tokens, words, stems, distinct, share };
}
