// Everything `triage fit` does between reading and writing files.

import type { ClassifierRulebook, Deciding, LeaningFile } from '../classifier/index.js';
import { chooseThresholds, fitTemperature, type Reliability, reliability, type Scored } from './calibrate.js';
import {
  type CrossRound,
  crossValidate,
  FIT_OPTIONS,
  type FitOptions,
  weighables,
} from './cross-validate.js';
import { fitWeights, type RuleWeight } from './fit-weights.js';
import { learnLeaning } from './learn-leaning.js';
import type { Studied } from './study.js';

/** What was fitted, and what it may be trusted for. */
export interface Fitted {
  readonly leaning: LeaningFile;
  readonly weights: readonly RuleWeight[];
  readonly deciding: Deciding;
  /** Judgements of reports by what was fitted without them. */
  readonly rounds: readonly CrossRound[];
  readonly reliability: readonly Reliability[];
}

/** Fits the word model, the weights of the rules, the calibration and the thresholds. Deterministic. */
export function fitRulebook(
  reports: readonly Studied[],
  rulebook: ClassifierRulebook,
  options: FitOptions = FIT_OPTIONS,
): Fitted {
  const rules = rulebook.rules.rules.filter((rule) => !rule.decisive);
  const rounds = crossValidate(reports, rules, options);
  const weighing = fitWeights(
    weighables(reports, rounds[0]?.leanings ?? [], options),
    rules,
    options.weights,
  );
  const fresh = reports.some(({ unseen }) => unseen);
  const scored = rounds.flatMap((round) =>
    round.withLeaning.flatMap(({ label, scores, report }): Scored[] =>
      scores === null || (fresh && !report.unseen) ? [] : [{ label, scores }],
    ),
  );
  const temperature = fitTemperature(scored);
  return {
    leaning: learnLeaning(reports, options.voice),
    weights: weighing.rules,
    deciding: {
      start: weighing.start,
      temperature,
      undecided: chooseThresholds(scored, temperature, options.costs),
      leaningWeight: weighing.leaning,
    },
    rounds,
    reliability: reliability(scored, temperature),
  };
}
