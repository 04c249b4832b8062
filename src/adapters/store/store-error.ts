/**
 * The store cannot be used as it is, and nothing was changed in it. `locked`: another desk has it; `damaged`: it
 * is no database of ours; `newer`: a later version of the desk wrote it; `unreachable`: it does not answer.
 */
export class StoreError extends Error {
  override readonly name = 'StoreError';
  constructor(
    readonly reason: 'locked' | 'damaged' | 'newer' | 'unreachable',
    message: string,
    cause?: unknown,
  ) {
    super(message, { cause });
  }
}
