// Everything `triage fit` does between reading and writing files.

import type { ClassifierRulebook, Deciding, DecidingAlone, LeaningFile } from '../classifier/index.js';
import { chooseThresholds, fitTemperature, type Reliability, reliability } from './calibrate.js';
import {
  type CrossJudged,
  type CrossRound,
  crossValidate,
  FIT_OPTIONS,
  type FitOptions,
  fitVoices,
  scoredOf,
} from './cross-validate.js';
import type { PerClass, RuleWeight } from './fit-weights.js';
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

/** Fits the weights of the rules, the word model beside them, the calibration and the thresholds. Deterministic. */
export function fitRulebook(
  reports: readonly Studied[],
  rulebook: ClassifierRulebook,
  options: FitOptions = FIT_OPTIONS,
): Fitted {
  const rules = rulebook.rules.rules.filter((rule) => !rule.decisive);
  const rounds = crossValidate(reports, rules, options);
  const { weighing, mix } = fitVoices(reports, rounds[0]?.leanings ?? [], rules, options);
  const together = decidingFrom(
    mix.start,
    rounds.flatMap(({ withLeaning }) => withLeaning),
    options,
  );
  return {
    leaning: learnLeaning(reports, options.voice),
    weights: [...weighing.rules.values()],
    deciding: {
      ...together,
      leaningWeight: mix.leaning,
      alone: decidingFrom(
        weighing.start,
        rounds.flatMap(({ withoutLeaning }) => withoutLeaning),
        options,
      ),
    },
    rounds,
    reliability: reliability(
      scoredOf(rounds.flatMap(({ withLeaning }) => withLeaning)),
      together.temperature,
    ),
  };
}

function decidingFrom(start: PerClass, judged: readonly CrossJudged[], { costs }: FitOptions): DecidingAlone {
  const scored = scoredOf(judged);
  const temperature = fitTemperature(scored);
  return { start, temperature, undecided: chooseThresholds(scored, temperature, costs) };
}
