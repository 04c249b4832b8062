// The machine's clock may be set back while the desk runs. What was to wait for seconds by the old time must not
// wait for an hour by the new one. (Set forward, things only come early, and a claim that seems to have run out is
// not taken from ourselves.)

import type { RunningDeps } from './deps.js';

/** Less than that is the clock being kept right. */
const jump = 30_000;

/** Gives a step that notices when the clock was set back since it last looked; its result is always false. */
export function createJumpWatch(): (deps: RunningDeps) => Promise<false> {
  let last = Number.NEGATIVE_INFINITY;
  return async ({ store, log }) => {
    const now = await store.now();
    const back = last - now;
    last = now;
    if (back < jump) return false;
    await store.pullForward(back, now);
    log.warn({ restMs: back }, 'the clock was set back, and with it what waits for a time');
    return false;
  };
}
