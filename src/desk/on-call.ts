import type { PersonId } from '../router/index.js';
import type { RunningDeps } from './deps.js';
import { nameOf } from './events.js';

/** Who is on call now. With an unreadable calendar nobody is named: the report is decided and told all the same. */
export async function whoIsOnCall(
  deps: Pick<RunningDeps, 'rota' | 'log'>,
  now: number,
): Promise<readonly PersonId[]> {
  try {
    return await deps.rota.at(now);
  } catch (error) {
    deps.log.error({ error: nameOf(error) }, 'the rota cannot be read, nobody is named');
    return [];
  }
}
