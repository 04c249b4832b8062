// How fluent the board of cases is in Chromium with many of them: node bench/page.ts [--cases 10000] [--runs 3]
// Time to the first case, and the frames while it is scrolled: as it opens, and with a thousand cases unfolded.

import { spawnSync } from 'node:child_process';
import { argumentsToRun } from './faults/run-typescript.ts';

const { status } = spawnSync(
  process.execPath,
  [...argumentsToRun(new URL('./page/measure-page.ts', import.meta.url)), ...process.argv.slice(2)],
  { stdio: 'inherit' },
);
process.exitCode = status ?? 1;
