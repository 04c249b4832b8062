// What a model has learnt of each word that reports used, found once and remembered for a while: one look-up a word
// instead of dozens in tables that are too large for the processor to keep near.

import { hashOf } from '../hash.js';
import { perWord, type Word, wordsKnown } from '../reading/word.js';
import type { Features } from '../types.js';
import type { LeaningModel } from './model.js';
import { type ScoreRows, scoreRows } from './score-rows.js';
import { piecesOf, placeOf, placeTerms, spellingOf, type Told, termsOfFact, wordOf } from './terms.js';

/** Something that counts once a report. */
interface Counted {
  /** The last round (`newRound`) in which it was counted. */
  counted: number;
}

/** A stem: the same object for all words of it. */
export interface KnownTerm extends Counted {
  readonly hash: number;
}

/** A word, with where its scores begin: those of its stem, then of its spelling, then of its pieces. */
export interface KnownWord extends Counted {
  readonly term: KnownTerm;
  readonly stem: number;
  readonly spelling: number;
  readonly parts: number;
  /** How many pieces it has. */
  readonly pieces: number;
}

/** What was read beside the words, with where its scores begin. */
export interface KnownFact extends Counted {
  readonly at: number;
}

/** A model's look-ups. */
export interface Known {
  readonly rows: ScoreRows;
  wordOf(word: Word): KnownWord;
  /** Where the scores begin of who reports and where. */
  placeOf(features: Features): readonly number[];
  /** The terms of what was read, by its name and value. */
  factsOf(name: string, value: Told): readonly KnownFact[];
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
  const rows = scoreRows(model);
  const termOf = remembered((name: string): KnownTerm => ({ hash: hashOf(name) | 0, counted: 0 }));
  const ofFact = remembered((name: string) =>
    remembered((value: Told) =>
      termsOfFact(name, value).map(
        (term): KnownFact => ({ at: rows.add('facts', [hashOf(term)]), counted: 0 }),
      ),
    ),
  );
  const ofPlace = remembered((place: string) =>
    remembered((kind: unknown) => placeTerms(place, kind).map((term) => rows.add('words', [hashOf(term)]))),
  );
  return {
    rows,
    wordOf: perWord((word) => {
      const term = termOf(wordOf(word));
      const spelling = spellingOf(word);
      const pieces = piecesOf(word);
      return {
        term,
        stem: rows.add('words', [term.hash]),
        spelling: rows.add('words', spelling === null ? [] : [hashOf(spelling)]),
        parts: rows.add('pieces', pieces),
        pieces: pieces.length,
        counted: 0,
      };
    }),
    placeOf: ({ facts }) => ofPlace(placeOf(facts.channel))(facts.kind),
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
