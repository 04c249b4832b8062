// How fast reports are read into features, and how the time grows on hostile text: node bench/reading.ts
// Not a test: times depend on the machine. Exponents near 1 say that reading is linear.

import { spawnSync } from 'node:child_process';
import { argumentsToRun } from './faults/run-typescript.ts';

const campaign = new URL('./reading/read-corpus.ts', import.meta.url);
const { status } = spawnSync(process.execPath, [...argumentsToRun(campaign), ...process.argv.slice(2)], {
  stdio: 'inherit',
});
process.exitCode = status ?? 1;
