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
  const words = tokens.map(wordOf);
  const said: Said = { tokens, words, distinct: new Set(words), facts: factTerms(features) };
  const logs = logChances(sum(model.classes, said));
  const areaLogs = logChances(sum(model.areas, said));
  const areas: Record<string, number> = {};
  for (let k = 0; k < areaLogs.length; k++) {
    const chance = Math.exp(areaLogs[k] ?? 0);
    const name = model.areas.outcomes[k];
    if (name !== undefined && chance >= 0.01) areas[name] = chance;
  }
  const [incident = 0, urgent = 0, ordinary = 0, none = 0] = logs;
  return {
    logChances: { incident, 'urgent-non-incident': urgent, 'non-incident': ordinary, none },
    areas,
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
  const loud = new Map<string, { readonly token: Token; readonly score: number }>();
  for (const token of tokens) {
    const name = wordOf(token);
    const row = words.get(name);
    if (row === undefined || loud.has(name)) continue;
    const score = advantage(scores.subarray(row * outcomes.length, (row + 1) * outcomes.length), column);
    if (score > 0) loud.set(name, { token, score });
  }
  return [...loud.values()]
    .sort((a, b) => b.score - a.score || a.token.start - b.token.start)
    .slice(0, count)
    .sort((a, b) => a.token.start - b.token.start)
    .map(({ token: { start, end } }) => ({ start, end, text: text.slice(start, end) }));
}

/** A report as both voices look at it; `words` runs beside `tokens`. */
interface Said {
  readonly tokens: readonly Token[];
  readonly words: readonly string[];
  readonly distinct: ReadonlySet<string>;
  readonly facts: ReadonlySet<string>;
}

/** Each word, pair and fact counts once; words and pairs count less in long texts. */
function sum(voice: Voice, { tokens, words, distinct, facts }: Said): Float64Array {
  const total = new Float64Array(voice.outcomes.length);
  for (const word of distinct) addScores(total, voice, voice.words.get(word));
  if (voice.pairs.size > 0) for (const row of pairRows(voice, tokens, words)) addScores(total, voice, row);
  const share = 1 / Math.sqrt(Math.max(distinct.size, 1));
  for (let k = 0; k < total.length; k++) total[k] = (total[k] ?? 0) * share + (voice.start[k] ?? 0);
  for (const fact of facts) addScores(total, voice, voice.facts.get(fact));
  return total;
}

function pairRows(voice: Voice, tokens: readonly Token[], words: readonly string[]): ReadonlySet<number> {
  const rows = new Set<number>();
  let last: Token | undefined;
  let seconds: ReadonlyMap<string, number> | undefined;
  for (let i = 0; i < tokens.length; i++) {
    const [token, word = ''] = [tokens[i], words[i]];
    if (token === undefined) continue;
    const row =
      seconds === undefined || last === undefined || !arePair(last, token) ? undefined : seconds.get(word);
    if (row !== undefined) rows.add(row);
    seconds = voice.pairs.get(word);
    last = token;
  }
  return rows;
}

function addScores(total: Float64Array, voice: Voice, row: number | undefined): void {
  if (row === undefined) return;
  const { scores } = voice;
  const from = row * total.length;
  for (let k = 0; k < total.length; k++) total[k] = (total[k] ?? 0) + (scores[from + k] ?? 0);
}

function logChances(scores: Float64Array): Float64Array {
  let top = Number.NEGATIVE_INFINITY;
  for (const score of scores) if (score > top) top = score;
  let all = 0;
  for (const score of scores) all += Math.exp(score - top);
  const shift = top + Math.log(all);
  for (let k = 0; k < scores.length; k++) scores[k] = (scores[k] ?? 0) - shift;
  return scores;
}

/** How much more a word says for one class than for the best of the others. */
function advantage(row: Float32Array, column: number): number {
  let other = Number.NEGATIVE_INFINITY;
  for (const [k, score] of row.entries()) if (k !== column) other = Math.max(other, score);
  return (row[column] ?? 0) - other;
}
