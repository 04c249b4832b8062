// Measures classify as a whole and by its parts, in one process and one thread.

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import {
  classify,
  decideOn,
  type Features,
  type Report,
  readReport,
  scanText,
} from '../../src/classifier/index.js';
import { loadRulebookFolder, type Rulebook, SHIPPED_RULES, showProblem } from '../../src/rulebook/index.js';
import { readLabelled } from '../labelled.ts';
import { machine, type Spread, spreadOf } from '../measure.ts';

const { values } = parseArgs({
  options: { runs: { type: 'string', default: '7' }, rules: { type: 'string', default: SHIPPED_RULES } },
});
const runs = Number(values.runs);
const rulebook = await compiledRulebook(values.rules);
const reports = readLabelled();
const WARM_UP = 5;

console.log(machine());
console.log(
  `${reports.length} reports, ${rulebook.rules.rules.length} rules, ${runs} runs after ${WARM_UP}\n`,
);
console.log(
  row('', ['reports/s', 'low', 'high', 'CPU µs', 'wall µs', 'p50 µs', 'p99 µs', 'max µs', 'firings']),
);
await measureAll(rulebook, reports);

/** The rulebook as a desk has it that starts: compiled before, and read from its cache. */
async function compiledRulebook(folder: string): Promise<Rulebook> {
  const cache = mkdtempSync(join(tmpdir(), 'triage-throughput-'));
  try {
    const { problems } = await loadRulebookFolder(folder, { cache });
    const { rulebook } = await loadRulebookFolder(folder, { cache });
    if (rulebook === null) throw new Error(`the rules do not load: ${problems.map(showProblem).join('\n')}`);
    return rulebook;
  } finally {
    rmSync(cache, { recursive: true });
  }
}

async function measureAll(book: Rulebook, all: readonly Report[]): Promise<void> {
  await measure('classify', (report) => classify(report, book, [], { explain: false }));
  await measure('  and why, as the desk', (report) => classify(report, book));
  await measure('  read', async (report) => nothing(readReport(report, book.vocabulary)));
  await measure('    scan', async (report) => nothing(scanText(report.text)));
  // Last, since so many features in memory make the collector slower.
  const features = new Map<Report, Features>(
    all.map((report) => [report, readReport(report, book.vocabulary)]),
  );
  const read = (report: Report): Features => features.get(report) ?? readReport(report, book.vocabulary);
  await measure('  decide', (report) => decideOn(report, read(report), book, [], { explain: false }));
}

function nothing(_: unknown): undefined {
  return undefined;
}

interface Round {
  readonly cpu: number;
  readonly wall: number;
  readonly times: readonly number[];
  readonly firings: number;
}

async function measure(
  name: string,
  run: (report: Report) => Promise<{ readonly firings: readonly unknown[] } | undefined>,
): Promise<void> {
  for (let i = 0; i < WARM_UP; i++) await round(run);
  const rounds: Round[] = [];
  for (let i = 0; i < runs; i++) rounds.push(await round(run));
  const count = reports.length;
  const spread = (of: (one: Round) => number): Spread => spreadOf(rounds.map(of));
  const rate = spread((one) => (1e6 * count) / one.cpu);
  const at = (share: number) =>
    spread(({ times }) => [...times].sort((a, b) => a - b)[Math.floor(share * (count - 1))] ?? 0);
  const figures = [
    rate.median,
    rate.low,
    rate.high,
    spread((one) => one.cpu / count).median,
    spread((one) => one.wall / count).median,
    at(0.5).median,
    at(0.99).median,
    at(1).median,
  ];
  const firings = spread((one) => one.firings / count).median;
  console.log(row(name, [...figures.map((figure) => figure.toFixed(0)), firings.toFixed(1)]));
}

/** Reports a second are counted by the CPU time of the whole process, collector and compiler included. */
async function round(
  run: (report: Report) => Promise<{ readonly firings: readonly unknown[] } | undefined>,
): Promise<Round> {
  const times: number[] = [];
  let firings = 0;
  const before = process.cpuUsage();
  const started = performance.now();
  for (const report of reports) {
    const from = performance.now();
    firings += (await run(report))?.firings.length ?? 0;
    times.push(1000 * (performance.now() - from));
  }
  const wall = 1000 * (performance.now() - started);
  const { user, system } = process.cpuUsage(before);
  return { cpu: user + system, wall, times, firings };
}

function row(name: string, cells: readonly string[]): string {
  return name.padEnd(28) + cells.map((cell) => cell.padStart(10)).join('');
}
