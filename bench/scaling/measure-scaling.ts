// Measures made rulebooks of growing size, texts of growing length, and loading.

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { classify, type Report } from '../../src/classifier/index.js';
import { loadRulebookFolder, type Rulebook, SHIPPED_RULES, showProblem } from '../../src/rulebook/index.js';
import { assemble } from '../../src/rulebook/rulebook.js';
import { HOSTILE, repeated } from '../hostile.ts';
import { reportOf } from '../labelled.ts';
import { madeData, madeReports } from '../made-rulebook.ts';
import { cpuOf, exponentOf, machine, type Spread, saySpread, spreadOf } from '../measure.ts';
import { measureLoading } from './measure-loading.ts';

const { values } = parseArgs({
  options: { runs: { type: 'string', default: '5' }, most: { type: 'string', default: '100000' } },
});
const runs = Number(values.runs);
const RULES = [10, 100, 1000, 10_000, 100_000].filter((size) => size <= Number(values.most));
const CHARACTERS = [20, 100, 500, 2500, 12_500, 60_000, 100_000];
const HOSTILE_SIZES = [8000, 16_000, 32_000, 64_000];
const REPORTS = 300;
const WARM_UP = 5;

const { rulebook: shipped, problems } = await loadRulebookFolder(SHIPPED_RULES, { cache: null });
if (shipped === null)
  throw new Error(`the shipped rules do not load: ${problems.map(showProblem).join('\n')}`);
console.log(machine());
await benchRules(shipped);
await benchCharacters(shipped);
await benchHostile(shipped);
const folder = mkdtempSync(join(tmpdir(), 'triage-scaling-'));
measureLoading(
  folder,
  RULES.filter((size) => size >= 1000 && size <= 10_000),
  runs,
);
rmSync(folder, { recursive: true });

async function benchRules(rest: Rulebook): Promise<void> {
  const reports = madeReports(REPORTS);
  console.log(`\nRules: CPU µs a report, vocabulary growing with the rules, the same ${REPORTS} reports`);
  await perReport(reports, assemble(madeData(1000, rest.data)));
  const medians: number[] = [];
  for (const size of RULES) {
    const times = await perReport(reports, assemble(madeData(size, rest.data)));
    medians.push(times.median);
    console.log(`${String(size).padStart(9)} rules  ${saySpread(times, 'µs', 1)}`);
  }
  const first = medians[RULES.indexOf(100)] ?? Number.NaN;
  const ratios = RULES.map((size, i) => `${size}: ${((medians[i] ?? 0) / first).toFixed(2)}`);
  console.log(`exponent ${exponentOf(RULES, medians).toFixed(2)}; against 100 rules ${ratios.join(', ')}`);
}

async function benchCharacters(book: Rulebook): Promise<void> {
  console.log('\nCharacters: CPU µs a report of repeated prose, shipped rulebook; 65,536 are read');
  const medians: number[] = [];
  for (const size of CHARACTERS) {
    const report = reportOf(repeated(HOSTILE.prose ?? '', size));
    const times = await perReport(Array<Report>(Math.max(3, Math.ceil(20_000 / size))).fill(report), book);
    medians.push(times.median);
    console.log(`${String(size).padStart(9)} characters  ${saySpread(times, 'µs', 1)}`);
  }
  const longer = CHARACTERS.filter((size) => size >= 500 && size <= 65_536);
  const of = (size: number) => medians[CHARACTERS.indexOf(size)] ?? 0;
  console.log(`exponent from 500 to 60,000 ${exponentOf(longer, longer.map(of)).toFixed(2)}`);
}

async function benchHostile(book: Rulebook): Promise<void> {
  const head = HOSTILE_SIZES.map((size) => `${size / 1000} K`.padStart(10)).join('');
  console.log(`\nHostile texts: CPU ms, the best of ${runs}\n${' '.repeat(18)}${head}   exponent`);
  for (const [name, unit] of Object.entries(HOSTILE)) {
    const times: number[] = [];
    for (const size of HOSTILE_SIZES) times.push((await oneText(repeated(unit, size), book)).low);
    const cells = times.map((time) => time.toFixed(1).padStart(10)).join('');
    console.log(`${name.padEnd(18)}${cells}   ${exponentOf(HOSTILE_SIZES, times).toFixed(2)}`);
  }
  for (const [name, text] of [
    ['1 MB of prose', repeated(HOSTILE.prose ?? '', 1_000_000)],
    ['a word of 1 MB', 'a'.repeat(1_000_000)],
  ] as const)
    console.log(`${name.padEnd(18)}${saySpread(await oneText(text, book), 'ms', 1)}`);
}

async function oneText(text: string, book: Rulebook): Promise<Spread> {
  const times: number[] = [];
  for (let i = 0; i < runs; i++) times.push(await cpuOf(() => classify(reportOf(text), book)));
  return spreadOf(times);
}

/** CPU time a report in microseconds, in rounds over all of them; the first rounds only warm up. */
async function perReport(reports: readonly Report[], book: Rulebook): Promise<Spread> {
  const times: number[] = [];
  for (let i = 0; i < runs + WARM_UP; i++) {
    const cpu = await cpuOf(async () => {
      for (const report of reports) await classify(report, book);
    });
    if (i >= WARM_UP) times.push((1000 * cpu) / reports.length);
  }
  return spreadOf(times);
}
