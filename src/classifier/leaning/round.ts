// Counting things once a report without a set: each remembers when it was counted last.

/** Something that counts once a report. */
export interface Counted {
  /** The last round in which it was counted. */
  counted: number;
}

let round = 0;

/** Begins a new count: nothing has been counted in it yet. */
export function newRound(): number {
  return ++round;
}
