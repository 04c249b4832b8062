// What a model has learnt of each thing that was read beside the words: a row to a value, all sizes of a number in one.

import { hashOf } from '../hash.js';
import type { Features } from '../types.js';
import { eachFact, factNames, type Told, termsOfFact } from './fact-terms.js';
import { remembered } from './remembered.js';
import { type Counted, newRound } from './round.js';
import type { ScoreRows } from './score-rows.js';

interface KnownFact extends Counted {
  readonly at: number;
}

/** Looks up where the scores begin of what was read in a report, each thing once. */
export function knownFacts(rows: ScoreRows): (features: Features) => readonly number[] {
  const ofName = factNames.map((_, name) =>
    remembered((value: Told): KnownFact => {
      const hashes = termsOfFact(name, value).map((term) => hashOf(term));
      return { at: rows.add(hashes), counted: 0 };
    }),
  );
  return (features) => {
    const round = newRound();
    const places: number[] = [];
    eachFact(features, (name, value) => {
      const fact = ofName[name]?.(value);
      if (fact === undefined || fact.counted === round) return;
      fact.counted = round;
      places.push(fact.at);
    });
    return places;
  };
}
