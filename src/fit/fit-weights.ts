// Fits how much each rule, each class's start and the word model count. A rule speaks for its own class only, so
// no weight falls below zero. What a rule counts today has no part in it: fitting twice changes nothing.

import { REPORT_CLASSES, type ReportClass } from '../classifier/index.js';
import { minimise } from './minimise.js';

/** One labelled report as the weighing sees it. */
export interface Weighable {
  readonly label: ReportClass;
  /** Ids of the rules that fired and have a weight. */
  readonly fired: readonly string[];
  /** What the word model adds to each class, before its own weight; null when it is switched off. */
  readonly leaning: Readonly<Record<ReportClass, number>> | null;
  /** How much the report counts. */
  readonly weight: number;
}

/** A rule, as far as weighing knows it. */
export interface RuleName {
  readonly id: string;
  readonly class: ReportClass;
}

export interface RuleWeight extends RuleName {
  readonly weight: number;
}

/** Everything that is added up per class. */
export interface Weighing {
  readonly start: Readonly<Record<ReportClass, number>>;
  readonly rules: readonly RuleWeight[];
  readonly leaning: number;
}

export interface WeightOptions {
  /** What a rule counts as long as no report says otherwise: somebody wrote it for a reason. */
  readonly usual?: number;
  /** How firmly a rule is held near that. */
  readonly firmness?: number;
}

/** The weights under which the labels are likeliest. */
export function fitWeights(
  reports: readonly Weighable[],
  known: readonly RuleName[],
  { usual = 0.5, firmness = 6 }: WeightOptions = {},
): Weighing {
  const place = new Map(known.map((rule, i) => [rule.id, i]));
  const column = known.map((rule) => REPORT_CLASSES.indexOf(rule.class));
  const cases = reports.map((report) => ({
    weight: report.weight,
    right: REPORT_CLASSES.indexOf(report.label),
    fired: report.fired.flatMap((id) => place.get(id) ?? []),
    leaning: report.leaning === null ? null : REPORT_CLASSES.map((name) => report.leaning?.[name] ?? 0),
  }));
  const rules = known.length;
  // Weights are squares of what is searched: they cannot become negative, and the search stays free of bounds.
  const found = minimise(
    (x, gradient) => {
      gradient.fill(0);
      let loss = 0;
      const voice = (x[rules] ?? 0) ** 2;
      for (const { weight, right, fired, leaning } of cases) {
        const scores = REPORT_CLASSES.map((_, k) => (x[rules + 1 + k] ?? 0) + voice * (leaning?.[k] ?? 0));
        for (const i of fired) scores[column[i] ?? 0] = (scores[column[i] ?? 0] ?? 0) + (x[i] ?? 0) ** 2;
        const chances = toChances(scores);
        loss -= weight * Math.log(Math.max(chances[right] ?? 0, 1e-300));
        const slopes = chances.map((chance, k) => weight * (chance - (k === right ? 1 : 0)));
        for (const i of fired) add(gradient, i, (slopes[column[i] ?? 0] ?? 0) * 2 * (x[i] ?? 0));
        for (const [k, slope] of slopes.entries()) {
          add(gradient, rules + 1 + k, slope);
          add(gradient, rules, slope * (leaning?.[k] ?? 0) * 2 * (x[rules] ?? 0));
        }
      }
      for (let i = 0; i < rules; i++) {
        const off = (x[i] ?? 0) ** 2 - usual;
        loss += 0.5 * firmness * off * off;
        add(gradient, i, firmness * off * 2 * (x[i] ?? 0));
      }
      for (let k = 0; k < REPORT_CLASSES.length; k++) {
        const start = x[rules + 1 + k] ?? 0;
        loss += 0.05 * start * start;
        add(gradient, rules + 1 + k, 0.1 * start);
      }
      return loss;
    },
    Float64Array.from([
      ...known.map(() => Math.sqrt(usual)),
      Math.sqrt(usual),
      ...REPORT_CLASSES.map(() => 0),
    ]),
    { rounds: 300, tolerance: 1e-7 },
  );
  const startOf = (name: ReportClass) => round(found[rules + 1 + REPORT_CLASSES.indexOf(name)] ?? 0);
  return {
    start: {
      incident: startOf('incident'),
      'urgent-non-incident': startOf('urgent-non-incident'),
      'non-incident': startOf('non-incident'),
      none: startOf('none'),
    },
    rules: known.map((rule, i) => ({ ...rule, weight: round((found[i] ?? 0) ** 2) })),
    leaning: round((found[rules] ?? 0) ** 2),
  };
}

/** Summed evidence per class, as `decide` adds it up. */
export function scoresOf(
  report: Weighable,
  weighing: Weighing,
  weightOf: ReadonlyMap<string, RuleWeight>,
): Record<ReportClass, number> {
  const scores = { ...weighing.start };
  for (const id of report.fired) {
    const rule = weightOf.get(id);
    if (rule !== undefined) scores[rule.class] += rule.weight;
  }
  if (report.leaning !== null)
    for (const name of REPORT_CLASSES) scores[name] += weighing.leaning * report.leaning[name];
  return scores;
}

function toChances(scores: readonly number[]): readonly number[] {
  const top = Math.max(...scores);
  const powers = scores.map((score) => Math.exp(score - top));
  const sum = powers.reduce((total, power) => total + power, 0);
  return powers.map((power) => power / sum);
}

function add(vector: Float64Array, i: number, value: number): void {
  vector[i] = (vector[i] ?? 0) + value;
}

function round(weight: number): number {
  return Math.round(weight * 100) / 100;
}
