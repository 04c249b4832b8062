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
console.log(`CPU     ${saySpread(spreadOf(withCache.map((one) => one.cpu)), 'ms')}`);
console.log(`memory  ${saySpread(spreadOf(withCache.map((one) => one.megabytes)), 'MB')}`);

function once(): { ms: number; cpu: number; megabytes: number } {
  const status = resolve(import.meta.dirname, `../coverage/cold-start-${process.pid}.rss`);
  const started = performance.now();
  const run = spawnSync(process.execPath, ['--import', memoryProbe(status), bin, 'classify', report], {
    encoding: 'utf8',
  });
  const ms = performance.now() - started;
  if (run.status !== 0) throw new Error(`triage classify failed:\n${run.stderr}`);
  const [kilobytes, cpu] = JSON.parse(readFileSync(status, 'utf8')) as readonly [number, number];
  rmSync(status);
  return { ms, cpu, megabytes: kilobytes / 1000 };
}

/** A module that writes the process's highest resident memory (kB) and CPU time (ms) into a file as it ends. */
function memoryProbe(file: string): string {
  const code = `import { mkdirSync, writeFileSync } from 'node:fs';
    process.on('exit', () => { const used = process.resourceUsage(); mkdirSync(${JSON.stringify(resolve(file, '..'))}, { recursive: true });
    writeFileSync(${JSON.stringify(file)}, JSON.stringify([used.maxRSS, (used.userCPUTime + used.systemCPUTime) / 1000])); });`;
  return `data:text/javascript,${encodeURIComponent(code)}`;
}
