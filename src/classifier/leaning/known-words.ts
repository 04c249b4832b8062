// What a model has learnt of each word that reports used, found once and remembered for a while: one look-up a word
// instead of dozens in tables that are too large for the processor to keep near.

import { hashOf } from '../hash.js';
import { perWord, type Word, wordsKnown } from '../reading/word.js';
import type { Features } from '../types.js';
import type { LeaningModel, Voice } from './model.js';
import { addRow, rowOf } from './term-table.js';
import { piecesOf, placeTerms, spellingOf, type Told, termsOfFact, wordOf } from './terms.js';

/** A term, with its row in a table of each voice; -1 where it has none. */
export interface KnownTerm {
  readonly hash: number;
  readonly classes: number;
  readonly areas: number;
  /** The last round (`newRound`) in which it was counted: a term counts once a report. */
  counted: number;
}

/** A word, with what its pieces add up to for each outcome of a voice. */
export interface KnownWord {
  /** The same object for all words of one stem. */
  readonly term: KnownTerm;
  /** The word as it was spelt; null for anything but words. */
  readonly spelling: KnownTerm | null;
  /** How many pieces it has. */
  readonly pieces: number;
  readonly classes: Float64Array;
  readonly areas: Float64Array;
  /** As of a term: the pieces of a word count once. */
  counted: number;
}

/** A model's look-ups. */
export interface Known {
  wordOf(word: Word): KnownWord;
  /** The terms of who reports and where. */
  placeOf(features: Features): readonly KnownTerm[];
  /** The terms of what was read, by its name and value. */
  factsOf(name: string, value: Told): readonly KnownTerm[];
}

const memories = new WeakMap<LeaningModel, { readonly words: object; readonly known: Known }>();

/** What is known of a model's terms; found anew when the reading has forgotten its words. */
export function knownTo(model: LeaningModel): Known {
  const there = memories.get(model);
  const words = wordsKnown();
  if (there?.words === words) return there.known;
  const known = knowing(model);
  memories.set(model, { words, known });
  return known;
}

let round = 0;

/** Begins a new count: nothing has been counted in it yet. */
export function newRound(): number {
  return ++round;
}

function knowing(model: LeaningModel): Known {
  const { classes, areas } = model;
  const termOf = remembered((name: string) => termIn(classes.words, areas.words, name));
  const ofFact = remembered((name: string) =>
    remembered((value: Told) =>
      termsOfFact(name, value).map((term) => termIn(classes.facts, areas.facts, term)),
    ),
  );
  return {
    wordOf: perWord((word) => {
      const spelling = spellingOf(word);
      const pieces = piecesOf(word);
      return {
        term: termOf(wordOf(word)),
        spelling: spelling === null ? null : termIn(classes.words, areas.words, spelling),
        pieces: pieces.length,
        classes: summed(classes, pieces),
        areas: summed(areas, pieces),
        counted: 0,
      };
    }),
    placeOf: (features) => placeTerms(features).map(termOf),
    factsOf: (name, value) => ofFact(name)(value),
  };
}

/** Stems are forgotten with the words; names of facts and places come from fixed lists and the vocabulary, and are few. */
function remembered<Name, Found extends object>(find: (name: Name) => Found): (name: Name) => Found {
  const known = new Map<Name, Found>();
  return (name) => {
    const there = known.get(name);
    if (there !== undefined) return there;
    const found = find(name);
    known.set(name, found);
    return found;
  };
}

function termIn(classes: Voice['words'], areas: Voice['words'], name: string): KnownTerm {
  const hash = hashOf(name);
  return { hash, classes: rowOf(classes, hash), areas: rowOf(areas, hash), counted: 0 };
}

function summed({ outcomes, pieces: table }: Voice, pieces: readonly number[]): Float64Array {
  if (table.size === 0) return NOTHING;
  const total = new Float64Array(outcomes.length);
  for (const hash of pieces) addRow(total, table, rowOf(table, hash), 1);
  return total;
}

const NOTHING = new Float64Array(0);
