// The table of bench/accuracy.md: the desk and its peers on the same folds, and on the reports set aside.

import { writeFileSync } from 'node:fs';
import { classify, REPORT_CLASSES, type ReportClass } from '../../src/classifier/index.js';
import { labelledFrom } from '../../src/cli/fit.js';
import { readFixtures } from '../../src/cli/fixtures.js';
import { crossValidate, FIT_OPTIONS } from '../../src/fit/cross-validate.js';
import { foldsOf, groupsOf } from '../../src/fit/folds.js';
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

const repeats = Number(process.argv[process.argv.indexOf('--repeats') + 1]) || FIT_OPTIONS.repeats;
const rulebook = await shippedRules();
const known = await studied('fixtures/reports', rulebook);
const crossed = crossRows();
const sections = [
  section('By cross-validation, on reports unread by the authors of the rules', crossed, (one) => one.unseen),
  section(
    'By cross-validation, on the corpus the rules were written with',
    crossed,
    (one) => !one.onlyForLearning,
  ),
];
if (process.argv.includes('--held-out')) {
  const aside = await studied('fixtures/held-out', rulebook);
  sections.push(
    `## On the reports set aside\n\n${aside.length} reports that nobody looked at while rules, words and weights were made.\n\n${table(await heldOutRows(aside))}`,
  );
}
const page = `# Accuracy\n\nMade by \`node bench/accuracy.ts\`. Brackets hold 95 % intervals (bootstrap over reports). A missed incident is one called\nnon-incident or none; an undecided report counts as wrong in F1.\n\n${sections.join('\n\n')}\n`;
console.log(page);
if (process.argv.includes('--write')) writeFileSync(new URL('../accuracy.md', import.meta.url), page);

function crossRows(): readonly Row[] {
  const rules = rulebook.rules.rules.filter((rule) => !rule.decisive);
  const rounds = crossValidate(known, rules, { ...FIT_OPTIONS, repeats });
  const judgedBy = (of: 'withLeaning' | 'withoutLeaning') =>
    rounds.flatMap((round) => round[of]).filter((one) => isJudged(one.report));
  const groups = groupsOf(
    known.map(({ report }) => report.text),
    known.map(({ set }) => set),
  );
  const folds = foldsOf(
    groups,
    known.map(({ label }) => label),
    FIT_OPTIONS.folds,
    1,
  );
  const peers = PEERS.flatMap((peer): readonly Row[] => {
    const judged = Array.from({ length: FIT_OPTIONS.folds }, (_, fold) => {
      const asked = known.filter((one, i) => folds[i] === fold && isJudged(one));
      return rowOf(
        asked,
        peer.judge(
          known.filter((_, i) => folds[i] !== fold),
          asked,
        ),
      );
    });
    return judged.includes(null) ? [] : [{ name: peer.name, judged: judged.flatMap((one) => one ?? []) }];
  });
  return [
    { name: '**Triage Desk**', judged: judgedBy('withLeaning') },
    { name: 'Triage Desk, `--no-leaning`', judged: judgedBy('withoutLeaning') },
    ...peers,
  ];
}

async function heldOutRows(aside: readonly Studied[]): Promise<readonly Row[]> {
  const peers = PEERS.flatMap((peer): readonly Row[] => {
    const judged = rowOf(aside, peer.judge(known, aside));
    return judged === null ? [] : [{ name: peer.name, judged }];
  });
  return [
    { name: '**Triage Desk**', judged: await byDesk(aside, rulebook) },
    { name: 'Triage Desk, `--no-leaning`', judged: await byDesk(aside, { ...rulebook, leaning: null }) },
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

function isJudged(one: Studied): boolean {
  return one.unseen || !one.onlyForLearning;
}

function section(title: string, rows: readonly Row[], of: (one: Studied) => boolean): string {
  const asked = known.filter(of);
  const hard = asked.filter((one) => one.hard).length;
  const judged = rows.map((row) => ({ ...row, judged: row.judged.filter((one) => of(one.report)) }));
  return (
    `## ${title}\n\n${asked.length} reports, ${percent(hard / asked.length)} hard; all ${known.length} labelled reports are learnt from, ` +
    `in ${FIT_OPTIONS.folds} folds, near-duplicates never apart, the same folds for everybody.\n\n${table(judged)}`
  );
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

async function studied(path: string, by: Rulebook): Promise<readonly Studied[]> {
  return study(readFixtures([`${root}${path}`]).map(labelledFrom), by);
}

async function shippedRules(): Promise<Rulebook> {
  const { rulebook: found, problems } = await loadRulebookFolder(`${root}rules/`);
  if (found === null) throw new Error(`The shipped rules have problems: ${JSON.stringify(problems[0])}`);
  return found;
}
