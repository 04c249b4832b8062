// The running desk as its HTTP address offers it.

import { DateTime } from 'luxon';
import type { Store } from '../desk/ports.js';
import type { Desk } from '../desk/start-desk.js';
import type { DeskService } from '../web/desk-api.js';
import { casesOf, effectsOf, timelineOf, wayOf } from './desk-views.js';
import { localIntake } from './intake.js';

/** Answers from the store; `now` and `utcOffset` stand in where a report names no time. */
export function deskService(
  desk: Desk,
  store: Store,
  clock: { now(): number; utcOffset(at: number): number },
): DeskService {
  return {
    accept({ ts, id, partner, ...rest }) {
      const time = ts === undefined ? null : DateTime.fromISO(ts, { setZone: true });
      const at = time?.toMillis() ?? clock.now();
      const utcOffset = time?.offset ?? clock.utcOffset(at);
      return desk.accept(
        localIntake({
          ...rest,
          at,
          utcOffset,
          ...(id !== undefined && { id }),
          ...(partner !== undefined && { partner }),
        }),
      );
    },
    way: (id) => wayOf(store, id),
    cases: (which) => casesOf(store, which),
    timeline: (caseId) => timelineOf(store, caseId),
    act: (caseId, step, person) => desk.act(caseId, step, person),
    effects: (which) => effectsOf(store, which),
    async retry(effect) {
      const retried = await store.retryEffect(effect, await store.now());
      if (retried) desk.wake();
      return retried;
    },
    async forget(report) {
      const stored = await store.report(report);
      return stored === null ? false : desk.retract(stored.event, 'operator');
    },
    dump: () => store.dump(),
  };
}
