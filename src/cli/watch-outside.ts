// What may be mended or broken outside while the desk runs, like a field that Jira begins to require: looked at again
// and again by the checks of `triage doctor`, and told where people look. It never keeps the desk from its work.

import { keepDoing, type Loop } from '../desk/loop.js';
import type { Clock } from '../desk/ports.js';
import type { Configured, DoctorCheck, Standing } from './doctor-check.js';

/** Looks at the outside until stopped. */
export interface WatchedOutside extends Pick<Loop, 'stop'> {
  /** What is wrong by the last look, one sentence for each check. */
  problems(): readonly string[];
}

/** `tell` is called when a check begins to find something wrong, and when that is over. */
export function watchOutside(
  checks: readonly DoctorCheck[],
  configured: Configured & { readonly clock: Clock },
  everyMs: number,
  tell: (name: string, standing: Standing) => void,
): WatchedOutside {
  const wrong = new Map<string, Standing>();
  const look = async (): Promise<false> => {
    for (const check of checks) {
      const standing = await check.look(configured);
      if (standing.state === 'wrong' || wrong.has(check.name)) {
        const same = wrong.get(check.name)?.notes.join() === standing.notes.join();
        if (!same) tell(check.name, standing);
      }
      if (standing.state === 'wrong') wrong.set(check.name, standing);
      else wrong.delete(check.name);
    }
    return false;
  };
  const loop = keepDoing('outside', look, async () => everyMs, configured);
  return {
    problems: () => [...wrong].map(([name, { notes }]) => `the ${name} needs mending: ${notes.join(' ')}`),
    stop: () => loop.stop(),
  };
}
