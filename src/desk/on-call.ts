import type { OnCall, PersonId } from '../router/index.js';
import type { RunningDeps } from './deps.js';
import { nameOf } from './events.js';
import { splitOf } from './kept-split.js';

/** What it takes to know who is on call. */
export type OnCallDeps = Pick<RunningDeps, 'rota' | 'log' | 'store' | 'judge'>;

/**
 * Who is on call now, and who of them has the off hours. With an unreadable calendar nobody is named: the report is
 * decided and told all the same.
 */
export async function whoIsOnCall(deps: OnCallDeps, now: number): Promise<OnCall> {
  const people = await namedByRota(deps, now);
  const split = await splitOf(deps.store);
  const duty = split === null ? null : deps.judge.dutyAt(split, people, now);
  return duty === null ? { people } : { people: [duty, ...people.filter((person) => person !== duty)], duty };
}

async function namedByRota({ rota, log }: OnCallDeps, now: number): Promise<readonly PersonId[]> {
  try {
    return await rota.at(now);
  } catch (error) {
    log.error({ error: nameOf(error) }, 'the rota cannot be read, nobody is named');
    return [];
  }
}
