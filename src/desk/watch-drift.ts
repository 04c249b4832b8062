// Whether decisions get worse is told with the desk's health: nobody looks at the figures every day.

import type { RunningDeps } from './deps.js';

/**
 * What has become worse by a moment (milliseconds, UTC), a sentence each, out of the lines of an export of what
 * happened since another.
 */
export type ReadDrift = (
  linesSince: (since: number) => AsyncIterable<string>,
  now: number,
) => Promise<readonly string[]>;

/** What the last look has found. */
export interface DriftWatch {
  look(deps: Pick<RunningDeps, 'store' | 'drift'>): Promise<false>;
  sentences(): readonly string[];
}

/** Has found nothing yet. */
export function createDriftWatch(): DriftWatch {
  let found: readonly string[] = [];
  return {
    async look({ store, drift }) {
      if (drift !== undefined) found = await drift((since) => store.dumpLately(since), await store.now());
      return false;
    },
    sentences: () => found,
  };
}
