// The tables of bench/accuracy.md: the desk and its peers on the reports set aside.

import { writeFileSync } from 'node:fs';
import { classify, REPORT_CLASSES, type ReportClass } from '../../src/classifier/index.js';
import { labelledFrom } from '../../src/cli/fit.js';
import { readFixtures } from '../../src/cli/fixtures.js';
import { type Interval, interval } from '../../src/fit/intervals.js';
import { type Judged, scorecard } from '../../src/fit/scorecard.js';
import { type Studied, study } from '../../src/fit/study.js';
import { loadRulebookFolder, type Rulebook } from '../../src/rulebook/index.js';
import { PEERS } from './peers.ts';

const root = new URL('../../', import.meta.url).pathname;

interface Row {
  readonly name: string;
  readonly judged: readonly (Judged & { readonly report: Studied; readonly area: string | null })[];
}

/** Sets that nobody looked at while rules, words and weights were made, by what they hold. */
const ASIDE = [
  { title: 'Our domain, by the writers of the development corpus', files: ['corpus'] },
  { title: 'Our domain, by other writers', files: ['market', 'deceptive', 'fresh'] },
  { title: 'Elsewhere', files: ['abroad', 'fresh-abroad'] },
] as const;

const rulebook = await shippedRules();
const known = await studied(['fixtures/reports', 'fixtures/learning']);
const corpus = known.filter(({ onlyForLearning }) => !onlyForLearning);
const sets = await Promise.all(
  ASIDE.map(async ({ title, files }) => ({
    title,
    asked: await studied(files.map((file) => `fixtures/held-out/${file}.jsonl`)),
  })),
);
const rows = await rowsFor(sets.flatMap(({ asked }) => asked));
const sections = sets.map(({ title, asked }) => {
  const ids = new Set(asked.map(({ report }) => report.id));
  const own = rows.map((row) => ({ ...row, judged: row.judged.filter(({ id }) => ids.has(id)) }));
  const hard = asked.filter((one) => one.hard).length;
  return `## ${title}\n\n${asked.length} reports, ${percent(hard / asked.length)} hard.\n\n${table(own)}`;
});
const page = `# Accuracy

Made by \`node bench/accuracy.ts --write\`, on reports set aside, which no fit has learnt from (docs/accuracy.md says what they are worth). "All"
learns from the ${known.length} other labelled reports, as the desk does; "corpus" from the ${corpus.length} of the development corpus. Brackets
hold 95 % intervals (bootstrap over reports). A missed incident is one called non-incident or none; an undecided report
counts as wrong in F1.

${sections.join('\n\n')}
`;
console.log(page);
if (process.argv.includes('--write')) writeFileSync(new URL('../accuracy.md', import.meta.url), page);

async function rowsFor(asked: readonly Studied[]): Promise<readonly Row[]> {
  const peers = PEERS.flatMap((peer) =>
    [
      { of: 'all', lessons: known },
      { of: 'corpus', lessons: corpus },
    ].flatMap(({ of, lessons }): readonly Row[] => {
      if (lessons.length > (peer.most ?? Number.POSITIVE_INFINITY)) return [];
      console.error(`${new Date().toISOString()} ${peer.name}, ${of}`);
      const judged = rowOf(asked, peer.judge(lessons, asked));
      return judged === null ? [] : [{ name: `${peer.name}, ${of}`, judged }];
    }),
  );
  return [
    { name: '**Triage Desk**', judged: await byDesk(asked, rulebook) },
    { name: 'Triage Desk, `--no-leaning`', judged: await byDesk(asked, { ...rulebook, leaning: null }) },
    ...peers,
  ];
}

async function byDesk(asked: readonly Studied[], by: Rulebook): Promise<Row['judged']> {
  return Promise.all(
    asked.map(async (one) => {
      const { class: decided, bestGuess, area } = await classify(one.report, by, [], { explain: false });
      return { id: one.report.id, label: one.label, decided, bestGuess, area, report: one };
    }),
  );
}

function rowOf(asked: readonly Studied[], classes: readonly ReportClass[] | null): Row['judged'] | null {
  if (classes === null) return null;
  return asked.map((report, i) => {
    const decided = classes[i] ?? 'none';
    return { id: report.report.id, label: report.label, decided, bestGuess: decided, area: null, report };
  });
}

function table(rows: readonly Row[]): string {
  const head = ['', 'macro-F1', 'hard ones', ...REPORT_CLASSES, 'missed incidents', 'undecided'];
  const lines = rows.map(({ name, judged }) => {
    const card = scorecard(judged);
    const hard = scorecard(judged.filter((one) => one.report.hard));
    const range = interval(judged, (sample) => scorecard(sample).macroF1, 400);
    const incidents = judged.filter((one) => one.label === 'incident');
    const missed = interval(incidents, (sample) => scorecard(sample).missedIncidents / sample.length, 400);
    return [
      name,
      `${card.macroF1.toFixed(3)} [${bounds(range, (figure) => figure.toFixed(3))}]`,
      hard.macroF1.toFixed(3),
      ...card.perClass.map((one) => `${share(one.f1)} (${share(one.precision)}/${share(one.recall)})`),
      `${percent(card.missedIncidents / card.incidents)} [${bounds(missed, percent)}]`,
      percent(card.undecided / card.reports),
    ];
  });
  return (
    [head, head.map(() => '---'), ...lines].map((cells) => `| ${cells.join(' | ')} |`).join('\n') +
    `\n\nClasses: F1 (precision/recall).${areaLine(rows)}`
  );
}

function areaLine([desk]: readonly Row[]): string {
  const asked = (desk?.judged ?? []).filter((one) => one.label !== 'none' && one.report.area !== null);
  const right = asked.filter((one) => one.area === one.report.area);
  const range = interval(
    asked,
    (sample) => sample.filter((one) => one.area === one.report.area).length / sample.length,
    400,
  );
  return ` The desk's area is right for ${percent(right.length / asked.length)} [${bounds(range, percent)}].`;
}

function bounds({ low, high }: Interval, say: (figure: number) => string): string {
  return `${say(low)} to ${say(high)}`;
}

function share(figure: number | null): string {
  return figure === null ? '–' : figure.toFixed(2);
}

function percent(figure: number): string {
  return `${(100 * figure).toFixed(1)} %`;
}

async function studied(paths: readonly string[]): Promise<readonly Studied[]> {
  return study(readFixtures(paths.map((path) => `${root}${path}`)).map(labelledFrom), rulebook);
}

async function shippedRules(): Promise<Rulebook> {
  const { rulebook: found, problems } = await loadRulebookFolder(`${root}rules/`);
  if (found === null) throw new Error(`The shipped rules have problems: ${JSON.stringify(problems[0])}`);
  return found;
}
