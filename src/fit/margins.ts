// Linear support vector machines, each outcome against all others, with the squared hinge loss and an L2 penalty
// (Fan et al., "LIBLINEAR", 2008, L2-regularised L2-loss). What is told apart with a margin to spare is left alone, so
// plain reports do not drown the hard ones.

import { minimise } from './minimise.js';
import type { Sparse } from './sparse.js';

export interface Example {
  readonly at: Sparse;
  /** Number of the outcome. */
  readonly outcome: number;
  /** How much it counts; 1 is usual. */
  readonly weight: number;
}

/** A linear model: `weights[column * outcomes + outcome]`, and what each outcome starts with. */
export interface Linear {
  readonly outcomes: number;
  readonly weights: Float64Array;
  readonly start: Float64Array;
}

/**
 * Fits a model of `columns` columns. `penalty` holds weights near zero; `rarity[k]` is how much more an example of
 * outcome k counts where k itself is asked for.
 */
export function fitMargins(
  examples: readonly Example[],
  columns: number,
  rarity: readonly number[],
  penalty: number,
): Linear {
  const outcomes = rarity.length;
  const size = columns * outcomes;
  const scores = new Float64Array(outcomes);
  const slopes = new Float64Array(outcomes);
  const solution = minimise(
    (x, gradient) => {
      gradient.fill(0);
      let loss = 0;
      for (const { at, outcome, weight } of examples) {
        scoresAt(scores, at, x, x.subarray(size));
        let wrong = false;
        for (let k = 0; k < outcomes; k++) {
          const side = k === outcome ? 1 : -1;
          const short = 1 - side * (scores[k] ?? 0);
          const share = k === outcome ? weight * (rarity[k] ?? 1) : weight;
          slopes[k] = short > 0 ? -2 * share * side * short : 0;
          if (short <= 0) continue;
          wrong = true;
          loss += share * short * short;
          gradient[size + k] = (gradient[size + k] ?? 0) + (slopes[k] ?? 0);
        }
        if (wrong) addOuter(gradient, at, slopes);
      }
      for (let i = 0; i < x.length; i++) {
        const held = x[i] ?? 0;
        loss += 0.5 * penalty * held * held;
        gradient[i] = (gradient[i] ?? 0) + penalty * held;
      }
      return loss;
    },
    new Float64Array(size + outcomes),
    // More rounds change the last digits of the scores, and no decision.
    { rounds: 60, tolerance: 2e-4 },
  );
  return { outcomes, weights: solution.slice(0, size), start: solution.slice(size) };
}

/** How much rare outcomes count beside common ones: 0, as often as they occur; 1, all alike. */
export function rarities(outcomes: readonly number[], count: number, power: number): readonly number[] {
  const seen = new Array<number>(count).fill(0);
  for (const outcome of outcomes) seen[outcome] = (seen[outcome] ?? 0) + 1;
  return seen.map((times) => (outcomes.length / count / Math.max(times, 1)) ** power);
}

/** What a model adds up to for each outcome at a point: above 0 it is likelier than not. */
export function scoresAt(
  scores: Float64Array,
  at: Sparse,
  weights: Float64Array,
  start: Float64Array,
): Float64Array {
  const outcomes = scores.length;
  for (let k = 0; k < outcomes; k++) scores[k] = start[k] ?? 0;
  for (let j = 0; j < at.columns.length; j++) {
    const from = (at.columns[j] ?? 0) * outcomes;
    const value = at.values[j] ?? 0;
    for (let k = 0; k < outcomes; k++) scores[k] = (scores[k] ?? 0) + value * (weights[from + k] ?? 0);
  }
  return scores;
}

function addOuter(gradient: Float64Array, at: Sparse, slopes: Float64Array): void {
  const outcomes = slopes.length;
  for (let j = 0; j < at.columns.length; j++) {
    const from = (at.columns[j] ?? 0) * outcomes;
    const value = at.values[j] ?? 0;
    for (let k = 0; k < outcomes; k++)
      gradient[from + k] = (gradient[from + k] ?? 0) + value * (slopes[k] ?? 0);
  }
}
