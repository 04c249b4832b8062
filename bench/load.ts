// What the desk carries: node bench/load.ts [--seconds 10] [--stored 1000000]
// Reports a second from intake to the last effect, on SQLite and PostgreSQL, with one and with three desks; then
// start and look-ups with a million stored reports. Effects go to the local stand-ins, which write them to the store.
// 0 seconds, or 0 stored reports, leave a part out. PostgreSQL waits for the disk here, as a real one does.

import { spawnSync } from 'node:child_process';
import { argumentsToRun } from './faults/run-typescript.ts';

const { status } = spawnSync(
  process.execPath,
  [...argumentsToRun(new URL('./load/measure-load.ts', import.meta.url)), ...process.argv.slice(2)],
  { stdio: 'inherit' },
);
process.exitCode = status ?? 1;
