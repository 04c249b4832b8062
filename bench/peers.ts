// Rule evaluation alone, beside other rule engines: node bench/peers.ts [--runs 5] [--most 10000]
// The peers are installed into a folder of temporary files, not by npm ci. All get the same facts and rules, and
// must give the same firings.

import { spawnSync } from 'node:child_process';
import { argumentsToRun } from './faults/run-typescript.ts';

const { status } = spawnSync(
  process.execPath,
  [...argumentsToRun(new URL('./peers/measure-peers.ts', import.meta.url)), ...process.argv.slice(2)],
  { stdio: 'inherit' },
);
process.exitCode = status ?? 1;
