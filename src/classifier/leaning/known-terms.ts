// What a model has learnt of each word that reports used, found once and remembered for a while: one look-up a word
// instead of four in tables that are too large for the processor to keep near.

import type { LeaningModel, Voice } from './model.js';

/** A word, with its place in each voice. */
export interface KnownTerm {
  readonly word: string;
  readonly classes: PlaceInVoice;
  readonly areas: PlaceInVoice;
}

interface PlaceInVoice {
  readonly row: number | undefined;
  /** Rows of the pairs that it begins, by second word. */
  readonly seconds: ReadonlyMap<string, number> | undefined;
}

const REMEMBERED_TERMS = 20_000;
const remembered = new WeakMap<LeaningModel, Map<string, KnownTerm>>();

/** A look-up of words in a model for one report: the same word gives the same object, however many there are. */
export function knownTerms(model: LeaningModel): (word: string) => KnownTerm {
  const terms = remembered.get(model) ?? new Map<string, KnownTerm>();
  remembered.set(model, terms);
  // Never within a report: what was found in it must stay.
  if (terms.size > REMEMBERED_TERMS) terms.clear();
  return (word) => {
    const known = terms.get(word);
    if (known !== undefined) return known;
    const found = { word, classes: placeIn(model.classes, word), areas: placeIn(model.areas, word) };
    terms.set(word, found);
    return found;
  };
}

function placeIn(voice: Voice, word: string): PlaceInVoice {
  return { row: voice.words.get(word), seconds: voice.pairs.seconds(word) };
}
