// The rules that fired, class by class: the loud ones each with what it saw, the small ones as one sum.

import type { Explanation } from '../authoring/index.js';
import { type Evidence, type Firing, REPORT_CLASSES } from '../classifier/index.js';
import { harmless, type Paint } from './paint.js';

/** From this weight on a rule is told for itself. */
const LOUD = 1;
/** So many at least are told of the class that was decided, and at most of any. */
const FEWEST = 2;
const MOST = 4;

/** Lines for every class that something speaks for, the likeliest first; with `all` every rule is told. */
export function showVoices(
  { decision, chances }: Pick<Explanation, 'decision' | 'chances'>,
  p: Paint,
  all: boolean,
): readonly string[] {
  const rest = REPORT_CLASSES.filter((name) => name !== decision.bestGuess);
  const classes = [decision.bestGuess, ...rest.toSorted((a, b) => chances[b] - chances[a])];
  const shown = classes.flatMap((name) => {
    const voices = decision.firings.filter((one) => one.class === name && one.weight !== 0);
    const told = all ? voices : loudest(voices, name === decision.bestGuess);
    return voices.length === 0 ? [] : [`  ${p.strong(name)}`, ...voicesOf(voices, told, p)];
  });
  return shown.length === 0 ? ['  nothing'] : shown;
}

/** Whether a rule, nearly fired, would have counted at all. */
export function weighs({ weight }: { readonly weight: number | null }): boolean {
  return weight === null || Math.abs(weight) >= 0.05;
}

/** `+1.48`, `−0.30`, or `decisive`. */
export function signed(weight: number | null): string {
  return weight === null ? 'decisive' : `${weight < 0 ? '−' : '+'}${Math.abs(weight).toFixed(2)}`;
}

/** Those that are told for themselves: the decisive and the heaviest. */
function loudest(voices: readonly Firing[], decided: boolean): readonly Firing[] {
  const heaviest = voices.toSorted((a, b) => loudness(b) - loudness(a));
  const loud = heaviest.filter((voice) => loudness(voice) >= LOUD).length;
  const fewest = decided ? Math.min(FEWEST, voices.filter(weighs).length) : 0;
  return heaviest.slice(0, Math.min(MOST, Math.max(loud, fewest)));
}

function loudness({ weight }: Firing): number {
  return weight === null ? Number.POSITIVE_INFINITY : Math.abs(weight);
}

function voicesOf(voices: readonly Firing[], told: readonly Firing[], p: Paint): readonly string[] {
  const small = voices.filter((voice) => !told.includes(voice));
  return [
    ...voices.filter((voice) => told.includes(voice)).flatMap((voice) => voiceLines(voice, p)),
    ...(small.length === 0 ? [] : [`    ${sumOf(small, told.length > 0)}`]),
  ];
}

function voiceLines({ rule, weight, why, evidence }: Firing, p: Paint): readonly string[] {
  const saw = outermost(evidence).map(({ text }) => `“${harmless(text)}”`);
  return [
    `    ${signed(weight)}  ${why} ${p.faint(`(${rule})`)}`,
    ...(saw.length === 0 ? [] : [`           saw ${[...new Set(saw)].join(', ')}`]),
  ];
}

function sumOf(small: readonly Firing[], others: boolean): string {
  const sum = small.reduce((all, { weight }) => all + (weight ?? 0), 0);
  const voices = `${small.length} ${others ? 'smaller' : 'small'} voice${small.length === 1 ? '' : 's'}`;
  return `${others ? 'and ' : ''}${voices}, ${signed(sum)}${small.length === 1 ? '' : ' together'} (--all)`;
}

/** What stands inside another piece of evidence is told with it. */
function outermost(evidence: readonly Evidence[]): readonly Evidence[] {
  return evidence.filter(
    (one) =>
      !evidence.some(
        (other) =>
          other.start <= one.start && other.end >= one.end && other.end - other.start > one.end - one.start,
      ),
  );
}
