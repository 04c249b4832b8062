import { REPORT_CLASSES } from '../classifier/index.js';
import { type CrossJudged, type CrossRound, type Fitted, type Scorecard, scorecard } from '../fit/index.js';
import { table } from './show-scorecard.js';

type Belongs = (one: CrossJudged) => boolean;

/** On the first the rules do too well, since their authors had read them; the second is what to expect. */
const allSets: readonly (readonly [name: string, belongs: Belongs])[] = [
  ['read', ({ report }) => !report.onlyForLearning],
  ['unseen', ({ report }) => report.unseen],
];

/** What a fit is worth, for people: figures by cross-validation, the weights, and how honest confidence is. */
export function showFit({ rounds, weights, deciding, reliability }: Fitted): string {
  const sets = allSets.filter(([, belongs]) => rounds.some((round) => round.withLeaning.some(belongs)));
  const heaviest = [...weights].sort((a, b) => b.weight - a.weight);
  const silent = heaviest.filter(({ weight }) => weight < 0.05).map(({ id }) => id);
  return [
    `By cross-validation (${rounds.length} times, near-duplicates kept together), on reports it had not learnt from:`,
    '',
    table([
      ['', 'macro-F1', 'hard ones', ...REPORT_CLASSES, 'missed incidents', 'undecided'],
      ...sets.flatMap(([name, belongs]) => [
        line(`${name}: rules and words`, rounds, (round) => round.withLeaning.filter(belongs)),
        line(`${name}: rules alone`, rounds, (round) => round.withoutLeaning.filter(belongs)),
      ]),
    ]),
    '',
    'Confidence against truth:',
    table([
      ['confidence', 'reports', 'said', 'right'],
      ...reliability.map(({ from, reports, confidence, right }) => [
        `${from.toFixed(1)} to ${(from + 0.1).toFixed(1)}`,
        String(reports),
        confidence.toFixed(2),
        right.toFixed(2),
      ]),
    ]),
    '',
    `One unit of the words counts ${deciding.leaningWeight}; the temperature is ${deciding.temperature};`,
    `a human is asked below ${deciding.undecided.below}, and where an incident has ${deciding.undecided.incidentGuard} or more and does not win.`,
    '',
    'The rules that count most:',
    ...heaviest.slice(0, 12).map(({ id, weight }) => `  ${weight.toFixed(2)}  ${id}`),
    silent.length === 0 ? '' : `Rules that count for nothing here: ${silent.join(', ')}.`,
    '',
  ].join('\n');
}

function line(
  name: string,
  rounds: readonly CrossRound[],
  of: (round: CrossRound) => readonly CrossJudged[],
): readonly string[] {
  const judged = rounds.map(of);
  const cards = judged.map(scorecard);
  const hard = judged.map((all) => scorecard(all.filter((one) => one.report.hard)));
  const mean = (figure: (card: Scorecard) => number, of = cards) =>
    of.reduce((sum, card) => sum + figure(card), 0) / of.length;
  return [
    name,
    mean((card) => card.macroF1).toFixed(3),
    mean((card) => card.macroF1, hard).toFixed(3),
    ...REPORT_CLASSES.map((_, i) => mean((card) => card.perClass[i]?.f1 ?? 0).toFixed(3)),
    percent(mean((card) => card.missedIncidents / Math.max(card.incidents, 1))),
    percent(mean((card) => card.undecided / card.reports)),
  ];
}

function percent(share: number): string {
  return `${(100 * share).toFixed(1)} %`;
}
