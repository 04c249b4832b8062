// From the rules that fired to a class: decisive rules first, then the evidence summed per class. Too little
// evidence, or too close a race, is undecided; so is evidence for an incident that is strong but does not win.

import { byUnits, sortInPlace } from './few.js';
import { type DecisionClass, type Firing, REPORT_CLASSES, type ReportClass } from './types.js';

/** How evidence is weighed when rules decide without the word model. */
export interface DecidingAlone {
  /** What each class starts with, before any rule fires. */
  readonly start: Readonly<Record<ReportClass, number>>;
  /** Calibration: summed evidence is divided by it before it becomes a probability. */
  readonly temperature: number;
  readonly undecided: {
    /** Below this probability of the best class a human is asked. */
    readonly below: number;
    /** A human is asked when the second class comes closer than this. */
    readonly margin: number;
    /** From this probability of an incident on, a report is never called a non-incident or none. */
    readonly incidentGuard: number;
  };
}

/** How evidence is weighed (rules/deciding.yaml). */
export interface Deciding extends DecidingAlone {
  /** What one unit of the word model's log-probability counts; 0 leaves it to rules with `leaning`. */
  readonly leaningWeight: number;
  /** What holds instead where the word model is switched off; null: the same. */
  readonly alone: DecidingAlone | null;
}

/** How evidence is weighed where the word model speaks, or where it does not. */
export function weighedBy(deciding: Deciding, leaning: LogChances | null): DecidingAlone {
  return leaning === null ? (deciding.alone ?? deciding) : deciding;
}

/**
 * Name under which the word model stands among the firings. Its firing shows how far it prefers its first
 * class; what it says of every class enters the scores.
 */
export const WORD_MODEL = 'word-model';

/** Natural logarithm of each class's probability, as the words alone have it. */
export type LogChances = Readonly<Record<ReportClass, number>>;

export interface Verdict {
  readonly class: DecisionClass;
  readonly bestGuess: ReportClass;
  readonly confidence: number;
  readonly scores: Readonly<Record<ReportClass, number>>;
}

/**
 * The order of firings in every decision, and so of the reasons people read: decisive ones, rules that know a matter,
 * then the word model and the other voices; the heaviest first, then by name.
 */
export function sortFirings(firings: readonly Firing[]): readonly Firing[] {
  return sortInPlace([...firings], byImportance);
}

function byImportance(a: Firing, b: Firing): number {
  if (a.decisive !== b.decisive) return a.decisive ? -1 : 1;
  const voice = Number(a.voice === true) - Number(b.voice === true);
  return voice || (b.weight ?? 0) - (a.weight ?? 0) || byUnits(a.rule, b.rule);
}

/**
 * Decides. `readable` is false when the report is in a language the rulebook cannot read; `leaning` is what
 * the word model says, and counts only where it stands among the firings.
 */
export function decide(
  firings: readonly Firing[],
  deciding: Deciding,
  readable: boolean,
  leaning: LogChances | null = null,
): Verdict {
  const { start, temperature, undecided } = weighedBy(deciding, leaning);
  const scores = sumPerClass(firings, start, deciding.leaningWeight, leaning);
  const decisive = mostSerious(firings.filter((firing) => firing.decisive));
  if (decisive !== null) return { class: decisive, bestGuess: decisive, confidence: 1, scores };
  const chances = softmax(scores, temperature);
  const [best, second] = ranked(chances);
  const confidence = chances[best];
  const { below, margin, incidentGuard } = undecided;
  const doubtful =
    !readable ||
    confidence < below ||
    confidence - chances[second] < margin ||
    ((best === 'non-incident' || best === 'none') && chances.incident >= incidentGuard);
  return { class: doubtful ? 'undecided' : best, bestGuess: best, confidence, scores };
}

/** Probability of each class, from summed evidence. */
export function softmax(
  scores: Readonly<Record<ReportClass, number>>,
  temperature: number,
): Readonly<Record<ReportClass, number>> {
  let top = Number.NEGATIVE_INFINITY;
  for (const name of REPORT_CLASSES) top = Math.max(top, scores[name]);
  const powers = perClass((name) => Math.exp((scores[name] - top) / temperature));
  const total = REPORT_CLASSES.reduce((sum, name) => sum + powers[name], 0);
  return perClass((name) => powers[name] / total);
}

function sumPerClass(
  firings: readonly Firing[],
  start: Readonly<Record<ReportClass, number>>,
  leaningWeight: number,
  leaning: LogChances | null,
): Record<ReportClass, number> {
  const scores = { ...start };
  for (const firing of firings) {
    if (firing.rule !== WORD_MODEL) scores[firing.class] += firing.weight ?? 0;
    else if (leaning !== null)
      for (const name of REPORT_CLASSES) scores[name] += leaningWeight * leaning[name];
  }
  return scores;
}

/** Decisive rules of several classes: the more serious class wins, since its mistake costs less. */
function mostSerious(firings: readonly Firing[]): ReportClass | null {
  return REPORT_CLASSES.find((name) => firings.some((firing) => firing.class === name)) ?? null;
}

/** The class with the highest value and the second; of equal ones the more serious comes first. */
export function ranked(chances: Readonly<Record<ReportClass, number>>): readonly [ReportClass, ReportClass] {
  let best: ReportClass = 'incident';
  let second: ReportClass | null = null;
  for (const name of REPORT_CLASSES) {
    if (name === best) continue;
    if (chances[name] > chances[best]) [best, second] = [name, best];
    else if (second === null || chances[name] > chances[second]) second = name;
  }
  return [best, second ?? best];
}

function perClass(of: (name: ReportClass) => number): Record<ReportClass, number> {
  return {
    incident: of('incident'),
    'urgent-non-incident': of('urgent-non-incident'),
    'non-incident': of('non-incident'),
    none: of('none'),
  };
}
