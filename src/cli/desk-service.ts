// The running desk as its HTTP address offers it.

import type { Store } from '../desk/ports.js';
import type { Desk } from '../desk/start-desk.js';
import type { DeskService } from '../web/desk-api.js';
import { casesOf, effectsOf, timelineOf, wayOf } from './desk-views.js';
import { localIntake } from './intake.js';
import { readTime } from './read-time.js';

/** Answers from the store; a report that names no time is made now, in `zone` (an IANA name). */
export function deskService(
  desk: Desk,
  store: Store,
  clock: { now(): number; readonly zone: string },
): DeskService {
  return {
    accept({ ts, id, partner, ...rest }) {
      const time = readTime(ts ?? clock.now(), clock.zone);
      if (time === null) throw new RangeError('a time that was checked at the edge cannot be read');
      return desk.accept(
        localIntake({
          ...rest,
          ...time,
          ...(id !== undefined && { id }),
          ...(partner !== undefined && { partner }),
        }),
      );
    },
    way: (id) => wayOf(store, id),
    cases: (which) => casesOf(store, which),
    timeline: (caseId) => timelineOf(store, caseId),
    act: (caseId, step, person) => desk.act(caseId, step, person),
    correct: (report, step, person) => desk.correct(report, step, person),
    answerSample: (answer, person) => desk.answerSample(answer, person),
    channels: () => desk.channels(),
    changeSpeaking: (step, person) => desk.changeSpeaking(step, person),
    needsATool: () => desk.needsATool(),
    onCall: () => desk.onCall(),
    split: (kind, first, person) => desk.split(kind, first, person),
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
