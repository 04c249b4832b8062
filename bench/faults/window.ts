// The window that no claim can close: a desk is frozen between reading its claim and the call, another takes over, and
// the first one wakes and calls all the same, into an outside that enforces no keys. How wide the window is, what is
// made twice through it, and whether the sweep takes that back.

import { openPostgresStore } from '../../src/adapters/store/open-store.js';
import type { Intake } from '../../src/desk/records.js';
import type { Cluster } from '../../test/helpers/postgres.js';
import { countFindings } from './count-findings.js';
import { runDesk } from './desk-runner.js';
import { startOutside } from './outside.js';

/** What came of one freeze. */
export interface WindowResult {
  /** Things that were made twice before the sweep. */
  readonly doubled: number;
  /** What is not as it must be after it. */
  readonly findings: readonly string[];
  readonly windowsMs: readonly number[];
}

const lagMs = 60;

/** Freezes a desk in the window, once, and counts before and after the sweep. */
export async function freezeInWindow(cluster: Cluster, index: number): Promise<WindowResult> {
  const database = await cluster.freshSchema();
  const outside = await startOutside({
    random: () => 1,
    trouble: 0,
    enforcesKeys: false,
    lagMs: lagMs / 2,
    slowMs: 0,
  });
  const terms = { database, outside: outside.url, lagMs, sweeps: true };
  const intake = intakeOf(index);
  const first = await runDesk({ ...terms, name: 'first', freezes: true }, () => {});
  first.hand(intake);
  await first.frozen();
  const second = await runDesk({ ...terms, name: 'second' }, () => {});
  await untilMade(() => outside.made.length > 0);
  first.signal('SIGCONT');
  await first.settled();
  await second.settled();
  const keys = outside.made.map(({ key }) => key);
  const store = await openPostgresStore(database);
  const findings = await countFindings(store, outside, [intake]);
  const windowsMs = [...first.windows(), ...second.windows()].filter((ms) => ms < 1_000);
  for (const desk of [first, second]) await desk.stop();
  await store.close();
  await outside.close();
  return { doubled: keys.length - new Set(keys).size, findings, windowsMs };
}

async function untilMade(so: () => boolean): Promise<void> {
  while (!so()) await new Promise((resolve) => setTimeout(resolve, 20));
}

function intakeOf(index: number): Intake {
  return {
    event: `window-${index}`,
    text: index % 2 === 0 ? 'please change my charge details' : 'outage of everything',
    source: { kind: 'human', channel: 'gallery-help', user: 'user' },
    at: 1_700_000_000_000,
    utcOffset: 0,
    anchor: { id: 'message', url: null },
    private: false,
    synthetic: false,
  };
}
