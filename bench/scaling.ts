// How time grows with rules and with text, and what loading costs: node bench/scaling.ts [--runs 5] [--most 100000]
// Exponents are slopes of log time over log size: near 0 the cost of a report does not follow the rulebook.

import { spawnSync } from 'node:child_process';
import { argumentsToRun } from './faults/run-typescript.ts';

const { status } = spawnSync(
  process.execPath,
  [...argumentsToRun(new URL('./scaling/measure-scaling.ts', import.meta.url)), ...process.argv.slice(2)],
  { stdio: 'inherit' },
);
process.exitCode = status ?? 1;
