// How often the desk is right, beside what could be taken instead, on the reports that were set aside:
// node bench/accuracy.ts [--write]
// Not a test: it takes minutes. Look at these figures rarely, and never tune to them; `triage fit` prints those of
// cross-validation.

import { spawnSync } from 'node:child_process';
import { argumentsToRun } from './faults/run-typescript.ts';

const campaign = new URL('./accuracy/compare.ts', import.meta.url);
const { status } = spawnSync(process.execPath, [...argumentsToRun(campaign), ...process.argv.slice(2)], {
  stdio: 'inherit',
});
process.exitCode = status ?? 1;
