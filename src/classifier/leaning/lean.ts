// The word model's opinion of a report: a sum of learnt scores, one for each word, pair and fact in it. It is one
// voice among the rules, and says which words moved it.

import type { Token } from '../reading/token.js';
import { type Evidence, type Features, REPORT_CLASSES, type ReportClass } from '../types.js';
import type { LeaningModel, Voice } from './model.js';
import { arePair, factTerms, wordOf } from './terms.js';

/** How the words of a report lean. */
export interface Leaning {
  /** Natural logarithm of each class's probability, as the words alone have it. */
  readonly logChances: Readonly<Record<ReportClass, number>>;
  /** Probability of each area that is at least a hundredth. */
  readonly areas: Readonly<Record<string, number>>;
}

/** Reads the leaning of one report. */
export function lean(features: Features, tokens: readonly Token[], model: LeaningModel): Leaning {
  const facts = factTerms(features);
  const words = tokens.map(wordOf);
  const classes = logChances(sum(model.classes, tokens, words, facts));
  const areas = logChances(sum(model.areas, tokens, words, facts));
  return {
    logChances: Object.fromEntries(REPORT_CLASSES.map((name, i) => [name, classes[i] ?? 0])) as Record<
      ReportClass,
      number
    >,
    areas: Object.fromEntries(
      model.areas.outcomes.flatMap((name, i) => {
        const chance = Math.exp(classes.length === 0 ? 0 : (areas[i] ?? 0));
        return chance >= 0.01 ? [[name, chance]] : [];
      }),
    ),
  };
}

/** The words that speak loudest for a class, at most `count`, in the order of the text. */
export function leaningEvidence(
  text: string,
  tokens: readonly Token[],
  model: LeaningModel,
  of: ReportClass,
  count: number,
): readonly Evidence[] {
  const { words, scores, outcomes } = model.classes;
  const column = REPORT_CLASSES.indexOf(of);
  const said = new Map<string, { readonly token: Token; readonly score: number }>();
  for (const token of tokens) {
    const name = wordOf(token);
    const row = words.get(name);
    if (row === undefined || said.has(name)) continue;
    const score = advantage(scores.subarray(row * outcomes.length, (row + 1) * outcomes.length), column);
    if (score > 0) said.set(name, { token, score });
  }
  return [...said.values()]
    .sort((a, b) => b.score - a.score || a.token.start - b.token.start)
    .slice(0, count)
    .sort((a, b) => a.token.start - b.token.start)
    .map(({ token: { start, end } }) => ({ start, end, text: text.slice(start, end) }));
}

/** Each word, pair and fact counts once; words and pairs count less in long texts. */
function sum(
  voice: Voice,
  tokens: readonly Token[],
  words: readonly string[],
  facts: ReadonlySet<string>,
): Float64Array {
  const total = new Float64Array(voice.outcomes.length);
  const rows = new Set<number>();
  const distinct = new Set<string>();
  let before: ReadonlyMap<string, number> | undefined;
  for (const [i, word] of words.entries()) {
    distinct.add(word);
    addRow(rows, voice.words.get(word));
    const [token, last] = [tokens[i], tokens[i - 1]];
    if (before !== undefined && token !== undefined && last !== undefined && arePair(last, token))
      addRow(rows, before.get(word));
    before = voice.pairs.get(word);
  }
  for (const row of rows) addScores(total, voice, row);
  const share = 1 / Math.sqrt(Math.max(distinct.size, 1));
  for (let k = 0; k < total.length; k++) total[k] = (total[k] ?? 0) * share + (voice.start[k] ?? 0);
  for (const fact of facts) {
    const row = voice.facts.get(fact);
    if (row !== undefined) addScores(total, voice, row);
  }
  return total;
}

function addRow(rows: Set<number>, row: number | undefined): void {
  if (row !== undefined) rows.add(row);
}

function addScores(total: Float64Array, voice: Voice, row: number): void {
  const from = row * total.length;
  for (let k = 0; k < total.length; k++) total[k] = (total[k] ?? 0) + (voice.scores[from + k] ?? 0);
}

function logChances(scores: Float64Array): Float64Array {
  const top = Math.max(...scores);
  const all = Math.log(scores.reduce((total, score) => total + Math.exp(score - top), 0)) + top;
  return scores.map((score) => score - all);
}

/** How much more a word says for one class than for the best of the others. */
function advantage(row: Float32Array, column: number): number {
  let other = Number.NEGATIVE_INFINITY;
  for (const [k, score] of row.entries()) if (k !== column) other = Math.max(other, score);
  return (row[column] ?? 0) - other;
}
