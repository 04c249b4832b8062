// Multinomial logistic regression with an L2 penalty: one row of weights per column, one weight per outcome.

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

/** Fits a model of `columns` columns. `penalty` holds weights near zero; starts are free. */
export function fitLogistic(
  examples: readonly Example[],
  columns: number,
  outcomes: number,
  penalty: number,
): Linear {
  const size = columns * outcomes;
  const scores = new Float64Array(outcomes);
  const solution = minimise(
    (x, gradient) => {
      gradient.fill(0);
      let loss = 0;
      for (const { at, outcome, weight } of examples) {
        addScores(scores, at, x, x.subarray(size));
        toChances(scores);
        loss -= weight * Math.log(Math.max(scores[outcome] ?? 0, 1e-300));
        scores[outcome] = (scores[outcome] ?? 0) - 1;
        for (let j = 0; j < at.columns.length; j++) {
          const from = (at.columns[j] ?? 0) * outcomes;
          const value = weight * (at.values[j] ?? 0);
          for (let k = 0; k < outcomes; k++)
            gradient[from + k] = (gradient[from + k] ?? 0) + value * (scores[k] ?? 0);
        }
        for (let k = 0; k < outcomes; k++)
          gradient[size + k] = (gradient[size + k] ?? 0) + weight * (scores[k] ?? 0);
      }
      for (let i = 0; i < size; i++) {
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

/** The probability of each outcome at a point. */
export function chancesAt(model: Linear, at: Sparse): Float64Array {
  const scores = new Float64Array(model.outcomes);
  addScores(scores, at, model.weights, model.start);
  toChances(scores);
  return scores;
}

/** Weights that let every outcome count alike: rare ones more, by the square root of their rarity or so. */
export function balance(outcomes: readonly number[], count: number, power: number): readonly number[] {
  const seen = new Array<number>(count).fill(0);
  for (const outcome of outcomes) seen[outcome] = (seen[outcome] ?? 0) + 1;
  return outcomes.map((outcome) => (outcomes.length / count / (seen[outcome] ?? 1)) ** power);
}

function addScores(scores: Float64Array, at: Sparse, weights: Float64Array, start: Float64Array): void {
  const outcomes = scores.length;
  for (let k = 0; k < outcomes; k++) scores[k] = start[k] ?? 0;
  for (let j = 0; j < at.columns.length; j++) {
    const from = (at.columns[j] ?? 0) * outcomes;
    const value = at.values[j] ?? 0;
    for (let k = 0; k < outcomes; k++) scores[k] = (scores[k] ?? 0) + value * (weights[from + k] ?? 0);
  }
}

function toChances(scores: Float64Array): void {
  let top = Number.NEGATIVE_INFINITY;
  for (const score of scores) top = Math.max(top, score);
  let sum = 0;
  for (let k = 0; k < scores.length; k++) {
    scores[k] = Math.exp((scores[k] ?? 0) - top);
    sum += scores[k] ?? 0;
  }
  for (let k = 0; k < scores.length; k++) scores[k] = (scores[k] ?? 0) / sum;
}
