// An explanation for people at a terminal.

import type { Explanation } from '../authoring/index.js';
import { type NearlyFired, REPORT_CLASSES } from '../classifier/index.js';
import type { Paint } from './paint.js';
import { classWord, markEvidence } from './show-decision.js';
import { showHeard } from './show-heard.js';
import { table } from './show-scorecard.js';
import { showVoices, signed, weighs } from './show-voices.js';

/** Near misses, and ways to another class, that are shown before the rest is only counted. */
const MOST_NEARLY = 4;
const MOST_FLIPS = 6;

/** The account of one decision as text, ending in a line break; with `all` nothing is summed up. */
export function showExplanation(text: string, explanation: Explanation, p: Paint, all = false): string {
  const { decision, doubt, heard } = explanation;
  const lines = [
    ...markEvidence(text, decision, p)
      .split('\n')
      .map((line) => `  ${line}`),
    '',
    `${classWord(decision, p)}  ${p.faint(`confidence ${percent(decision.confidence)}`)}`,
    ...(doubt === null ? [] : [`  ${doubt}`]),
    '',
    p.strong('What the words were heard as'),
    ...showHeard(heard, p, all),
    '',
    p.strong('What speaks for each class'),
    ...showVoices(explanation, p, all),
    '',
    p.strong('How it adds up'),
    sums(explanation),
    '',
    p.strong('Rules that lack a single condition'),
    ...shownMisses(explanation.nearly, p, all),
    '',
    p.strong('What would change the decision'),
    ...shownFlips(explanation.flips, p, all),
  ];
  return `${lines.join('\n')}\n`;
}

function shownMisses(nearly: readonly NearlyFired[], p: Paint, all: boolean): readonly string[] {
  const heavy = nearly.filter((miss) => all || weighs(miss));
  if (heavy.length === 0) return ['  none'];
  const shown = alike(heavy, (miss) => `${miss.weight} ${miss.class} ${conditionOf(miss)}`);
  const most = all ? shown.length : MOST_NEARLY;
  return [
    ...shown.slice(0, most).map((same) => missLine(same, p)),
    ...(shown.length > most ? [`  and ${shown.length - most} more that would count less (--all)`] : []),
  ];
}

/** Rules that wait for the same thing are told in one line. */
function missLine(same: readonly NearlyFired[], p: Paint): string {
  const [miss] = same;
  if (miss === undefined) return '';
  const names = same.map(({ rule }) => `"${rule}"`).join(' and ');
  const missing = miss.missing.replace(`"${miss.rule}"`, names);
  return `  ${p.faint(`${signed(miss.weight)} ${miss.class}:`)} ${missing}`;
}

function conditionOf({ missing, rule }: NearlyFired): string {
  return missing.replace(`"${rule}"`, '');
}

function shownFlips(flips: Explanation['flips'], p: Paint, all: boolean): readonly string[] {
  if (flips.length === 0) return ['  No single change: several conditions would have to come out otherwise.'];
  const shown = alike(flips, ({ sentence }) => sentence);
  const most = all ? shown.length : MOST_FLIPS;
  return [
    ...shown.slice(0, most).map((same) => flipLine(same, p)),
    ...(shown.length > most ? [`  and ${shown.length - most} more ways (--all)`] : []),
  ];
}

function flipLine(same: Explanation['flips'], p: Paint): string {
  const rules = same.flatMap(({ rule }) => rule ?? []);
  return `  ${same[0]?.sentence ?? ''}${rules.length === 0 ? '' : ` ${p.faint(`(${rules.join(', ')})`)}`}`;
}

/** What has the same key, together, in the order of the first of each. */
function alike<T>(all: readonly T[], key: (one: T) => string): readonly (readonly T[])[] {
  return [...Map.groupBy(all, key).values()];
}

/**
 * The sum of each class from its parts, the likeliest first. What the word model says is told as the distance from the
 * class it likes best: its own numbers mean little to people, and only distances decide.
 */
function sums({ decision, chances, parts }: Explanation): string {
  const liked = Math.max(...REPORT_CLASSES.map((name) => parts[name].words));
  const classes = REPORT_CLASSES.toSorted((a, b) => chances[b] - chances[a]);
  const rows = classes.map((name) => {
    const { start, words, rules } = parts[name];
    const numbers = [start, words - liked, rules, start + words - liked + rules];
    return [`  ${name}`, ...numbers.map((number) => number.toFixed(2)), percent(chances[name])];
  });
  const shown = table([['', 'start', 'words', 'rules', 'sum', 'chance'], ...rows]);
  return decision.firings.some((firing) => firing.decisive)
    ? `${shown}\n  A decisive rule settled it, whatever these say.`
    : shown;
}

function percent(share: number): string {
  return `${Math.round(share * 100)} %`;
}
