import type { RuleChange } from './rule-change.js';

/** Changes that are to be tried together, and how much they change: weights by how far they move. */
export interface Candidate {
  readonly changes: readonly RuleChange[];
  readonly size: number;
  /** Where a rule of its own speaks, by place among the labelled reports; of other changes the reports tell that. */
  readonly speaksIn?: readonly number[];
}
