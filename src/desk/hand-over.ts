// At the hand-over to a new shift the board's column of what is over gets the dates of the past one, and a new column
// is opened. Doing it twice changes nothing more, so that several desks need not agree on who does it.

import type { RunningDeps } from './deps.js';
import { nameOf } from './events.js';
import { inTime } from './in-time.js';
import { DeliveryError } from './ports.js';

const handedOver = 'board handed over';

/** Hands the board over when that is due; a board that cannot be reached is tried again at the next look. */
export async function handOverBoard(deps: RunningDeps): Promise<void> {
  const { board, judge, store, log } = deps;
  if (board.handOver === undefined) return;
  const at = judge.lastHandOver(await store.now());
  const known = await store.setting(handedOver);
  // A desk that begins has no past shift to name.
  if (known === null) return store.setSetting(handedOver, String(at));
  const since = Number(known);
  if (since >= at) return;
  try {
    await inTime(deps, board.handOver(judge.shiftDates(since, at)));
  } catch (error) {
    if (!(error instanceof DeliveryError)) throw error;
    log.warn(
      { port: 'board', outcome: error.outcome, error: nameOf(error) },
      'the board could not be handed over',
    );
    return;
  }
  await store.setSetting(handedOver, String(at));
  log.info({ port: 'board' }, 'the board was handed over to a new shift');
}
