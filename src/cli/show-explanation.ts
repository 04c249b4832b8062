// An explanation for people at a terminal.

import type { Explanation } from '../authoring/index.js';
import { type Evidence, type NearlyFired, REPORT_CLASSES } from '../classifier/index.js';
import { harmless, type Paint } from './paint.js';
import { classWord, markEvidence } from './show-decision.js';
import { table } from './show-scorecard.js';

/** Near misses shown before the rest is only counted. */
const MOST_NEARLY = 8;

/** The account of one decision as text, ending in a line break. */
export function showExplanation(text: string, explanation: Explanation, p: Paint): string {
  const { decision, flips } = explanation;
  const nearly = explanation.nearly.filter(weighs);
  const fired = decision.firings
    .filter(weighs)
    .flatMap(({ rule, class: of, weight, why, evidence }) => [
      `  ${weightOf(weight)} ${of}: ${why} ${p.faint(`(${rule})`)}`,
      ...(evidence.length === 0 ? [] : [`      saw ${evidence.map(quoted).join(', ')}`]),
    ]);
  const lines = [
    ...markEvidence(text, decision, p)
      .split('\n')
      .map((line) => `  ${line}`),
    '',
    `${classWord(decision, p)}  ${p.faint(`confidence ${percent(decision.confidence)}`)}`,
    '',
    p.strong('Rules that fired'),
    ...(fired.length === 0 ? ['  none'] : fired),
    '',
    p.strong('Rules that nearly fired: one condition is missing'),
    ...shownMisses(nearly, p),
    '',
    p.strong('Evidence'),
    scores(explanation),
    '',
    p.strong('What would change the decision'),
    ...(flips.length === 0
      ? ['  No single change: several conditions would have to come out otherwise.']
      : flips.map(({ sentence, rule }) => `  ${sentence}${rule === null ? '' : ` ${p.faint(`(${rule})`)}`}`)),
  ];
  return `${lines.join('\n')}\n`;
}

function shownMisses(nearly: readonly NearlyFired[], p: Paint): readonly string[] {
  if (nearly.length === 0) return ['  none'];
  const rest = nearly.length - MOST_NEARLY;
  return [
    ...nearly
      .slice(0, MOST_NEARLY)
      .map(({ weight, class: of, missing }) => `  ${p.faint(`${weightOf(weight)} ${of}:`)} ${missing}`),
    ...(rest > 0 ? [`  and ${rest} more that would count less (--json has all)`] : []),
  ];
}

function scores({ decision, chances }: Explanation): string {
  const rows = REPORT_CLASSES.map((name) => [
    `  ${name}`,
    decision.scores[name].toFixed(1),
    percent(chances[name]),
  ]);
  return decision.firings.some((firing) => firing.decisive)
    ? `${table(rows)}\n  A decisive rule settled it, whatever the evidence says.`
    : table(rows);
}

/** A rule that adds nothing, as far as it is shown, says nothing of why (--json has it all the same). */
function weighs({ weight }: { readonly weight: number | null }): boolean {
  return weight === null || Math.abs(weight) >= 0.05;
}

function weightOf(weight: number | null): string {
  return weight === null ? 'decisive' : `${weight < 0 ? '−' : '+'}${Math.abs(weight).toFixed(1)}`;
}

function quoted({ text }: Evidence): string {
  return `“${harmless(text)}”`;
}

function percent(share: number): string {
  return `${Math.round(share * 100)} %`;
}
