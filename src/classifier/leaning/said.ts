// The words of one report as both voices look at them: each looked up once.

import { distinct } from '../few.js';
import { type Token, tokenBefore } from '../reading/token.js';
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
  const round = newRound();
  let repeated = false;
  let firstAgain = false;
  for (let i = 0; i < tokens.length; i++) {
    const token = tokens[i];
    const term = words[i]?.term;
    if (token === undefined || term === undefined) continue;
    const again = term.counted === round;
    term.counted = round;
    const before = tokenBefore(tokens, i);
    if (before !== undefined && arePair(before, token)) {
      const row = rowOf(pairs, hashOfPair(words[i - 1]?.term.hash ?? 0, term.hash));
      if (row >= 0) rows.push(row);
      // A pair stands there again only where both its words do.
      repeated ||= firstAgain && again;
    }
    firstAgain = again;
  }
  return repeated ? distinct(rows) : rows;
}

function look(tokens: readonly Token[], model: LeaningModel): Said {
  const known = knownTo(model);
  const round = newRound();
  const words: KnownWord[] = [];
  const spoken: number[] = [];
  const parts: number[] = [];
  let stems = 0;
  let pieces = 0;
  for (const token of tokens) {
    const word = known.wordOf(token.word);
    words.push(word);
    if (word.counted === round) continue;
    word.counted = round;
    pieces += word.pieces;
    parts.push(word.parts);
    const again = word.term.counted === round;
    spoken.push(again ? word.spelling : word.both);
    if (again) continue;
    word.term.counted = round;
    stems++;
  }
  const share = {
    words: 1 / Math.sqrt(Math.max(stems, 1)),
    pieces: 1 / Math.sqrt(Math.max(pieces, 1)),
  };
  return { model, known, tokens, words, spoken, parts, share };
}
