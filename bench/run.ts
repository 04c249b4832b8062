// Runs the short benches, one after another. Each prints its own table; the long ones are run by name.

import { spawnSync } from 'node:child_process';
import { resolve } from 'node:path';

const short = ['cold-start.ts'];

for (const bench of short) {
  console.log(`\n# ${bench}`);
  const run = spawnSync(process.execPath, [resolve(import.meta.dirname, bench)], { stdio: 'inherit' });
  if (run.status !== 0) process.exitCode = 1;
}
