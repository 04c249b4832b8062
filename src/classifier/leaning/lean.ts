// The word model's opinion of a report: a sum of learnt scores, one for each word, pair and fact in it. It is one
// voice among the rules, and says which words moved it.

import { sortInPlace } from '../few.js';
import type { Token } from '../reading/token.js';
import { type Evidence, type Features, REPORT_CLASSES, type ReportClass } from '../types.js';
import { type KnownTerm, knownTo, newRound } from './known-words.js';
import type { LeaningModel } from './model.js';
import { pairsIn, type Said, saidIn } from './said.js';
import { addRow, type TermTable } from './term-table.js';
import { eachFact } from './terms.js';

/** How the words of a report lean. */
export interface Leaning {
  /** Natural logarithm of each class's probability, as the words alone have it. */
  readonly logChances: Readonly<Record<ReportClass, number>>;
  /** Areas with their probabilities, where that is at least a hundredth. */
  readonly areas: readonly AreaChance[];
  /** What it was read from. */
  readonly tokens: readonly Token[];
}

export type AreaChance = readonly [area: string, chance: number];

/** Reads the leaning of one report. */
export function lean(features: Features, tokens: readonly Token[], model: LeaningModel): Leaning {
  const said = saidIn(tokens, model);
  const told = { facts: factsIn(features, model), place: knownTo(model).placeOf(features) };
  const sums = sumsOf(model, said, told);
  const logs = logChances(sums.classes);
  const areaLogs = logChances(sums.areas);
  const areas: AreaChance[] = [];
  for (let k = 0; k < areaLogs.length; k++) {
    const chance = Math.exp(areaLogs[k] ?? 0);
    if (chance >= 0.01) areas.push([model.areas.outcomes[k] ?? '', chance]);
  }
  return { logChances: classesOf(logs), areas, tokens };
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
  const loudest: Loud[] = [];
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
    loudest.push({ token, score });
    sortInPlace(loudest, byLoudness);
    if (loudest.length > count) loudest.pop();
  }
  return sortInPlace(
    loudest.map(({ token: { start, end } }) => ({ start, end, text: text.slice(start, end) })),
    (a, b) => a.start - b.start,
  );
}

interface Loud {
  readonly token: Token;
  readonly score: number;
}

function byLoudness(a: Loud, b: Loud): number {
  return b.score - a.score || a.token.start - b.token.start;
}

/** The facts of a report, each once. */
function factsIn(features: Features, model: LeaningModel): readonly KnownTerm[] {
  const known = knownTo(model);
  const round = newRound();
  const facts: KnownTerm[] = [];
  eachFact(features, (name, value) => {
    for (const fact of known.factsOf(name, value)) {
      if (fact.counted === round) continue;
      fact.counted = round;
      facts.push(fact);
    }
  });
  return facts;
}

/** What was read in a report beside its words, and where it was made. */
interface Told {
  readonly facts: readonly KnownTerm[];
  readonly place: readonly KnownTerm[];
}

/** What a report adds up to, for each outcome of both voices. */
interface Sums {
  readonly classes: Float64Array;
  readonly areas: Float64Array;
}

/** Each word, pair and fact counts once; the place counts like a word, and so says more of a short report. */
function sumsOf(model: LeaningModel, said: Said, { facts, place }: Told): Sums {
  const { classes, areas } = model;
  const sums = { classes: classes.sums, areas: areas.sums };
  sums.classes.set(classes.start);
  sums.areas.set(areas.start);
  const { terms, distinct, share } = said;
  for (const term of terms) addTerm(sums, classes.words, areas.words, term, share.words);
  for (const { spelling } of distinct)
    if (spelling !== null) addTerm(sums, classes.words, areas.words, spelling, share.words);
  for (const term of place) addTerm(sums, classes.words, areas.words, term, share.words);
  for (const row of pairsIn(said, classes)) addRow(sums.classes, classes.pairs, row, share.words);
  for (const row of pairsIn(said, areas)) addRow(sums.areas, areas.pairs, row, share.words);
  for (const word of distinct) {
    addPieces(sums.classes, word.classes, share.pieces);
    addPieces(sums.areas, word.areas, share.pieces);
  }
  for (const fact of facts) addTerm(sums, classes.facts, areas.facts, fact, 1);
  return sums;
}

function addTerm(sums: Sums, classes: TermTable, areas: TermTable, term: KnownTerm, times: number): void {
  addRow(sums.classes, classes, term.classes, times);
  addRow(sums.areas, areas, term.areas, times);
}

function addPieces(total: Float64Array, pieces: Float64Array, times: number): void {
  for (let k = 0; k < pieces.length; k++) total[k] = (total[k] ?? 0) + times * (pieces[k] ?? 0);
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

function classesOf(logs: Float64Array): Readonly<Record<ReportClass, number>> {
  return {
    incident: logs[0] ?? 0,
    'urgent-non-incident': logs[1] ?? 0,
    'non-incident': logs[2] ?? 0,
    none: logs[3] ?? 0,
  };
}
