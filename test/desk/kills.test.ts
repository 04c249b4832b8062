import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { countSteps, crashAt } from '../../bench/faults/crash-points.js';
import { runRound } from '../../bench/faults/round.js';
import { openSqliteStore } from '../../src/adapters/store/open-store.js';

it('loses nothing and does nothing twice when it is killed eight times among bad neighbours', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'kills-'));
  const seed = Number(process.env.TRIAGE_SEED ?? Date.now() % 1_000_000);
  const result = await runRound({
    seed,
    folder,
    desks: 1,
    reports: 24,
    kills: 8,
    freeze: false,
    open: () => openSqliteStore(folder),
  });
  rmSync(folder, { recursive: true });
  expect(result).toMatchObject({ seed, kills: 8, findings: [] });
});

// Three of them here, for the time they take; `node bench/faults.ts` walks them all.
it('goes on rightly after a crash right before or after any step of a delivery', async () => {
  const steps = await countSteps();
  expect(steps).toBeGreaterThan(10);
  for (const part of [0.2, 0.5, 0.8]) {
    const step = Math.round(steps * part);
    expect({ step, findings: await crashAt(step) }).toEqual({ step, findings: [] });
  }
});
