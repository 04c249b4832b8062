// What words may be to the readers of facts. Most texts have no time, no severity and no number, and then those
// readers have nothing to do; find-cues.ts finds out.

/** What a word may begin, or be a part of, one bit each. */
export const CUES = {
  duration: 1,
  clock: 2,
  day: 4,
  date: 8,
  severity: 16,
  format: 32,
  name: 64,
  number: 128,
  percent: 256,
  unitOfTime: 512,
} as const;

/** The cues of a text. */
export interface Cues {
  /** Of each token. */
  readonly at: readonly number[];
  /** Of any of them. */
  readonly any: number;
}
