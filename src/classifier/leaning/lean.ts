// The word model's opinion of a report: a sum of learnt scores, one for each word, pair and fact in it. It is one
// voice among the rules, and says which words moved it.

import type { Token } from '../reading/token.js';
import { type Evidence, type Features, REPORT_CLASSES, type ReportClass } from '../types.js';
import { type KnownTerm, knownTerms } from './known-terms.js';
import type { LeaningModel, Voice } from './model.js';
import { arePair, factTerms, wordOf } from './terms.js';

/** How the words of a report lean. */
export interface Leaning {
  /** Natural logarithm of each class's probability, as the words alone have it. */
  readonly logChances: Readonly<Record<ReportClass, number>>;
  /** Probability of each area that is at least a hundredth. */
  readonly areas: Readonly<Record<string, number>>;
  /** What it was read from. */
  readonly tokens: readonly Token[];
}

/** Reads the leaning of one report. */
export function lean(features: Features, tokens: readonly Token[], model: LeaningModel): Leaning {
  const said = saidIn(features, tokens, model);
  const logs = logChances(sum(model.classes, said, 'classes'));
  const areaLogs = logChances(sum(model.areas, said, 'areas'));
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
    tokens,
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

/** A report as both voices look at it; `terms` runs beside `tokens`. */
interface Said {
  readonly tokens: readonly Token[];
  readonly terms: readonly KnownTerm[];
  readonly distinct: ReadonlySet<KnownTerm>;
  readonly facts: ReadonlySet<string>;
}

function saidIn(features: Features, tokens: readonly Token[], model: LeaningModel): Said {
  const termOf = knownTerms(model);
  const terms = tokens.map((token) => termOf(wordOf(token)));
  return { tokens, terms, distinct: new Set(terms), facts: factTerms(features) };
}

/** Each word, pair and fact counts once; words and pairs count less in long texts. */
function sum(voice: Voice, said: Said, name: 'classes' | 'areas'): Float64Array {
  const total = new Float64Array(voice.outcomes.length);
  for (const term of said.distinct) addScores(total, voice, term[name].row);
  if (voice.pairs.size > 0) for (const row of pairRows(said, name)) addScores(total, voice, row);
  const share = 1 / Math.sqrt(Math.max(said.distinct.size, 1));
  for (let k = 0; k < total.length; k++) total[k] = (total[k] ?? 0) * share + (voice.start[k] ?? 0);
  for (const fact of said.facts) addScores(total, voice, voice.facts.get(fact));
  return total;
}

function pairRows({ tokens, terms }: Said, name: 'classes' | 'areas'): ReadonlySet<number> {
  const rows = new Set<number>();
  for (let i = 1; i < tokens.length; i++) {
    const [before, token] = [tokens[i - 1], tokens[i]];
    const seconds = terms[i - 1]?.[name].seconds;
    if (seconds === undefined || before === undefined || token === undefined || !arePair(before, token))
      continue;
    const row = seconds.get(terms[i]?.word ?? '');
    if (row !== undefined) rows.add(row);
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
