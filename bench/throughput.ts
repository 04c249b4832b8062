// How many reports one core classifies: node bench/throughput.ts [--runs 7] [--rules FOLDER]
// The labelled reports, one after another, with the shipped rulebook: everything is read, json-rules-engine confirms.

import { spawnSync } from 'node:child_process';
import { argumentsToRun } from './faults/run-typescript.ts';

const { status } = spawnSync(
  process.execPath,
  [
    ...argumentsToRun(new URL('./throughput/measure-throughput.ts', import.meta.url)),
    ...process.argv.slice(2),
  ],
  { stdio: 'inherit' },
);
process.exitCode = status ?? 1;
