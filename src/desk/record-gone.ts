import { removedOutside } from '../router/index.js';
import type { RunningDeps } from './deps.js';
import type { PortName } from './ports.js';
import type { Claim } from './records.js';

/**
 * The ticket or card that an effect is about was removed by somebody outside. Their word holds: nothing is made anew or
 * tried again, the case's history tells it once, and nobody is shown the dead link any more.
 */
export async function recordGone({ store, settings, log }: RunningDeps, claim: Claim): Promise<void> {
  const { effect } = claim;
  await store.transaction(async (records) => {
    const record = effect.caseId === null ? null : await records.case(effect.caseId);
    const now = await records.now();
    const what = removable[effect.port];
    const left = record === null || what === null ? null : removedOutside(record, what, now);
    if (left !== null) {
      await records.saveCase(left.case);
      await records.addCaseEvent(left.case.id, left.event);
      await records.touchCase(left.case.id, now + settings.coalesceMs);
    }
    await records.endEffect(claim, 'withdrawn');
  });
  log.warn(
    { effect: effect.effect.key, case: effect.caseId, port: effect.port },
    'what an effect is about was removed outside, it is left alone',
  );
}

const removable: Readonly<Record<PortName, 'ticket' | 'card' | null>> = {
  backlog: 'ticket',
  board: 'card',
  chat: null,
};
