// Takes the pictures of README.md and docs/page.md from a desk that runs on a throw-away folder: node bench/page-pictures.ts

import { spawnSync } from 'node:child_process';
import { argumentsToRun } from './faults/run-typescript.ts';

const { status } = spawnSync(
  process.execPath,
  [...argumentsToRun(new URL('./page/take-pictures.ts', import.meta.url))],
  { stdio: 'inherit' },
);
process.exitCode = status ?? 1;
