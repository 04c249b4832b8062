// Looks, some time after a delivery whose tries had an unknown end, whether something was made twice after all. The
// oldest stays, and is what the desk speaks of from then on; the newer are withdrawn or closed.

import type { RunningDeps } from './deps.js';
import { nameOf } from './events.js';
import { inTime } from './in-time.js';
import { soughtMessage } from './message-place.js';
import type { Duplicates, Ref } from './ports.js';
import type { Records, StoredEffect, Timer } from './records.js';
import { isSynthetic } from './self-test.js';

const kind = 'sweep ';

/** Key of the effect that a due timer asks to look after; null for other timers. */
export function sweptBy(timer: Timer): string | null {
  return timer.kind.startsWith(kind) ? timer.subject : null;
}

/**
 * Sets the timer of the first look after a delivery of that claim, or of the look that follows another; none after
 * the last. A desk that wakes after all of them, and finds its claim lost, has them made anew.
 */
export async function setSweep(
  deps: RunningDeps,
  records: Records,
  effect: StoredEffect,
  now: number,
  after: { readonly claim: number } | Timer,
): Promise<void> {
  const [round, looksFor] =
    'claim' in after
      ? [0, `${effect.effect.key} claim ${after.claim}`]
      : [Number(after.kind.slice(kind.length)) + 1, after.key.slice(after.kind.length + 1)];
  const afterMs = deps.settings.sweepAfterMs[round];
  if (afterMs === undefined || finderFor(deps, effect) === null || isSynthetic(effect.report)) return;
  await records.setTimer({
    key: `${kind}${round} ${looksFor}`,
    kind: `${kind}${round}`,
    dueAt: now + afterMs,
    subject: effect.effect.key,
  });
}

/** Looks once. What fails is left to the next look. */
export async function sweep(deps: RunningDeps, key: string): Promise<void> {
  const { store, log } = deps;
  const effect = await store.effect(key);
  const find = effect === null ? null : finderFor(deps, effect);
  if (effect === null || find === null) return;
  try {
    const [kept, ...newer] = await inTime(deps, find());
    const unwanted = effect.state === 'withdrawn' || effect.state === 'cancelled';
    if (kept === undefined || (newer.length === 0 && !unwanted)) return;
    // Before the other is taken away: nobody is to read of what is no longer there.
    if (effect.state === 'delivered' && effect.ref?.id !== kept.id) await speakOf(deps, effect, kept);
    for (const ref of newer) await retire(deps, effect, ref, kept);
    if (unwanted && effect.port === 'chat') await inTime(deps, deps.chat.withdraw(kept));
    log.warn({ report: effect.report, effect: key }, 'what was made twice was taken back');
    deps.events.tell({ kind: 'withdrawn', effect });
  } catch (error) {
    log.warn({ effect: key, error: nameOf(error) }, 'looking for what was made twice failed');
  }
}

/** How to find all that was made under an effect's key, oldest first; null where that cannot be, or not be mended. */
function finderFor(
  { store, chat, backlog, board }: RunningDeps,
  { effect, port, report }: StoredEffect,
): (() => Promise<readonly Ref[]>) | null {
  const { key } = effect;
  switch (port) {
    case 'chat': {
      if (chat.findAllByKey === undefined) return null;
      return async () => {
        const message = await soughtMessage(store, effect, report);
        return (await chat.findAllByKey?.(key, message)) ?? [];
      };
    }
    case 'backlog':
      return finderIn(backlog, key);
    case 'board':
      return finderIn(board, key);
  }
}

function finderIn(side: Duplicates, key: string): (() => Promise<readonly Ref[]>) | null {
  if (side.findAllByKey === undefined || side.closeDuplicate === undefined) return null;
  return async () => (await side.findAllByKey?.(key)) ?? [];
}

async function speakOf(deps: RunningDeps, { effect, caseId }: StoredEffect, kept: Ref): Promise<void> {
  await deps.store.transaction(async (records) => {
    const record = caseId === null ? null : await records.case(caseId);
    const now = await records.now();
    await records.changeRef(effect.key, kept, now);
    if (record === null || (effect.kind !== 'file-ticket' && effect.kind !== 'open-card')) return;
    const place = { id: kept.id, url: kept.url ?? kept.id };
    await records.saveCase(
      effect.kind === 'file-ticket' ? { ...record, ticket: place } : { ...record, card: place },
    );
    await records.addCaseEvent(record.id, {
      at: now,
      what: `${kept.id} stands, it was made twice`,
      by: 'desk',
    });
    await records.touchCase(record.id, now + deps.settings.coalesceMs);
  });
}

async function retire(deps: RunningDeps, { port }: StoredEffect, ref: Ref, kept: Ref): Promise<void> {
  switch (port) {
    case 'chat':
      return inTime(deps, deps.chat.withdraw(ref));
    case 'backlog':
      return inTime(deps, deps.backlog.closeDuplicate?.(ref, kept) ?? Promise.resolve());
    case 'board':
      return inTime(deps, deps.board.closeDuplicate?.(ref, kept) ?? Promise.resolve());
  }
}
