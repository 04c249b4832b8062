// The desk hands itself a report on a schedule and sees whether it comes through. It is marked, opens no case, takes
// part in no pattern, and what follows from it goes nowhere that people look.

import type { RunningDeps } from './deps.js';
import type { SelfTest } from './optional-parts.js';
import type { Store } from './ports.js';
import type { Intake } from './records.js';

/** How long such a report may be on its way, in milliseconds, before that is a problem. */
const longestWay = 2 * 60_000;

/** True for the id of a report that the desk has handed itself. */
export function isSynthetic(report: string): boolean {
  return report.startsWith('s-');
}

/** Hands in the report of this stretch of time, once among all desks; true when it was new. */
export async function testItself(store: Store, selfTest: SelfTest): Promise<boolean> {
  const now = await store.now();
  const { accepted } = await store.addReport(reportOf(selfTest, now), now);
  return accepted === 'new';
}

/** Milliseconds until the next report is to be handed in. */
export async function untilNextTest(store: Store, { everyMs }: SelfTest): Promise<number> {
  return everyMs - ((await store.now()) % everyMs) + 1;
}

/** What is wrong when the last report that should be through is not; null when it is, or there is none yet. */
export async function selfTestProblem(
  { store, selfTest }: Pick<RunningDeps, 'store' | 'selfTest'>,
  now: number,
): Promise<string | null> {
  if (selfTest === undefined) return null;
  const stored = await store.reportByEvent(eventAt(selfTest, now - longestWay));
  if (stored === null || stored.receivedAt > now - longestWay) return null;
  const effects = await store.effectsOfReport(stored.report.id);
  // What waits for the next working day has nothing to come through yet.
  const onItsWay = effects.some(
    ({ state, effect }) => (state === 'pending' || state === 'parked') && effect.notBefore === undefined,
  );
  const through = stored.state === 'erased' || (stored.state === 'decided' && !onItsWay);
  const minutes = Math.round((now - stored.receivedAt) / 60_000);
  return through ? null : `the desk's own report has not come through for ${minutes} minutes`;
}

function reportOf(selfTest: SelfTest, now: number): Intake {
  const event = eventAt(selfTest, now);
  return {
    event,
    text: selfTest.text,
    source: { kind: 'human', channel: 'triage-desk', user: 'triage-desk' },
    at: now,
    utcOffset: 0,
    anchor: { id: event, url: null },
    private: false,
    synthetic: true,
  };
}

function eventAt({ everyMs }: SelfTest, now: number): string {
  return `self-test:${everyMs}:${Math.floor(now / everyMs)}`;
}
