// The word model's opinion of a report: a sum of learnt scores, one for each word, pair and fact in it. It is one
// voice among the rules, and says which words moved it.

import type { Token } from '../reading/token.js';
import { sortInPlace } from '../sorted.js';
import { type Evidence, type Features, REPORT_CLASSES, type ReportClass } from '../types.js';
import { type KnownTerm, knownTo, newRound } from './known-words.js';
import type { LeaningModel, Voice } from './model.js';
import { pairsIn, type Said, saidIn } from './said.js';
import { addRow } from './term-table.js';
import { eachFactTerm, placeTerms } from './terms.js';

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
  const told = { facts: factsIn(features, model), place: placeTerms(features).map(knownTo(model).termOf) };
  const logs = logChances(sum(model.classes, said, told, 'classes'));
  const areaLogs = logChances(sum(model.areas, said, told, 'areas'));
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
  const { words, share } = saidIn(tokens, model);
  const round = newRound();
  const column = REPORT_CLASSES.indexOf(of);
  const loud: { readonly token: Token; readonly score: number }[] = [];
  const scores = new Float64Array(model.classes.outcomes.length);
  for (let i = 0; i < tokens.length; i++) {
    const token = tokens[i];
    const word = words[i];
    if (token === undefined || word === undefined || word.term.counted === round) continue;
    for (let k = 0; k < scores.length; k++) scores[k] = (word.classes[k] ?? 0) * share.pieces;
    addRow(scores, model.classes.words, word.term.classes, share.words);
    if (word.spelling !== null) addRow(scores, model.classes.words, word.spelling.classes, share.words);
    const score = advantage(scores, column);
    if (score <= 0) continue;
    word.term.counted = round;
    loud.push({ token, score });
  }
  const loudest = sortInPlace(loud, (a, b) => b.score - a.score || a.token.start - b.token.start);
  return sortInPlace(
    loudest.slice(0, count).map(({ token }) => token),
    (a, b) => a.start - b.start,
  ).map(({ start, end }) => ({ start, end, text: text.slice(start, end) }));
}

/** The facts of a report, each once. */
function factsIn(features: Features, model: LeaningModel): readonly KnownTerm[] {
  const known = knownTo(model);
  const round = newRound();
  const facts: KnownTerm[] = [];
  eachFactTerm(features, (name) => {
    const fact = known.factOf(name);
    if (fact.counted === round) return;
    fact.counted = round;
    facts.push(fact);
  });
  return facts;
}

/** What was read in a report beside its words, and where it was made. */
interface Told {
  readonly facts: readonly KnownTerm[];
  readonly place: readonly KnownTerm[];
}

/** Each word, pair and fact counts once; the place counts like a word, and so says more of a short report. */
function sum(voice: Voice, said: Said, { facts, place }: Told, name: 'classes' | 'areas'): Float64Array {
  const total = Float64Array.from(voice.start);
  const { terms, distinct, share } = said;
  for (const term of terms) addRow(total, voice.words, term[name], share.words);
  for (const { spelling } of distinct)
    if (spelling !== null) addRow(total, voice.words, spelling[name], share.words);
  for (const term of place) addRow(total, voice.words, term[name], share.words);
  for (const row of pairsIn(said, voice)) addRow(total, voice.pairs, row, share.words);
  if (voice.pieces.size > 0)
    for (const word of distinct) {
      const pieces = word[name];
      for (let k = 0; k < total.length; k++) total[k] = (total[k] ?? 0) + share.pieces * (pieces[k] ?? 0);
    }
  for (const fact of facts) addRow(total, voice.facts, fact[name], 1);
  return total;
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
