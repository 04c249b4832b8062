// Every step of one plan's delivery: the desk kills itself right before and right after each transaction and each
// call to the outside, is started again, and everything is counted.

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openSqliteStore } from '../../src/adapters/store/open-store.js';
import type { Intake } from '../../src/desk/records.js';
import { countFindings } from './count-findings.js';
import { runDesk } from './desk-runner.js';
import { type Outside, startOutside } from './outside.js';

const lagMs = 20;
// The outside answers well here. On a machine that is short of processors a call may be carried out seconds after it
// was sent: given up before that, it would be made twice, and nothing but a later sweep could mend that.
const callTimeoutMs = 20_000;

const intake: Intake = {
  event: 'one',
  text: 'outage of everything',
  source: { kind: 'human', channel: 'gallery-help', user: 'user' },
  at: 1_700_000_000_000,
  utcOffset: 0,
  anchor: { id: 'message', url: null },
  private: false,
  synthetic: false,
};

/** How many steps an undisturbed delivery has. */
export async function countSteps(): Promise<number> {
  return inFreshPlace(async (folder, outside) => live(folder, outside, null));
}

/** Crashes at one step, goes on, and gives what is not as it must be. */
export async function crashAt(step: number): Promise<readonly string[]> {
  return inFreshPlace(async (folder, outside) => {
    await live(folder, outside, step);
    await live(folder, outside, null);
    const store = await openSqliteStore(folder);
    const findings = await countFindings(store, outside, [intake]);
    await store.close();
    return findings;
  });
}

/** One life of a desk, to its end or to the step at which it crashes; gives the steps made. */
async function live(folder: string, outside: Outside, crash: number | null): Promise<number> {
  const crashing = crash === null ? {} : { crashAt: crash };
  const terms = { folder, name: 'desk', outside: outside.url, lagMs, callTimeoutMs, ...crashing };
  const desk = await runDesk(terms, () => {});
  desk.hand(intake);
  const stored = desk.settled().catch(() => 0);
  const steps = await Promise.race([stored, desk.gone.then(() => 0)]);
  await desk.stop();
  return steps;
}

async function inFreshPlace<T>(work: (folder: string, outside: Outside) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'crash-'));
  const outside = await startOutside({
    random: () => 1,
    trouble: 0,
    enforcesKeys: false,
    lagMs: lagMs / 2,
    slowMs: 0,
  });
  try {
    return await work(folder, outside);
  } finally {
    await outside.close();
    rmSync(folder, { recursive: true, force: true });
  }
}
