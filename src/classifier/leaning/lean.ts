// The word model's opinion of a report: a sum of learnt scores, one for each word, pair and fact in it. It is one
// voice among the rules, and says which words moved it.

import type { Token } from '../reading/token.js';
import { type Evidence, type Features, REPORT_CLASSES, type ReportClass } from '../types.js';
import { type KnownPieces, type KnownTerm, knownWords } from './known-words.js';
import type { LeaningModel, Voice } from './model.js';
import { addRow, hashOf, hashOfPair, rowOf } from './term-table.js';
import { arePair, factTerms } from './terms.js';

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
  const said = saidIn(tokens, model);
  const facts = factTerms(features);
  const logs = logChances(sum(model.classes, said, facts, 'classes'));
  const areaLogs = logChances(sum(model.areas, said, facts, 'areas'));
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
  const said = saidIn(tokens, model);
  const share = shares(said);
  const column = REPORT_CLASSES.indexOf(of);
  const loud = new Map<KnownTerm, { readonly token: Token; readonly score: number }>();
  const scores = new Float64Array(model.classes.outcomes.length);
  for (const [i, token] of tokens.entries()) {
    const [term, pieces] = [said.terms[i], said.piecesOf[i]];
    if (term === undefined || pieces === undefined || loud.has(term)) continue;
    for (let k = 0; k < scores.length; k++) scores[k] = (pieces.classes[k] ?? 0) * share.pieces;
    addRow(scores, model.classes.words, term.classes, share.words);
    const score = advantage(scores, column);
    if (score > 0) loud.set(term, { token, score });
  }
  return [...loud.values()]
    .sort((a, b) => b.score - a.score || a.token.start - b.token.start)
    .slice(0, count)
    .sort((a, b) => a.token.start - b.token.start)
    .map(({ token: { start, end } }) => ({ start, end, text: text.slice(start, end) }));
}

/** The words of a report as both voices look at them; `terms` and `piecesOf` run beside `tokens`. */
interface Said {
  readonly model: LeaningModel;
  readonly tokens: readonly Token[];
  readonly terms: readonly KnownTerm[];
  readonly piecesOf: readonly KnownPieces[];
  readonly distinct: ReadonlySet<KnownTerm>;
  readonly pieces: ReadonlySet<KnownPieces>;
}

// Opinion and evidence look at the same words: the last ones are remembered.
let last: Said | null = null;

function saidIn(tokens: readonly Token[], model: LeaningModel): Said {
  if (last?.tokens === tokens && last.model === model) return last;
  const known = knownWords(model);
  const terms = tokens.map(known.termOf);
  const piecesOf = tokens.map(known.piecesOf);
  last = { model, tokens, terms, piecesOf, distinct: new Set(terms), pieces: new Set(piecesOf) };
  return last;
}

/** Words and pieces count less in long texts. */
function shares({ distinct, pieces }: Said): { readonly words: number; readonly pieces: number } {
  let count = 0;
  for (const word of pieces) count += word.count;
  return { words: 1 / Math.sqrt(Math.max(distinct.size, 1)), pieces: 1 / Math.sqrt(Math.max(count, 1)) };
}

/** Each word, pair and fact counts once. */
function sum(voice: Voice, said: Said, facts: ReadonlySet<string>, name: 'classes' | 'areas'): Float64Array {
  const total = Float64Array.from(voice.start);
  const share = shares(said);
  for (const term of said.distinct) addRow(total, voice.words, term[name], share.words);
  if (voice.pairs.size > 0) addPairs(total, voice, said, share.words);
  if (voice.pieces.size > 0)
    for (const word of said.pieces)
      for (let k = 0; k < total.length; k++) total[k] = (total[k] ?? 0) + share.pieces * (word[name][k] ?? 0);
  for (const fact of facts) addRow(total, voice.facts, rowOf(voice.facts, hashOf(fact)), 1);
  return total;
}

function addPairs(total: Float64Array, { pairs }: Voice, { tokens, terms }: Said, share: number): void {
  const rows = new Set<number>();
  for (let i = 1; i < tokens.length; i++) {
    const [before, token] = [tokens[i - 1], tokens[i]];
    if (before === undefined || token === undefined || !arePair(before, token)) continue;
    const row = rowOf(pairs, hashOfPair(terms[i - 1]?.hash ?? 0, terms[i]?.hash ?? 0));
    if (row >= 0) rows.add(row);
  }
  for (const row of rows) addRow(total, pairs, row, share);
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
function advantage(row: Float64Array, column: number): number {
  let other = Number.NEGATIVE_INFINITY;
  for (let k = 0; k < row.length; k++) if (k !== column) other = Math.max(other, row[k] ?? 0);
  return (row[column] ?? 0) - other;
}
