// What was said about a report that is gone is taken back: found, if it is not known whether it was said.

import type { RunningDeps } from './deps.js';
import { inTime } from './in-time.js';
import { soughtMessage } from './message-place.js';
import type { Ref } from './ports.js';
import type { Claim, StoredEffect } from './records.js';

const note = 'The report behind this was deleted.';

/** Takes back what a cancelled effect has done, if it has done anything. */
export async function takeBack(deps: RunningDeps, claim: Claim): Promise<'ended'> {
  const { effect } = claim;
  const ref = effect.ref ?? (await inTime(deps, find(deps, effect)));
  if (ref !== null) await inTime(deps, withdraw(deps, effect, ref));
  await deps.store.endEffect(claim, ref === null ? 'cancelled' : 'withdrawn');
  if (ref !== null) {
    deps.log.info({ report: effect.report, effect: effect.effect.key }, 'an effect was taken back');
    deps.events.tell({ kind: 'withdrawn', effect });
  }
  return 'ended';
}

async function find({ store, chat, backlog, board }: RunningDeps, effect: StoredEffect): Promise<Ref | null> {
  const { key } = effect.effect;
  switch (effect.port) {
    case 'chat':
      return chat.findByKey(key, await soughtMessage(store, effect.effect, effect.report));
    case 'backlog':
      return backlog.findByKey(key);
    case 'board':
      return board.findByKey(key);
  }
}

/** Tickets and cards may be worked on already: they are not removed, they say what happened. */
function withdraw(
  { chat, backlog, board }: RunningDeps,
  { effect, port }: StoredEffect,
  ref: Ref,
): Promise<void> {
  const key = `${effect.key}:withdrawn`;
  switch (port) {
    case 'chat':
      return chat.withdraw(ref);
    case 'backlog':
      return backlog.comment(key, ref, note);
    case 'board':
      return board.update(key, ref, note);
  }
}
