// What might set one wrong decision right, the smallest change first: a weight, a word, and last a rule of its own.

import type { Case } from '../authoring/index.js';
import type { Candidate } from './candidate.js';
import { ruleCandidates } from './rule-candidates.js';
import type { TermIndex } from './rule-terms.js';
import type { State } from './state.js';
import { weightCandidates } from './weight-candidates.js';
import { lookAlikes, newWords } from './word-candidates.js';

/** Changes that lead from the class decided to the label; later ones are looked for when the earlier ones do not do. */
export function* candidatesFor(one: Case, state: State, terms: TermIndex): Generator<Candidate> {
  const small = [
    ...weightCandidates(one, state.rulebook),
    ...newWords(one, state),
    ...lookAlikes(one, state),
  ];
  yield* small.toSorted((a, b) => a.size - b.size || a.changes.length - b.changes.length);
  yield* ruleCandidates(one, state, terms);
}
