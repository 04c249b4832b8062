// How far a measured figure may be from the truth: resampling with replacement (the bootstrap).

import { seeded } from './folds.js';

export interface Interval {
  readonly low: number;
  readonly high: number;
}

/** The range that holds `figure` in 95 of 100 resamplings of the cases. */
export function interval<Case>(
  cases: readonly Case[],
  figure: (sample: readonly Case[]) => number,
  rounds = 1000,
  seed = 1,
): Interval {
  const random = seeded(seed);
  const figures = Array.from({ length: rounds }, () =>
    figure(cases.flatMap(() => cases[Math.floor(random() * cases.length)] ?? [])),
  ).sort((a, b) => a - b);
  const at = (share: number) =>
    figures[Math.min(figures.length - 1, Math.floor(share * figures.length))] ?? 0;
  return { low: at(0.025), high: at(0.975) };
}
