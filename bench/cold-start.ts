// How long one `triage classify` takes from nothing, and how much memory: wall time of the whole process, with the
// compiled rulebook, with nothing but what the build has laid, after an edit of one file, and after one of every file. Each start is measured in turns with
// the others, and with Node alone. Run: node bench/cold-start.ts [runs]

import { spawnSync } from 'node:child_process';
import { appendFileSync, cpSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { machine, saySpread, spreadOf } from './measure.ts';

interface Start {
  readonly wall: number;
  readonly cpu: number;
  readonly megabytes: number;
}

const bin = resolve(import.meta.dirname, '../bin/triage.js');
const report = 'Nobody can log in, three galleries wrote in the last ten minutes';
const runs = Number(process.argv[2] ?? 9);
const folder = mkdtempSync(join(tmpdir(), 'triage-cold-'));
const rules = join(folder, 'rules');
let cache = join(folder, 'cache');
const used = join(folder, 'used.json');
const untouched = join(folder, 'untouched');
for (const copy of [rules, untouched])
  cpSync(resolve(import.meta.dirname, '../rules'), copy, { recursive: true });
process.on('exit', () => rmSync(folder, { recursive: true, force: true }));

const triage = (from = rules) => start(bin, 'classify', '--rules', from, report);
const withoutCache = (from: string) => {
  rmSync(cache, { recursive: true, force: true });
  return triage(from);
};
const elsewhere = (once: () => Start) => {
  const own = cache;
  cache = join(folder, 'other-cache');
  const started = once();
  cache = own;
  return started;
};
const edited = (file: string) => () => {
  appendFileSync(join(rules, file), '# edited\n');
  return triage();
};
const STARTS: Readonly<Record<string, () => Start>> = {
  'node alone': () => start('-e', '0'),
  compiled: () => triage(),
  'first start': () => elsewhere(() => withoutCache(untouched)),
  'a rule edited': edited('incident.yaml'),
  'words edited': edited('vocabulary/domain.yaml'),
  'routing edited': edited('policy.yaml'),
  // The build's parts are of no use then, except for regular expressions and replies, which are tried one by one.
  'from YAML alone': () => {
    for (const file of readdirSync(rules, { recursive: true, encoding: 'utf8' }))
      if (/\.(?:yaml|json)$/.test(file))
        appendFileSync(join(rules, file), file.endsWith('.yaml') ? '# edited\n' : '\n');
    return withoutCache(rules);
  },
};

const measured = new Map(Object.keys(STARTS).map((name) => [name, [] as Start[]]));
// What was edited just now is not trusted for three seconds, and the first round fills the caches.
for (let round = 0; round <= runs; round++) {
  await new Promise((settled) => setTimeout(settled, 3500));
  triage();
  for (const [name, once] of Object.entries(STARTS))
    if (round === 0) once();
    else measured.get(name)?.push(once());
}
console.log(machine());
for (const [name, starts] of measured) {
  const say = (part: keyof Start, unit: string) => saySpread(spreadOf(starts.map((it) => it[part])), unit);
  console.log(
    `${name.padEnd(15)}  wall ${say('wall', 'ms')}; CPU ${say('cpu', 'ms')}; ${say('megabytes', 'MB')}`,
  );
}

function start(...given: readonly string[]): Start {
  const started = performance.now();
  const run = spawnSync(process.execPath, ['--import', memoryProbe(used), ...given], {
    encoding: 'utf8',
    env: { ...process.env, TRIAGE_CACHE_DIR: cache },
  });
  const wall = performance.now() - started;
  if (run.status !== 0) throw new Error(`node ${given.join(' ')} failed:\n${run.stderr}`);
  const [kilobytes, cpu] = JSON.parse(readFileSync(used, 'utf8')) as readonly [number, number];
  return { wall, cpu, megabytes: kilobytes / 1000 };
}

/** A module that writes the process's highest resident memory (kB) and CPU time (ms) into a file as it ends. */
function memoryProbe(file: string): string {
  const code = `import { writeFileSync } from 'node:fs';
    process.on('exit', () => { const used = process.resourceUsage();
    writeFileSync(${JSON.stringify(file)}, JSON.stringify([used.maxRSS, (used.userCPUTime + used.systemCPUTime) / 1000])); });`;
  return `data:text/javascript,${encodeURIComponent(code)}`;
}
