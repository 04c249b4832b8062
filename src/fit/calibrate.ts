// Makes confidence honest, and chooses when a human is asked. The costs are unequal: an incident taken for a
// non-incident is the worst mistake.

import {
  type Deciding,
  type DecisionClass,
  REPORT_CLASSES,
  type ReportClass,
  softmax,
} from '../classifier/index.js';

/** Summed evidence per class, and the class people gave. */
export interface Scored {
  readonly label: ReportClass;
  readonly scores: Readonly<Record<ReportClass, number>>;
}

/** The number that summed evidence must be divided by so that confidence is right as often as it says. */
export function fitTemperature(scored: readonly Scored[]): number {
  const loss = (temperature: number) =>
    scored.reduce(
      (sum, { label, scores }) => sum - Math.log(Math.max(softmax(scores, temperature)[label], 1e-300)),
      0,
    );
  let [low, high] = [0.2, 10];
  for (let round = 0; round < 40; round++) {
    const [a, b] = [low + (high - low) / 3, high - (high - low) / 3];
    if (loss(a) < loss(b)) high = b;
    else low = a;
  }
  return Math.round(((low + high) / 2) * 100) / 100;
}

/** One line of a reliability table: what was promised, and what came true. */
export interface Reliability {
  readonly from: number;
  readonly reports: number;
  readonly confidence: number;
  readonly right: number;
}

/** The confidence of the best guess against how often it was right, by tenths. */
export function reliability(scored: readonly Scored[], temperature: number): readonly Reliability[] {
  const judged = scored.map(({ label, scores }) => {
    const chances = softmax(scores, temperature);
    const best = bestOf(chances);
    return { confidence: chances[best], right: best === label };
  });
  return Array.from({ length: 10 }, (_, i) => i / 10).flatMap((from) => {
    const own = judged.filter(
      ({ confidence }) => Math.min(9, Math.floor(confidence * 10)) === Math.round(from * 10),
    );
    if (own.length === 0) return [];
    const confidence = own.reduce((sum, one) => sum + one.confidence, 0) / own.length;
    return [
      { from, reports: own.length, confidence, right: own.filter((one) => one.right).length / own.length },
    ];
  });
}

/** What the mistakes cost, relative to 1, an ordinary wrong class. */
export interface Costs {
  readonly missedIncident: number;
  readonly undecided: number;
  /** Share of reports that may be left undecided. */
  readonly mostUndecided: number;
}

/** The thresholds that cost least on these reports. */
export function chooseThresholds(
  scored: readonly Scored[],
  temperature: number,
  costs: Costs,
): Deciding['undecided'] {
  const chances = scored.map(({ label, scores }) => ({ label, chances: softmax(scores, temperature) }));
  let best = { cost: Number.POSITIVE_INFINITY, undecided: { below: 0, margin: 0, incidentGuard: 1 } };
  for (const below of [0.3, 0.35, 0.4, 0.45, 0.5])
    for (const margin of [0, 0.02, 0.05, 0.1])
      for (let guard = 10; guard <= 50; guard += 2) {
        const undecided = { below, margin, incidentGuard: guard / 100 };
        const cost = costOf(chances, undecided, costs);
        if (cost < best.cost - 1e-9) best = { cost, undecided };
      }
  return best.undecided;
}

/** What thresholds make of the probabilities of a report that no decisive rule decides. */
export function classAt(
  chances: Readonly<Record<ReportClass, number>>,
  undecided: Deciding['undecided'],
): DecisionClass {
  const best = bestOf(chances);
  const second = Math.max(...REPORT_CLASSES.filter((name) => name !== best).map((name) => chances[name]));
  const guarded = (best === 'non-incident' || best === 'none') && chances.incident >= undecided.incidentGuard;
  return chances[best] < undecided.below || chances[best] - second < undecided.margin || guarded
    ? 'undecided'
    : best;
}

function costOf(
  cases: readonly { readonly label: ReportClass; readonly chances: Readonly<Record<ReportClass, number>> }[],
  undecided: Deciding['undecided'],
  costs: Costs,
): number {
  let cost = 0;
  let asked = 0;
  for (const { label, chances } of cases) {
    const decided = classAt(chances, undecided);
    if (decided === 'undecided') {
      asked += 1;
      cost += costs.undecided;
    } else if (decided !== label) {
      cost +=
        label === 'incident' && (decided === 'non-incident' || decided === 'none') ? costs.missedIncident : 1;
    }
  }
  return asked > costs.mostUndecided * cases.length ? Number.POSITIVE_INFINITY : cost;
}

function bestOf(chances: Readonly<Record<ReportClass, number>>): ReportClass {
  return REPORT_CLASSES.reduce((best, name) => (chances[name] > chances[best] ? name : best), 'incident');
}
