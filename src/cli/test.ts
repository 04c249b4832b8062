import { classify } from '../classifier/index.js';
import { type Judged, type Scorecard, scorecard } from '../fit/scorecard.js';
import { EXIT, type ExitCode } from './exit.js';
import { type Fixture, readFixtures } from './fixtures.js';
import {
  compareWithKnown,
  type Differences,
  type KnownWrong,
  listBeside,
  readKnownWrong,
  writeKnownWrong,
} from './known-wrong.js';
import { percentOption } from './percent-option.js';
import { rulebookFor } from './rulebook.js';
import { SHIPPED_FIXTURES } from './shipped.js';
import { showScorecard, table } from './show-scorecard.js';
import type { Terminal } from './terminal.js';

/** Options of `triage test`. */
export interface TestOptions {
  readonly rules?: string;
  /** False: the word model is left out. */
  readonly leaning?: boolean;
  readonly json?: boolean;
  readonly update?: boolean;
  /** Also say what the reports exercise of the rules. */
  readonly coverage?: boolean;
  /** Least coverage of rules and conditions in percent, as typed; asks for coverage. */
  readonly threshold?: string;
}

/**
 * Classifies labelled reports, each by itself, and prints the figures. Beside a list of what is known to be wrong
 * they are a regression suite: exit 1 when a decision is not the one expected of the rules today.
 */
export async function testVerb(
  paths: readonly string[],
  options: TestOptions,
  terminal: Terminal,
): Promise<ExitCode> {
  const threshold = percentOption('--threshold', options.threshold);
  const where = paths.length === 0 ? [SHIPPED_FIXTURES] : paths;
  const fixtures = readFixtures(where);
  const judged = await judge(fixtures, options.rules, options.leaning);
  const lists = [...new Set(where.map(listBeside))];
  if (options.update) {
    const [file] = lists;
    if (file !== undefined) writeKnownWrong(file, judged);
  }
  const known = mergedLists(lists);
  const differences = known && compareWithKnown(judged, known);
  const card = scorecard(judged);
  const covered = options.coverage || threshold !== null ? await coverage(paths, options.rules) : null;
  if (options.json) {
    const document = { ...card, ...idsOf(differences), ...(covered && { coverage: covered.document }) };
    await terminal.out(`${JSON.stringify(document, null, 2)}\n`);
  } else {
    const shown = showScorecard(card) + showDifferences(differences, card, fixtures);
    await terminal.out(shown + (covered?.shown ?? ''));
  }
  const tooLittle = threshold !== null && covered !== null && covered.percent < threshold;
  return (differences !== null && hasSurprises(differences)) || tooLittle ? EXIT.no : EXIT.ok;
}

/** What is decided about each fixture by itself. */
export async function judge(
  fixtures: readonly Fixture[],
  rules: string | undefined,
  leaning = true,
): Promise<readonly Judged[]> {
  const rulebook = await rulebookFor(rules, leaning);
  const judged: Judged[] = [];
  for (const { report, label } of fixtures) {
    const decision = await classify(report, rulebook, [], { explain: false });
    judged.push({ id: report.id, label, decided: decision.class, bestGuess: decision.bestGuess });
  }
  return judged;
}

/** Loaded here, since it needs the rules as they were written. */
async function coverage(paths: readonly string[], rules: string | undefined) {
  const { coverageBy, coverageDocument, coveredPercent, showCoverage } = await import('./coverage.js');
  const found = await coverageBy(paths, rules);
  return { document: coverageDocument(found), shown: showCoverage(found), percent: coveredPercent(found) };
}

function mergedLists(files: readonly string[]): KnownWrong | null {
  const lists = files.map(readKnownWrong).filter((list) => list !== null);
  return lists.length === 0 ? null : new Map(lists.flatMap((list) => [...list]));
}

function hasSurprises({ regressed, mended, changed }: Differences): boolean {
  return regressed.length + mended.length + changed.length > 0;
}

function showDifferences(
  differences: Differences | null,
  card: Scorecard,
  fixtures: readonly Fixture[],
): string {
  if (differences === null)
    return '\nno known-wrong.json beside the reports: figures only, nothing is expected of them\n';
  const text = new Map(
    fixtures.map(({ report }) => [report.id, report.text.replace(/\s+/g, ' ').slice(0, 60)]),
  );
  const rows = (list: readonly Judged[]) =>
    table(list.map((one) => [one.id, one.label, '→', one.decided, text.get(one.id) ?? '']));
  const part = (title: string, list: readonly Judged[]) =>
    list.length === 0 ? '' : `\n${title}\n${rows(list)}\n`;
  return (
    `\nknown wrong: ${differences.known.length} of ${card.reports}, listed in known-wrong.json\n` +
    part('REGRESSED, right before and wrong now:', differences.regressed) +
    part('wrong in another way than listed:', differences.changed) +
    part('right now, though listed as wrong:', differences.mended) +
    (hasSurprises(differences) ? '\nWhen this is what you want: triage test --update\n' : '')
  );
}

function idsOf(differences: Differences | null): object {
  if (differences === null) return {};
  const ids = (list: readonly Judged[]) => list.map((one) => one.id);
  const { regressed, mended, changed, known } = differences;
  return { regressed: ids(regressed), mended: ids(mended), changed: ids(changed), knownWrong: ids(known) };
}
