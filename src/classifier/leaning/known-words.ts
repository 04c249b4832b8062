// What a model has learnt of each word that reports used, found once and remembered for a while: one look-up a word
// instead of dozens in tables that are too large for the processor to keep near.

import type { Token } from '../reading/token.js';
import type { LeaningModel, Voice } from './model.js';
import { addRow, hashOf, rowOf } from './term-table.js';
import { piecesOf, wordOf } from './terms.js';

/** A stem, with its row in each table of words; -1 where it has none. */
export interface KnownTerm {
  readonly hash: number;
  readonly classes: number;
  readonly areas: number;
}

/** A word as it was written, with what its pieces add up to for each outcome of a voice. */
export interface KnownPieces {
  /** How many pieces it has. */
  readonly count: number;
  readonly classes: Float64Array;
  readonly areas: Float64Array;
}

/** A look-up of words in a model for one report: the same word gives the same object, however many there are. */
export interface KnownWords {
  termOf(token: Token): KnownTerm;
  piecesOf(token: Token): KnownPieces;
}

const REMEMBERED_WORDS = 20_000;

interface Memory {
  readonly terms: Map<string, KnownTerm>;
  readonly pieces: Map<string, KnownPieces>;
}

const memories = new WeakMap<LeaningModel, Memory>();

export function knownWords(model: LeaningModel): KnownWords {
  const memory = memories.get(model) ?? { terms: new Map(), pieces: new Map() };
  memories.set(model, memory);
  // Never within a report: what was found in it must stay.
  if (memory.terms.size > REMEMBERED_WORDS) memory.terms.clear();
  if (memory.pieces.size > REMEMBERED_WORDS) memory.pieces.clear();
  return {
    termOf(token) {
      const word = wordOf(token);
      return memory.terms.get(word) ?? noted(memory.terms, word, termIn(model, word));
    },
    piecesOf(token) {
      const word = token.kind === 'word' ? token.norm : '';
      return memory.pieces.get(word) ?? noted(memory.pieces, word, piecesIn(model, piecesOf(token)));
    },
  };
}

function noted<T>(known: Map<string, T>, name: string, found: T): T {
  known.set(name, found);
  return found;
}

function termIn({ classes, areas }: LeaningModel, word: string): KnownTerm {
  const hash = hashOf(word);
  return { hash, classes: rowOf(classes.words, hash), areas: rowOf(areas.words, hash) };
}

function piecesIn({ classes, areas }: LeaningModel, pieces: readonly number[]): KnownPieces {
  return { count: pieces.length, classes: summed(classes, pieces), areas: summed(areas, pieces) };
}

function summed({ outcomes, pieces: table }: Voice, pieces: readonly number[]): Float64Array {
  const total = new Float64Array(outcomes.length);
  if (table.size > 0) for (const hash of pieces) addRow(total, table, rowOf(table, hash), 1);
  return total;
}
