import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
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
}, 120_000);
