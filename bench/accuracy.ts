// How often the desk is right, beside what could be taken instead, on reports that none of them has learnt from:
// node bench/accuracy.ts [--repeats 3] [--held-out] [--write]
// Not a test: it takes minutes. `--held-out` also judges the reports that were set aside; look at them rarely.

import { spawnSync } from 'node:child_process';
import { argumentsToRun } from './faults/run-typescript.ts';

const campaign = new URL('./accuracy/compare.ts', import.meta.url);
const { status } = spawnSync(process.execPath, [...argumentsToRun(campaign), ...process.argv.slice(2)], {
  stdio: 'inherit',
});
process.exitCode = status ?? 1;
