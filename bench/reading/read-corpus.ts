// Reads the labelled reports and hostile texts with the shipped vocabulary, and prints what it took.

import { readReport, scanText, type Vocabulary } from '../../src/classifier/reading/index.js';
import { loadRulebookFolder, SHIPPED_RULES, showProblem } from '../../src/rulebook/index.js';
import { HOSTILE, repeated } from '../hostile.ts';
import { readLabelled, reportOf } from '../labelled.ts';
import { exponentOf, machine, saySpread, spreadOf } from '../measure.ts';

const ROUNDS = 7;
const SIZES = [8_000, 16_000, 32_000, 64_000] as const;

const { rulebook, problems } = await loadRulebookFolder(SHIPPED_RULES);
if (rulebook === null)
  throw new Error(`the shipped rules do not load: ${problems.map(showProblem).join('\n')}`);
console.log(machine());
benchReports(rulebook.vocabulary);
benchHostile(rulebook.vocabulary);

function benchReports(words: Vocabulary): void {
  const reports = readLabelled();
  for (const report of reports) readReport(report, words);
  const rounds = Array.from({ length: ROUNDS }, () =>
    reports.map((report) => timed(() => readReport(report, words))),
  );
  const scans = Array.from({ length: ROUNDS }, () =>
    reports.map((report) => timed(() => scanText(report.text))),
  );
  const median = (times: readonly number[]): number => 1000 * spreadOf(times).median;
  console.log(`\n${reports.length} reports, ${words.concepts.length} concepts`);
  console.log(`read   ${saySpread(spreadOf(rounds.map(median)), 'µs', 1)}`);
  console.log(`scan   ${saySpread(spreadOf(scans.map(median)), 'µs', 1)}`);
}

function benchHostile(words: Vocabulary): void {
  console.log(
    `\n${'text'.padEnd(16)}${SIZES.map((size) => `${size / 1000} K`.padStart(9)).join('')}   exponent`,
  );
  for (const [name, unit] of Object.entries(HOSTILE)) {
    const times = SIZES.map((size) => {
      const report = reportOf(repeated(unit, size));
      return Math.min(...Array.from({ length: ROUNDS }, () => timed(() => readReport(report, words))));
    });
    const cells = times.map((time) => `${time.toFixed(1)} ms`.padStart(9)).join('');
    console.log(`${name.padEnd(16)}${cells}   ${exponentOf(SIZES, times).toFixed(2)}`);
  }
  const megabyte = reportOf(repeated(HOSTILE.prose ?? '', 1_000_000));
  const once = Array.from({ length: ROUNDS }, () => timed(() => readReport(megabyte, words)));
  console.log(`\n1 MB   ${saySpread(spreadOf(once), 'ms', 1)}`);
}

function timed(run: () => unknown): number {
  const started = performance.now();
  run();
  return performance.now() - started;
}
