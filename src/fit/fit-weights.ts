// Fits how much each rule and each class's start counts when rules decide alone. A rule speaks for its own class only,
// so no weight falls below zero. What a rule counts today has no part in it: fitting twice changes nothing.
// Rules that know a matter are weighed first, as if there were no voices; voices get what those leave open. Weighed all at
// once, the hundred and more voices would take from the rules what people read the rules for.

import { REPORT_CLASSES, type ReportClass } from '../classifier/index.js';
import { minimise } from './minimise.js';

/** One labelled report as the weighing sees it. */
export interface Weighable {
  readonly label: ReportClass;
  /** Ids of the rules that fired and have a weight. */
  readonly fired: readonly string[];
  /** How much the report counts. */
  readonly weight: number;
}

/** A rule, as far as weighing knows it. */
export interface RuleName {
  readonly id: string;
  readonly class: ReportClass;
  /** Small evidence, weighed after the others. */
  readonly voice: boolean;
}

export interface RuleWeight extends RuleName {
  readonly weight: number;
}

/** A number for each class. */
export type PerClass = Readonly<Record<ReportClass, number>>;

/** Everything that is added up per class. */
export interface Weighing {
  readonly start: PerClass;
  readonly rules: ReadonlyMap<string, RuleWeight>;
}

/** How rules are weighed: those that know a matter, and voices. */
export interface WeightOptions {
  readonly matters: Prior;
  readonly voices: Prior;
}

/** What holds a weight while reports pull at it. */
export interface Prior {
  /** What a rule counts as long as no report says otherwise: somebody wrote it for a reason. */
  readonly usual: number;
  /** How firmly a rule is held near that. */
  readonly firmness: number;
}

/** The weights under which the labels are likeliest. */
export function fitWeights(
  reports: readonly Weighable[],
  known: readonly RuleName[],
  { matters, voices }: WeightOptions,
): Weighing {
  const [small, rest] = [known.filter((rule) => rule.voice), known.filter((rule) => !rule.voice)];
  const weighed = weigh(reports, rest, matters, NOTHING);
  return small.length === 0 ? weighed : weigh(reports, small, voices, weighed);
}

const NOTHING: Weighing = { start: perClass(() => 0), rules: new Map() };

/** Weighs the known rules beside those that have their weight already. */
function weigh(
  reports: readonly Weighable[],
  known: readonly RuleName[],
  { usual, firmness }: Prior,
  weighed: Weighing,
): Weighing {
  const place = new Map(known.map((rule, i) => [rule.id, i]));
  const column = known.map((rule) => REPORT_CLASSES.indexOf(rule.class));
  const cases = reports.map(({ weight, label, fired }) => {
    const sums = sumsOf(fired, weighed);
    return {
      weight,
      right: REPORT_CLASSES.indexOf(label),
      fired: fired.flatMap((id) => place.get(id) ?? []),
      given: REPORT_CLASSES.map((name) => sums[name]),
    };
  });
  const rules = known.length;
  // Weights are squares of what is searched: they cannot become negative, and the search stays free of bounds.
  const found = minimise(
    (x, gradient) => {
      gradient.fill(0);
      let loss = 0;
      for (const { weight, right, fired, given } of cases) {
        const scores = given.map((sum, k) => sum + (x[rules + k] ?? 0));
        for (const i of fired) scores[column[i] ?? 0] = (scores[column[i] ?? 0] ?? 0) + (x[i] ?? 0) ** 2;
        const chances = toChances(scores);
        loss -= weight * Math.log(Math.max(chances[right] ?? 0, 1e-300));
        const slopes = chances.map((chance, k) => weight * (chance - (k === right ? 1 : 0)));
        for (const i of fired) add(gradient, i, (slopes[column[i] ?? 0] ?? 0) * 2 * (x[i] ?? 0));
        for (const [k, slope] of slopes.entries()) add(gradient, rules + k, slope);
      }
      for (let i = 0; i < rules; i++) {
        const off = (x[i] ?? 0) ** 2 - usual;
        loss += 0.5 * firmness * off * off;
        add(gradient, i, firmness * off * 2 * (x[i] ?? 0));
      }
      for (let k = 0; k < REPORT_CLASSES.length; k++) loss += held(x, gradient, rules + k);
      return loss;
    },
    Float64Array.from([...known.map(() => Math.sqrt(usual)), ...REPORT_CLASSES.map(() => 0)]),
    { rounds: 300, tolerance: 1e-7 },
  );
  const fitted = known.map((rule, i): RuleWeight => ({ ...rule, weight: rounded((found[i] ?? 0) ** 2) }));
  return {
    start: perClass((k) => rounded(found[rules + k] ?? 0)),
    rules: new Map([...weighed.rules, ...fitted.map((rule) => [rule.id, rule] as const)]),
  };
}

/** What the rules that fired add up to per class, without what classes start with. */
export function sumsOf(fired: readonly string[], { rules }: Weighing): PerClass {
  const sums = { incident: 0, 'urgent-non-incident': 0, 'non-incident': 0, none: 0 };
  for (const id of fired) {
    const rule = rules.get(id);
    if (rule !== undefined) sums[rule.class] += rule.weight;
  }
  return sums;
}

/** Adds two numbers for each class. */
export function plus(a: PerClass, b: PerClass): PerClass {
  return perClass((_, name) => a[name] + b[name]);
}

/** A number for each class, by its place in REPORT_CLASSES. */
export function perClass(of: (k: number, name: ReportClass) => number): PerClass {
  return {
    incident: of(0, 'incident'),
    'urgent-non-incident': of(1, 'urgent-non-incident'),
    'non-incident': of(2, 'non-incident'),
    none: of(3, 'none'),
  };
}

/** Holds a start near zero; gives its share of the loss. */
export function held(x: Float64Array, gradient: Float64Array, i: number): number {
  const start = x[i] ?? 0;
  add(gradient, i, 0.1 * start);
  return 0.05 * start * start;
}

export function toChances(scores: readonly number[]): readonly number[] {
  const top = Math.max(...scores);
  const powers = scores.map((score) => Math.exp(score - top));
  const sum = powers.reduce((total, power) => total + power, 0);
  return powers.map((power) => power / sum);
}

export function add(vector: Float64Array, i: number, value: number): void {
  vector[i] = (vector[i] ?? 0) + value;
}

export function rounded(weight: number): number {
  return Math.round(weight * 100) / 100;
}
