// What the desk would make of reports it has not learnt from: every report is judged by a word model and by
// weights that were fitted without it and without its near-duplicates.

import {
  type Deciding,
  type Leaning,
  lean,
  loadLeaning,
  type ReportClass,
  softmax,
} from '../classifier/index.js';
import { type Costs, chooseThresholds, classAt, fitTemperature, type Scored } from './calibrate.js';
import { fitMix, type Mix, mixed } from './fit-mix.js';
import {
  fitWeights,
  type PerClass,
  plus,
  type RuleName,
  sumsOf,
  type Weighable,
  type Weighing,
  type WeightOptions,
} from './fit-weights.js';
import { foldsOf, groupsOf } from './folds.js';
import { learnLeaning } from './learn-leaning.js';
import { CLASS_VOICE, type VoiceOptions } from './learn-voice.js';
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
  voice: CLASS_VOICE,
  weights: { matters: { usual: 0.8, firmness: 100 }, voices: { usual: 0.3, firmness: 20 } },
  incidents: 1,
  // Words were taken from the reports their authors had read, so rules fire too well on those.
  read: 0.1,
  costs: { missedIncident: 5, undecided: 0.8, mostUndecided: 0.07 },
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
  const groups = groupsOf(
    reports.map(({ report }) => report.text),
    reports.map(({ set }) => set),
  );
  const labels = reports.map(({ label }) => label);
  return Array.from({ length: options.repeats }, (_, i) => {
    const folds = foldsOf(groups, labels, options.folds, i + 1);
    return judgeRound(reports, leaningsOf(reports, folds, options), folds, rules, options);
  });
}

/** How much reports count for what rules count; those that a decisive rule decides have no part in it. */
export function weighables(
  reports: readonly Studied[],
  { incidents, read }: FitOptions,
): readonly (Weighable & { readonly index: number })[] {
  const fresh = reports.some(({ unseen }) => unseen);
  return reports.flatMap((report, index) => {
    if (report.decisive !== null) return [];
    const weight = (report.label === 'incident' ? incidents : 1) * (fresh && !report.unseen ? read : 1);
    return [{ index, label: report.label, fired: report.fired, weight }];
  });
}

/** What rules count alone, and what words count beside them. */
export interface Voices {
  readonly weighing: Weighing;
  readonly mix: Mix;
}

/** Fits the rules, then the words beside them; `leanings` in the order of the reports, by models that did not know them. */
export function fitVoices(
  reports: readonly Studied[],
  leanings: readonly Leaning[],
  rules: readonly RuleName[],
  options: FitOptions,
): Voices {
  const known = weighables(reports, options);
  const weighing = fitWeights(known, rules, options.weights);
  const mix = fitMix(
    known.flatMap(({ index, label, fired, weight }) => {
      const leaning = leanings[index]?.logChances;
      return leaning === undefined ? [] : [{ label, sums: sumsOf(fired, weighing), leaning, weight }];
    }),
  );
  return { weighing, mix };
}

/** Judges each fold by what was fitted on the others. */
function judgeRound(
  reports: readonly Studied[],
  leanings: readonly Leaning[],
  folds: readonly number[],
  rules: readonly RuleName[],
  options: FitOptions,
): CrossRound {
  const rounds = Array.from({ length: options.folds }, (_, fold) => {
    const others = reports.filter((_, i) => folds[i] !== fold);
    const known = leanings.filter((_, i) => folds[i] !== fold);
    const voices = fitVoices(others, known, rules, options);
    return [true, false].map((leaning) => {
      const scored = reports.map((report, i) => scoresOf(report, leaning ? leanings[i] : undefined, voices));
      return judgeFold(reports, scored, leaning ? leanings : [], folds, fold, options);
    });
  });
  return {
    withLeaning: rounds.flatMap(([judged = []]) => judged),
    withoutLeaning: rounds.flatMap(([, judged = []]) => judged),
    leanings,
  };
}

function scoresOf({ fired }: Studied, leaning: Leaning | undefined, { weighing, mix }: Voices): PerClass {
  const sums = sumsOf(fired, weighing);
  return leaning === undefined ? plus(weighing.start, sums) : mixed(sums, leaning.logChances, mix);
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
  scored: readonly PerClass[],
  leanings: readonly Leaning[],
  folds: readonly number[],
  fold: number,
  options: FitOptions,
): readonly CrossJudged[] {
  const known = scoredOf(
    reports.flatMap((report, i) => (folds[i] === fold ? [] : [{ report, scores: scored[i] ?? null }])),
  );
  const temperature = fitTemperature(known);
  const undecided = chooseThresholds(known, temperature, options.costs);
  return reports.flatMap((report, i): CrossJudged[] => {
    const scores = scored[i];
    if (folds[i] !== fold || scores === undefined) return [];
    return [judge(report, scores, report.areaWith(leanings[i]?.areas ?? []), temperature, undecided)];
  });
}

/** What calibration and thresholds are fitted on: the reports that rules had not been made of, where there are any. */
export function scoredOf(
  judged: readonly { readonly report: Studied; readonly scores: PerClass | null }[],
): readonly Scored[] {
  const fresh = judged.some(({ report }) => report.unseen);
  return judged.flatMap(({ report, scores }) =>
    scores === null || report.decisive !== null || (fresh && !report.unseen)
      ? []
      : [{ label: report.label, scores }],
  );
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
