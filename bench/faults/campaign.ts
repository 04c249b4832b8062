import { appendFileSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { openPostgresStore, openSqliteStore } from '../../src/adapters/store/open-store.js';
import { type Cluster, startCluster } from '../../test/helpers/postgres.js';
import { countSteps, crashAt } from './crash-points.js';
import { type RoundResult, runRound } from './round.js';
import { freezeInWindow, type WindowResult } from './window.js';

/** One kind of round, and how many kills it is to get. */
interface Setting {
  readonly name: string;
  readonly store: 'sqlite' | 'postgresql';
  readonly desks: number;
  readonly freeze: boolean;
}

const settings: readonly Setting[] = [
  { name: 'sqlite, one desk', store: 'sqlite', desks: 1, freeze: false },
  { name: 'sqlite, one desk, frozen too', store: 'sqlite', desks: 1, freeze: true },
  { name: 'postgresql, one desk', store: 'postgresql', desks: 1, freeze: false },
  { name: 'postgresql, three desks', store: 'postgresql', desks: 3, freeze: false },
  { name: 'postgresql, three desks, frozen too', store: 'postgresql', desks: 3, freeze: true },
];
const killsInARound = 10;
const crashPoints = 'sqlite, every crash point';
const inWindow = 'postgresql, frozen between claim and call, no keys';
const freezesInWindow = 20;
const results = fileURLToPath(new URL('../results/faults.jsonl', import.meta.url));

interface Line extends RoundResult, Partial<Pick<WindowResult, 'doubled' | 'windowsMs'>> {
  readonly setting: string;
}

const { values } = parseArgs({
  options: {
    kills: { type: 'string', default: '100' },
    minutes: { type: 'string', default: '7' },
    again: { type: 'boolean', default: false },
    only: { type: 'string' },
  },
});
if (values.again) rmSync(results, { force: true });
mkdirSync(join(results, '..'), { recursive: true });
const until = Date.now() + Number(values.minutes) * 60_000;
const wanted = Math.ceil(Number(values.kills) / settings.length);
const clusters: Cluster[] = [];
try {
  for (const setting of settings) {
    if (values.only !== undefined && setting.name !== values.only) continue;
    for (let round = linesOf(setting.name).length; round * killsInARound < wanted; round++) {
      if (Date.now() > until) break;
      const result = await play(setting, seedOf(setting, round));
      appendFileSync(results, `${JSON.stringify({ setting: setting.name, ...result })}\n`);
      const verdict = result.findings.length === 0 ? 'sound' : result.findings.join('; ');
      process.stdout.write(`${setting.name}, seed ${result.seed}: ${result.kills} kills, ${verdict}\n`);
    }
  }
  await walkCrashPoints();
  await freezeInWindows();
} finally {
  for (const cluster of clusters) await cluster.stop();
}
summarize();

async function walkCrashPoints(): Promise<void> {
  if (values.only !== undefined && values.only !== crashPoints) return;
  const steps = await countSteps();
  for (let step = linesOf(crashPoints).length + 1; step <= steps; step++) {
    if (Date.now() > until) return;
    const findings = await crashAt(step);
    const line = { setting: crashPoints, seed: step, kills: 1, freezes: 0, calls: 0, effects: 0, findings };
    appendFileSync(results, `${JSON.stringify(line)}\n`);
    process.stdout.write(
      `crash at step ${step} of ${steps}: ${findings.length === 0 ? 'sound' : findings.join('; ')}\n`,
    );
  }
}

async function freezeInWindows(): Promise<void> {
  if (values.only !== undefined && values.only !== inWindow) return;
  for (let seed = linesOf(inWindow).length + 1; seed <= freezesInWindow; seed++) {
    if (Date.now() > until) return;
    const result = await freezeInWindow(await theCluster(), seed);
    const line = { setting: inWindow, seed, kills: 0, freezes: 1, calls: 0, effects: 0, ...result };
    appendFileSync(results, `${JSON.stringify(line)}\n`);
    const verdict = result.findings.length === 0 ? 'all taken back' : result.findings.join('; ');
    process.stdout.write(`${inWindow}, ${seed}: ${result.doubled} made twice, ${verdict}\n`);
  }
}

async function play(setting: Setting, seed: number): Promise<RoundResult> {
  const terms = { seed, desks: setting.desks, reports: 40, kills: killsInARound, freeze: setting.freeze };
  if (setting.store === 'sqlite') {
    const folder = mkdtempSync(join(tmpdir(), 'faults-'));
    const result = await runRound({ ...terms, folder, open: () => openSqliteStore(folder) });
    rmSync(folder, { recursive: true });
    return result;
  }
  const database = await (await theCluster()).freshSchema();
  return runRound({ ...terms, database, open: () => openPostgresStore(database) });
}

async function theCluster(): Promise<Cluster> {
  const cluster = clusters[0] ?? (await startCluster());
  clusters[0] = cluster;
  return cluster;
}

function linesOf(setting: string): readonly Line[] {
  return lines().filter((line) => line.setting === setting);
}

function lines(): readonly Line[] {
  if (!existsSync(results)) return [];
  return readFileSync(results, 'utf8')
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line));
}

function seedOf(setting: Setting, round: number): number {
  return settings.indexOf(setting) * 1_000 + round + 1;
}

function summarize(): void {
  const all = lines();
  const sum = (pick: (line: Line) => number): number => all.reduce((total, line) => total + pick(line), 0);
  const unsound = all.filter((line) => line.findings.length > 0);
  process.stdout.write(
    `${all.length} rounds, ${sum((line) => line.kills)} kills, ${sum((line) => line.freezes)} freezes, ${sum((line) => line.calls)} calls, ${sum((line) => line.effects)} things made; ${unsound.length} rounds unsound\n`,
  );
  const windows = all.flatMap(({ windowsMs = [] }) => windowsMs).sort((a, b) => a - b);
  const at = (part: number): string => (windows[Math.floor((windows.length - 1) * part)] ?? 0).toFixed(2);
  if (windows.length > 0)
    process.stdout.write(
      `from reading a claim to the call: ${at(0.5)} ms (p50), ${at(0.99)} ms (p99), ${at(1)} ms (most) of ${windows.length}; frozen there, ${sum(({ doubled = 0 }) => doubled)} things were made twice\n`,
    );
  for (const line of unsound)
    process.stdout.write(`  ${line.setting}, seed ${line.seed}: ${line.findings.join('; ')}\n`);
  if (unsound.length > 0) process.exitCode = 1;
}
