import type { RunningDeps } from './deps.js';
import { readHealth } from './health.js';

/** Writes a line into the log whenever something begins to be wrong, and when it is over. */
export function createWatch(): (deps: RunningDeps) => Promise<false> {
  let known: ReadonlySet<string> = new Set();
  return async (deps) => {
    const { problems } = await readHealth(deps);
    // The numbers in a sentence change while the problem is the same.
    const now = new Map(problems.map((problem) => [problem.replace(/\d+/g, 'N'), problem]));
    for (const [kind, problem] of now)
      if (!known.has(kind)) deps.log.error({ problem }, 'something is wrong');
    for (const kind of known) if (!now.has(kind)) deps.log.info({ problem: kind }, 'a problem is over');
    known = new Set(now.keys());
    return false;
  };
}
