// Reads the labelled reports and hostile texts with the shipped vocabulary, and prints what it took.

import { readReport, scanText, type Vocabulary } from '../../src/classifier/reading/index.js';
import { loadRulebookFolder, SHIPPED_RULES, showProblem } from '../../src/rulebook/index.js';
import { readLabelled, reportOf } from '../labelled.ts';
import { machine, saySpread, spreadOf } from '../measure.ts';

const ROUNDS = 7;
const SIZES = [8_000, 16_000, 32_000, 64_000] as const;

/** Text that has been slow for readers of its kind, repeated to each size. */
const HOSTILE: Readonly<Record<string, string>> = {
  prose: 'Checkout is down for three galleries since 9:40, please fix by 5pm. ',
  'near-matches': 'not really ever quite ',
  denials: 'not no never without ',
  resolutions: 'is fixed. down. ',
  'one word': 'a',
  digits: '1234567890',
  dates: '14 April 2024 ',
  'clock times': 'in 5 minutes ',
  'open markup': '<@a',
  'open links': '<https://a|',
  quotes: '"a ',
  fences: '``` ',
  'line breaks': '\n at ',
  shortcodes: ':a',
  emoji: '👨‍👩‍👧😡',
  names: 'Gallery Okada & Sons, ',
  abbreviations: 'a. ',
  hyphens: 'a-b-',
  ideographs: '日本',
  'mistyped words': 'paymnet chekout ',
};

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
      const report = reportOf(unit.repeat(Math.ceil(size / unit.length)).slice(0, size));
      return Math.min(...Array.from({ length: ROUNDS }, () => timed(() => readReport(report, words))));
    });
    const cells = times.map((time) => `${time.toFixed(1)} ms`.padStart(9)).join('');
    console.log(`${name.padEnd(16)}${cells}   ${exponentOf(times).toFixed(2)}`);
  }
  const megabyte = reportOf(HOSTILE.prose?.repeat(16_000).slice(0, 1_000_000) ?? '');
  const once = Array.from({ length: ROUNDS }, () => timed(() => readReport(megabyte, words)));
  console.log(`\n1 MB   ${saySpread(spreadOf(once), 'ms', 1)}`);
}

/** Slope of log time over log size, by least squares. */
function exponentOf(times: readonly number[]): number {
  const points = times.map((time, i) => [Math.log(SIZES[i] ?? 1), Math.log(Math.max(time, 0.01))] as const);
  const mean = (axis: 0 | 1): number => points.reduce((sum, point) => sum + point[axis], 0) / points.length;
  const [x, y] = [mean(0), mean(1)];
  const covariance = points.reduce((sum, point) => sum + (point[0] - x) * (point[1] - y), 0);
  return covariance / points.reduce((sum, point) => sum + (point[0] - x) ** 2, 0);
}

function timed(run: () => unknown): number {
  const started = performance.now();
  run();
  return performance.now() - started;
}
