// Whether decisions get worse is told with the desk's health: nobody looks at the figures every day.

import type { RunningDeps } from './deps.js';
import type { Findings } from './optional-parts.js';

/** What the last look has found. */
export interface DriftWatch extends Findings {
  look(deps: Pick<RunningDeps, 'store' | 'drift'>): Promise<false>;
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
