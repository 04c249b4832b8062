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
      : alike(flips, ({ sentence }) => sentence).map((same) => flipLine(same, p))),
  ];
  return `${lines.join('\n')}\n`;
}

function shownMisses(nearly: readonly NearlyFired[], p: Paint): readonly string[] {
  if (nearly.length === 0) return ['  none'];
  const shown = alike(nearly, (miss) => `${weightOf(miss.weight)} ${miss.class} ${conditionOf(miss)}`);
  const rest = shown.length - MOST_NEARLY;
  return [
    ...shown.slice(0, MOST_NEARLY).map((same) => missLine(same, p)),
    ...(rest > 0 ? [`  and ${rest} more that would count less (--json has all)`] : []),
  ];
}

/** Rules that wait for the same thing are told in one line. */
function missLine(same: readonly NearlyFired[], p: Paint): string {
  const [miss] = same;
  if (miss === undefined) return '';
  const names = same.map(({ rule }) => `"${rule}"`).join(' and ');
  const missing = miss.missing.replace(`"${miss.rule}"`, names);
  return `  ${p.faint(`${weightOf(miss.weight)} ${miss.class}:`)} ${missing}`;
}

function conditionOf({ missing, rule }: NearlyFired): string {
  return missing.replace(`"${rule}"`, '');
}

function flipLine(same: Explanation['flips'], p: Paint): string {
  const rules = same.flatMap(({ rule }) => rule ?? []);
  return `  ${same[0]?.sentence ?? ''}${rules.length === 0 ? '' : ` ${p.faint(`(${rules.join(', ')})`)}`}`;
}

/** What has the same key, together, in the order of the first of each. */
function alike<T>(all: readonly T[], key: (one: T) => string): readonly (readonly T[])[] {
  return [...Map.groupBy(all, key).values()];
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
