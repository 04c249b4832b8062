// What a model has learnt of each word that reports used, found once and remembered for a while: one look-up a word
// instead of dozens in tables that are too large for the processor to keep near.

import { hashOf } from '../hash.js';
import { perWord, type Word, wordsKnown } from '../reading/word.js';
import type { Features } from '../types.js';
import { knownFacts } from './known-facts.js';
import type { LeaningModel } from './model.js';
import { remembered } from './remembered.js';
import type { Counted } from './round.js';
import { type ScoreRows, scoreRows } from './score-rows.js';
import { piecesOf, placeOf, placeTerms, spellingOf, wordOf } from './terms.js';

/** A word, with where its scores begin. Among words of one stem the one that was met first stands for the stem. */
export interface KnownWord extends Counted {
  /** The word that stands for its stem; null where it is this one. */
  readonly first: KnownWord | null;
  /** The last round in which its stem was counted, where it stands for that. */
  stemCounted: number;
  /** Of its stem. */
  readonly hash: number;
  /** Where the scores of its stem and its spelling together begin. */
  readonly both: number;
  /** Where those of its pieces begin, among the rows of pieces. */
  readonly parts: number;
  /** How many pieces it has. */
  readonly pieces: number;
}

/** A model's look-ups. */
export interface Known {
  readonly words: ScoreRows;
  readonly pieces: ScoreRows;
  readonly facts: ScoreRows;
  /** Where one report after the other is added up: arrays of this kind are dear to make. */
  readonly room: Room;
  wordOf(word: Word): KnownWord;
  /** Where the scores begin of a word's spelling, for where its stem was counted already. */
  spellingOf(word: Word): number;
  /** Where the scores begin, among those of words, of who reports and where. */
  placeOf(features: Features): number;
  /** Where those begin of what was read beside the words, each once. */
  factsOf(features: Features): readonly number[];
}

/** Sums of pairs, a column an outcome of either voice, and the scores of each voice. */
interface Room {
  readonly pairs: Int32Array;
  readonly classes: Float64Array;
  readonly areas: Float64Array;
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

function knowing({ classes, areas }: LeaningModel): Known {
  const words = scoreRows(classes.words, areas.words);
  const pieces = scoreRows(classes.pieces, areas.pieces);
  const facts = scoreRows(classes.facts, areas.facts);
  const stems = new Map<string, KnownWord>();
  const ofPlace = remembered((place: string) =>
    remembered((kind: unknown) => ({ at: words.add(placeTerms(place, kind).map((term) => hashOf(term))) })),
  );
  return {
    words,
    pieces,
    facts,
    room: {
      pairs: new Int32Array(classes.outcomes.length + areas.outcomes.length),
      classes: new Float64Array(classes.outcomes.length),
      areas: new Float64Array(areas.outcomes.length),
    },
    wordOf: perWord((word) => {
      const stem = wordOf(word);
      const hash = hashOf(stem) | 0;
      const parts = piecesOf(word);
      const own: KnownWord = {
        first: stems.get(stem) ?? null,
        stemCounted: 0,
        hash,
        both: words.add([hash, ...spelt(word)]),
        parts: pieces.add(parts),
        pieces: parts.length,
        counted: 0,
      };
      if (own.first === null) stems.set(stem, own);
      return own;
    }),
    spellingOf: perWord((word) => words.add(spelt(word))),
    placeOf: (features) => ofPlace(placeOf(features.facts.channel))(features.facts.kind).at,
    factsOf: knownFacts(facts),
  };
}

function spelt(word: Word): readonly number[] {
  const spelling = spellingOf(word);
  return spelling === null ? [] : [hashOf(spelling)];
}
