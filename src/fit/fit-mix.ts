// Fits how much the word model counts beside the rules. The rules keep the weights they have when they decide alone, so
// that switching the word model off costs what it knows and nothing else.

import { REPORT_CLASSES, type ReportClass } from '../classifier/index.js';
import { add, held, type PerClass, perClass, rounded, toChances } from './fit-weights.js';
import { minimise } from './minimise.js';

/** One labelled report: what its rules add up to, and what words say that had not learnt from it. */
export interface Mixable {
  readonly label: ReportClass;
  readonly sums: PerClass;
  readonly leaning: PerClass;
  /** How much the report counts. */
  readonly weight: number;
}

/** What is added to the sums of the rules, in their units. */
export interface Mix {
  readonly start: PerClass;
  /** What one unit of the word model's log-probability counts. */
  readonly leaning: number;
}

/** However little rules add to words, words never drown them: an author's rule must be able to change a decision. */
const LEAST_SHARE_OF_RULES = 0.25;

/** The mix under which the labels are likeliest. */
export function fitMix(reports: readonly Mixable[]): Mix {
  const cases = reports.map(({ label, sums, leaning, weight }) => ({
    weight,
    right: REPORT_CLASSES.indexOf(label),
    sums: REPORT_CLASSES.map((name) => sums[name]),
    leaning: REPORT_CLASSES.map((name) => leaning[name]),
  }));
  // Both shares are squares of what is searched, and so never negative.
  const found = minimise(
    (x, gradient) => {
      gradient.fill(0);
      let loss = 0;
      const [a = 0, b = 0] = x;
      const rules = LEAST_SHARE_OF_RULES + a * a;
      for (const { weight, right, sums, leaning } of cases) {
        const scores = sums.map((sum, k) => (x[2 + k] ?? 0) + rules * sum + b * b * (leaning[k] ?? 0));
        const chances = toChances(scores);
        loss -= weight * Math.log(Math.max(chances[right] ?? 0, 1e-300));
        for (const [k, chance] of chances.entries()) {
          const slope = weight * (chance - (k === right ? 1 : 0));
          add(gradient, 0, slope * (sums[k] ?? 0) * 2 * a);
          add(gradient, 1, slope * (leaning[k] ?? 0) * 2 * b);
          add(gradient, 2 + k, slope);
        }
      }
      for (let k = 0; k < REPORT_CLASSES.length; k++) loss += held(x, gradient, 2 + k);
      return loss;
    },
    Float64Array.from([0.7, 0.7, 0, 0, 0, 0]),
    { rounds: 200, tolerance: 1e-8 },
  );
  const [a = 0, b = 0] = found;
  const rules = LEAST_SHARE_OF_RULES + a * a;
  return { start: perClass((k) => rounded((found[2 + k] ?? 0) / rules)), leaning: rounded((b * b) / rules) };
}

/** Summed evidence per class, as `decide` adds it up. */
export function mixed(sums: PerClass, leaning: PerClass, mix: Mix): PerClass {
  return perClass((_, name) => mix.start[name] + sums[name] + mix.leaning * leaning[name]);
}
