/** Exit codes of every verb, listed in its help. */
export const EXIT = {
  /** Done, and the answer is yes. */
  ok: 0,
  /** Done, and the answer is no: a fixture regressed, a line could not be read, an expectation failed. */
  no: 1,
  /** Wrong usage, or files that cannot be used: nothing was done. */
  usage: 2,
} as const;

export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

/** Something the person at the terminal can mend: printed as one message without a stack, then exit 2. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}
