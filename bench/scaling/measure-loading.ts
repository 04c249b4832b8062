// Loading made rulebooks from YAML and from their compiled form, each in a process of its own.

import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { SHIPPED_RULES } from '../../src/rulebook/index.js';
import { argumentsToRun } from '../faults/run-typescript.ts';
import { madeFiles } from '../made-rulebook.ts';
import { saySpread, spreadOf } from '../measure.ts';

interface Loaded {
  readonly wall: number;
  readonly cpu: number;
}

/** Prints what loading takes; makes rules folders and a cache in `folder`. */
export function measureLoading(folder: string, sizes: readonly number[], runs: number): void {
  console.log('\nLoading: wall ms and CPU ms, in a fresh process');
  for (const size of sizes) {
    const rules = join(folder, `rules-${size}`);
    writeRules(rules, size);
    const cache = join(folder, `cache-${size}`);
    const once = (): Loaded => loadIn(rules, cache);
    const slow = Array.from({ length: runs }, () => {
      rmSync(cache, { recursive: true, force: true });
      return once();
    });
    say(size, 'YAML', slow);
    say(size, 'compiled', Array.from({ length: runs }, once));
  }
}

function say(size: number, name: string, times: readonly Loaded[]): void {
  const wall = saySpread(spreadOf(times.map((time) => time.wall)), 'ms');
  const cpu = saySpread(spreadOf(times.map((time) => time.cpu)), 'ms');
  console.log(`${String(size).padStart(9)} rules  ${name.padEnd(9)} ${wall}; CPU ${cpu}`);
}

const AS_SHIPPED = ['directory.yaml', 'policy.yaml', 'routes.yaml', 'deciding.yaml', 'replies'];

/** What is not about rules and words is taken as shipped. */
function writeRules(folder: string, size: number): void {
  mkdirSync(folder);
  for (const name of readdirSync(SHIPPED_RULES))
    if (AS_SHIPPED.includes(name)) cpSync(join(SHIPPED_RULES, name), join(folder, name), { recursive: true });
  for (const [path, text] of madeFiles(size)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
}

function loadIn(rules: string, cache: string): Loaded {
  const script = new URL('./load-once.ts', import.meta.url);
  const run = spawnSync(process.execPath, [...argumentsToRun(script), rules, cache], { encoding: 'utf8' });
  if (run.status !== 0) throw new Error(`loading ${rules} failed:\n${run.stderr}`);
  return JSON.parse(run.stdout) as Loaded;
}
