import type { RunningDeps } from './deps.js';
import { nameOf } from './events.js';
import type { StoreFacts } from './records.js';

/** How the desk is doing: `problems` are sentences for whoever watches it; none means that all is well. */
export interface Health {
  readonly problems: readonly string[];
  /** Null when the store does not answer. */
  readonly facts: StoreFacts | null;
  /** Age of the oldest undelivered effect that was due, in milliseconds. */
  readonly oldestMs: number;
}

const longestWaitMs = 10 * 60_000;

/** Looks at the store; a store that does not answer is a problem, not an error. */
export async function readHealth({ store }: Pick<RunningDeps, 'store'>): Promise<Health> {
  try {
    const facts = await store.facts();
    const oldestMs = facts.oldestUndelivered === null ? 0 : (await store.now()) - facts.oldestUndelivered;
    const problems = [
      facts.stuck > 0 && `${facts.stuck} reports could not be decided and wait for a person`,
      facts.unheard > 0 && `${facts.unheard} announcements could not be delivered to their first destination`,
      facts.parked > 0 &&
        `${facts.parked} effects were given up and wait for a person: triage effects --parked`,
      oldestMs > longestWaitMs &&
        `the oldest undelivered effect waits for ${Math.round(oldestMs / 60_000)} minutes`,
    ];
    return { problems: problems.filter((problem) => problem !== false), facts, oldestMs };
  } catch (error) {
    return { problems: [`the store does not answer (${nameOf(error)})`], facts: null, oldestMs: 0 };
  }
}
