// What the desk would make of reports it has not learnt from: every report is judged by a word model and by
// weights that were fitted without it and without its near-duplicates.

import {
  type Deciding,
  type Leaning,
  type LogChances,
  lean,
  loadLeaning,
  type ReportClass,
  softmax,
} from '../classifier/index.js';
import { type Costs, chooseThresholds, classAt, fitTemperature, type Scored } from './calibrate.js';
import {
  fitWeights,
  type RuleName,
  scoresOf,
  type Weighable,
  type Weighing,
  type WeightOptions,
} from './fit-weights.js';
import { foldsOf, groupsOf } from './folds.js';
import { learnLeaning } from './learn-leaning.js';
import type { VoiceOptions } from './learn-voice.js';
import type { Judged } from './scorecard.js';
import type { Studied } from './study.js';

export interface FitOptions {
  readonly folds: number;
  /** How often the folds are dealt anew. */
  readonly repeats: number;
  readonly voice: VoiceOptions;
  readonly weights: WeightOptions;
  /** How much more an incident counts than another report, while weights are fitted. */
  readonly incidents: number;
  /** How much a report that the authors of the rules had read counts for what rules count, beside an unseen one. */
  readonly read: number;
  readonly costs: Costs;
}

export const FIT_OPTIONS: FitOptions = {
  folds: 5,
  repeats: 3,
  voice: {},
  weights: { usual: 0.3, firmness: 20 },
  incidents: 1.6,
  // Words were taken from the reports their authors had read, so rules fire too well on those.
  read: 0.1,
  costs: { missedIncident: 8, undecided: 0.8, mostUndecided: 0.07 },
};

/** A report judged by what was fitted without it. */
export interface CrossJudged extends Judged {
  readonly report: Studied;
  /** Null where a decisive rule decided. */
  readonly scores: Readonly<Record<ReportClass, number>> | null;
  /** The area found. */
  readonly area: string | null;
}

/** One dealing of the folds. */
export interface CrossRound {
  readonly withLeaning: readonly CrossJudged[];
  readonly withoutLeaning: readonly CrossJudged[];
  /** What word models that did not know the report say of it, in the order of the reports. */
  readonly leanings: readonly Leaning[];
}

/** Deals, fits and judges `options.repeats` times; the same reports always give the same rounds. */
export function crossValidate(
  reports: readonly Studied[],
  rules: readonly RuleName[],
  options: FitOptions = FIT_OPTIONS,
): readonly CrossRound[] {
  const groups = groupsOf(reports.map(({ report }) => report.text));
  const labels = reports.map(({ label }) => label);
  return Array.from({ length: options.repeats }, (_, i) => {
    const folds = foldsOf(groups, labels, options.folds, i + 1);
    return judgeRound(reports, leaningsOf(reports, folds, options), folds, rules, options);
  });
}

/** Reports as the weighing sees them, once with and once without the word model, so that both ways work. */
export function weighables(
  reports: readonly Studied[],
  leanings: readonly Leaning[],
  { incidents, read }: FitOptions,
): readonly Weighable[] {
  const fresh = reports.some(({ unseen }) => unseen);
  return reports.flatMap((report, i) => {
    if (report.decisive !== null) return [];
    const weight = (report.label === 'incident' ? incidents : 1) * (fresh && !report.unseen ? read : 1);
    return [
      weighable(report, leanings[i]?.logChances ?? null, 0.7 * weight),
      weighable(report, null, 0.3 * weight),
    ];
  });
}

/** Judges each fold by weights that were fitted on the others. */
export function judgeRound(
  reports: readonly Studied[],
  leanings: readonly Leaning[],
  folds: readonly number[],
  rules: readonly RuleName[],
  options: FitOptions,
): CrossRound {
  const rounds = Array.from({ length: options.folds }, (_, fold) => {
    const others = reports.filter((_, i) => folds[i] !== fold);
    const known = leanings.filter((_, i) => folds[i] !== fold);
    const weighing = fitWeights(weighables(others, known, options), rules, options.weights);
    return [true, false].map((leaning) =>
      judgeFold(reports, leanings, folds, fold, weighing, leaning, options),
    );
  });
  return {
    withLeaning: rounds.flatMap(([judged = []]) => judged),
    withoutLeaning: rounds.flatMap(([, judged = []]) => judged),
    leanings,
  };
}

/** What word models that were learnt from the other folds say of each report. */
export function leaningsOf(
  reports: readonly Studied[],
  folds: readonly number[],
  options: FitOptions,
): readonly Leaning[] {
  const models = Array.from({ length: options.folds }, (_, fold) =>
    loadLeaning(
      learnLeaning(
        reports.filter((_, i) => folds[i] !== fold),
        options.voice,
      ),
    ),
  );
  return reports.flatMap(({ features, tokens }, i) => {
    const model = models[folds[i] ?? 0];
    return model === undefined ? [] : [lean(features, tokens, model)];
  });
}

function judgeFold(
  reports: readonly Studied[],
  leanings: readonly Leaning[],
  folds: readonly number[],
  fold: number,
  weighing: Weighing,
  leaning: boolean,
  options: FitOptions,
): readonly CrossJudged[] {
  const weightOf = new Map(weighing.rules.map((rule) => [rule.id, rule]));
  const scored = reports.map((report, i) =>
    scoresOf(weighable(report, leaning ? (leanings[i]?.logChances ?? null) : null, 1), weighing, weightOf),
  );
  const fresh = reports.some(({ unseen }) => unseen);
  const known = reports.flatMap((report, i): Scored[] => {
    const scores = scored[i];
    return folds[i] === fold || report.decisive !== null || scores === undefined || (fresh && !report.unseen)
      ? []
      : [{ label: report.label, scores }];
  });
  const temperature = fitTemperature(known);
  const undecided = chooseThresholds(known, temperature, options.costs);
  return reports.flatMap((report, i): CrossJudged[] => {
    const scores = scored[i];
    if (folds[i] !== fold || scores === undefined) return [];
    return [
      judge(
        report,
        scores,
        report.areaWith(leaning ? (leanings[i]?.areas ?? {}) : {}),
        temperature,
        undecided,
      ),
    ];
  });
}

function judge(
  report: Studied,
  scores: Readonly<Record<ReportClass, number>>,
  area: string | null,
  temperature: number,
  undecided: Deciding['undecided'],
): CrossJudged {
  const {
    report: { id },
    label,
    decisive,
    readable,
  } = report;
  if (decisive !== null)
    return { id, label, report, decided: decisive, bestGuess: decisive, scores: null, area };
  const chances = softmax(scores, temperature);
  const bestGuess = classAt(chances, { below: 0, margin: 0, incidentGuard: 2 });
  if (bestGuess === 'undecided') throw new RangeError('a best guess is never undecided');
  return {
    id,
    label,
    report,
    decided: readable ? classAt(chances, undecided) : 'undecided',
    bestGuess,
    scores,
    area,
  };
}

function weighable(report: Studied, leaning: LogChances | null, weight: number): Weighable {
  return { label: report.label, fired: report.fired, leaning, weight };
}
