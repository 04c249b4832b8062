// How long one `triage classify` takes from nothing, and how much memory: wall time of the whole process.
// Run: node bench/cold-start.ts [runs]

import { spawnSync } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';
import { resolve } from 'node:path';
import { machine, saySpread, spreadOf } from './measure.ts';

const bin = resolve(import.meta.dirname, '../bin/triage.js');
const report = 'Nobody can log in, three galleries wrote in the last ten minutes';
const runs = Number(process.argv[2] ?? 9);

const withCache = Array.from({ length: runs + 1 }, () => once()).slice(1);
console.log(machine());
console.log(`wall    ${saySpread(spreadOf(withCache.map((one) => one.ms)), 'ms')}`);
console.log(`memory  ${saySpread(spreadOf(withCache.map((one) => one.megabytes)), 'MB')}`);

function once(): { ms: number; megabytes: number } {
  const status = resolve(import.meta.dirname, `../coverage/cold-start-${process.pid}.rss`);
  const started = performance.now();
  const run = spawnSync(process.execPath, ['--import', memoryProbe(status), bin, 'classify', report], {
    encoding: 'utf8',
  });
  const ms = performance.now() - started;
  if (run.status !== 0) throw new Error(`triage classify failed:\n${run.stderr}`);
  const megabytes = Number(readFileSync(status, 'utf8')) / 1000;
  rmSync(status);
  return { ms, megabytes };
}

/** A module that writes the process's highest resident memory (kB) into a file as it ends. */
function memoryProbe(file: string): string {
  const code = `import { mkdirSync, writeFileSync } from 'node:fs';
    process.on('exit', () => { mkdirSync(${JSON.stringify(resolve(file, '..'))}, { recursive: true });
    writeFileSync(${JSON.stringify(file)}, String(process.resourceUsage().maxRSS)); });`;
  return `data:text/javascript,${encodeURIComponent(code)}`;
}
