// What might set one wrong decision right, the smallest change first: a weight, a word, and last a rule of its own.

import type { Case } from '../authoring/index.js';
import { ruleCandidates } from './rule-candidates.js';
import type { RuleChange } from './rule-change.js';
import type { TermIndex } from './rule-terms.js';
import type { State } from './state.js';
import { weightCandidates } from './weight-candidates.js';
import { lookAlikes, newWords } from './word-candidates.js';

/** Changes that are to be tried together, and how much they change: weights by how far they move. */
export interface Candidate {
  readonly changes: readonly RuleChange[];
  readonly size: number;
  /** Where a rule of its own speaks, by place among the labelled reports; of other changes the reports tell that. */
  readonly speaksIn?: readonly number[];
}

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
