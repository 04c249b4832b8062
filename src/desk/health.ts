import type { RunningDeps } from './deps.js';
import { nameOf } from './events.js';
import type { StoreFacts } from './records.js';
import { selfTestProblem } from './self-test.js';
import { silentChannels } from './silence.js';
import { readPause } from './speaking.js';

/** How the desk is doing, in sentences for whoever watches it. */
export interface Health {
  /** Everything that somebody should look at; none means that all is well. */
  readonly problems: readonly string[];
  /** Those of them for which the desk cannot do its work now. */
  readonly blocking: readonly string[];
  /** Null when the store does not answer. */
  readonly facts: StoreFacts | null;
  /** Age of the oldest undelivered effect that was due, in milliseconds. */
  readonly oldestMs: number;
}

/** What health is read from. */
export type HealthDeps = Pick<
  RunningDeps,
  'store' | 'rota' | 'judge' | 'settings' | 'selfTest' | 'checks' | 'troubles' | 'drifting'
>;

const longestWaitMs = 10 * 60_000;

/** Looks at the store and the rota; one that does not answer is a problem, not an error. */
export async function readHealth(deps: HealthDeps): Promise<Health> {
  const { store } = deps;
  try {
    const now = await store.now();
    const facts = await store.facts();
    const oldestMs = facts.oldestUndelivered === null ? 0 : now - facts.oldestUndelivered;
    const blocking = sentences(
      oldestMs > longestWaitMs &&
        `the oldest undelivered effect waits for ${Math.round(oldestMs / 60_000)} minutes`,
      facts.unheard > 0 && `${facts.unheard} announcements could not be delivered to their first destination`,
      ...deps.troubles.sentences(),
      await rotaFailure(deps, now),
      await selfTestProblem(deps, now),
      ...(await Promise.all((deps.checks ?? []).map((check) => check()))),
    );
    const paused = await readPause(store);
    const others = sentences(
      await rotaGap(deps, now),
      (await deps.rota.problem?.()) ?? null,
      paused !== null && `the desk says nothing since ${paused.by} paused it: triage resume`,
      facts.stuck > 0 && `${facts.stuck} reports could not be decided and wait for a person`,
      facts.parked > 0 &&
        `${facts.parked} effects were given up and wait for a person: triage effects --parked`,
      ...(await silentChannels(deps, now)),
      ...deps.drifting.sentences(),
    );
    return { problems: [...blocking, ...others], blocking, facts, oldestMs };
  } catch (error) {
    const blocking = [`the store does not answer (${nameOf(error)})`];
    return { problems: blocking, blocking, facts: null, oldestMs: 0 };
  }
}

async function rotaFailure({ rota }: HealthDeps, now: number): Promise<string | null> {
  try {
    await rota.at(now);
    return null;
  } catch (error) {
    return `the on-call calendar cannot be read (${nameOf(error)})`;
  }
}

/** A moment at which nobody is on call is an alarm: an outage would find nobody. */
async function rotaGap({ rota }: HealthDeps, now: number): Promise<string | null> {
  const people = await rota.at(now).catch(() => null);
  return people?.length === 0 ? 'nobody is on call now: triage oncall check' : null;
}

function sentences(...found: readonly (string | false | null)[]): readonly string[] {
  return found.filter((sentence) => typeof sentence === 'string');
}
