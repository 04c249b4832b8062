// What fails again and again although the store answers: a full disk can be read and not written, and a step with a
// fault of its own ends no loop. Whoever watches the desk must hear of it all the same.

import { nameOf } from './events.js';

/** Work of the desk that failed since it last went well. */
export interface Troubles {
  failed(work: string, error: unknown): void;
  wentWell(work: string): void;
  /** A sentence for each kind of work that does not get done. */
  sentences(): readonly string[];
}

/** Once may be a moment, like a lock or a server that starts again. */
const often = 3;

/** No troubles yet. */
export function noTroubles(): Troubles {
  const failing = new Map<string, { readonly times: number; readonly error: string }>();
  return {
    failed(work, error) {
      failing.set(work, { times: (failing.get(work)?.times ?? 0) + 1, error: nameOf(error) });
    },
    wentWell: (work) => void failing.delete(work),
    sentences: () =>
      [...failing]
        .filter(([, { times }]) => times >= often)
        .map(([work, { times, error }]) => `${work} failed ${times} times in a row (${error})`),
  };
}
