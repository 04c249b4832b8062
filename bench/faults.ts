// The fault harness: node bench/faults.ts [--kills 100] [--minutes 7] [--again]
// Kills desks at random points while the outside answers badly, on SQLite and on PostgreSQL, with one and with
// three desks, and counts. Rounds that are done are kept in bench/results/faults.jsonl, so that a long run can be
// made in pieces: it goes on where it stopped. The exit code is 1 when anything was lost, doubled or untrue.

import { spawnSync } from 'node:child_process';
import { argumentsToRun } from './faults/run-typescript.ts';

const { status } = spawnSync(
  process.execPath,
  [...argumentsToRun(new URL('./faults/campaign.ts', import.meta.url)), ...process.argv.slice(2)],
  { stdio: 'inherit' },
);
process.exitCode = status ?? 1;
