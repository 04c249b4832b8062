// The word model's opinion of a report: a sum of learnt scores, one for each word, pair and fact in it. It is one
// voice among the rules, and says which words moved it.

import { sortInPlace } from '../few.js';
import type { Token } from '../reading/token.js';
import { type Evidence, type Features, REPORT_CLASSES, type ReportClass } from '../types.js';
import { knownTo, newRound } from './known-words.js';
import type { LeaningModel, Voice } from './model.js';
import { pairsIn, type Said, saidIn } from './said.js';
import { addRow } from './term-table.js';
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
  const tally = tallyOf(model, said, features);
  const { classes, areas } = model;
  const areaLogs = logChances(scoresOf(areas, tally, classes.outcomes.length, said));
  const chances: AreaChance[] = [];
  for (let k = 0; k < areaLogs.length; k++) {
    const chance = Math.exp(areaLogs[k] ?? 0);
    if (chance >= 0.01) chances.push([areas.outcomes[k] ?? '', chance]);
  }
  return { logChances: classesOf(logChances(scoresOf(classes, tally, 0, said))), areas: chances, tokens };
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
  const { rows } = knownTo(model);
  const round = newRound();
  const column = REPORT_CLASSES.indexOf(of);
  const loudest: Loud[] = [];
  const perWord = share.words * model.classes.words.unit;
  const perPiece = share.pieces * model.classes.pieces.unit;
  const scores = REPORT_CLASSES.map(() => 0);
  for (let i = 0; i < tokens.length; i++) {
    const token = tokens[i];
    const word = words[i];
    if (token === undefined || word === undefined || word.term.counted === round) continue;
    for (let k = 0; k < scores.length; k++)
      scores[k] =
        perWord * (rows.scoreAt(word.stem, k) + rows.scoreAt(word.spelling, k)) +
        perPiece * rows.scoreAt(word.parts, k);
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

/** What a report adds up to, by the kind of table: one column an outcome of either voice. */
interface Tally {
  readonly words: Int32Array;
  readonly pairs: Int32Array;
  readonly pieces: Int32Array;
  readonly facts: Int32Array;
}

// One report after the other is added up in the same one: arrays of this kind are dear to make.
const tallies = new WeakMap<LeaningModel, Tally>();

function emptyTally(model: LeaningModel, width: number): Tally {
  const known = tallies.get(model);
  if (known === undefined) {
    const sum = () => new Int32Array(width);
    const made = { words: sum(), pairs: sum(), pieces: sum(), facts: sum() };
    tallies.set(model, made);
    return made;
  }
  known.words.fill(0);
  known.pairs.fill(0);
  known.pieces.fill(0);
  known.facts.fill(0);
  return known;
}

/** Each word, pair and fact counts once; the place counts like a word, and so says more of a short report. */
function tallyOf(model: LeaningModel, said: Said, features: Features): Tally {
  const { classes, areas } = model;
  const known = knownTo(model);
  const { rows } = known;
  const tally = emptyTally(model, rows.width);
  for (const { stem } of said.stems) rows.addTo(tally.words, stem);
  for (const { spelling, parts } of said.distinct) {
    rows.addTo(tally.words, spelling);
    rows.addTo(tally.pieces, parts);
  }
  for (const at of known.placeOf(features)) rows.addTo(tally.words, at);
  for (const row of pairsIn(said, classes)) addRow(tally.pairs, 0, classes.pairs, row);
  for (const row of pairsIn(said, areas)) addRow(tally.pairs, classes.outcomes.length, areas.pairs, row);
  const round = newRound();
  eachFact(features, (name, value) => {
    for (const fact of known.factsOf(name, value)) {
      if (fact.counted === round) continue;
      fact.counted = round;
      rows.addTo(tally.facts, fact.at);
    }
  });
  return tally;
}

/** Weighs a tally for one voice, whose columns begin at `from`. */
function scoresOf(voice: Voice, tally: Tally, from: number, { share }: Said): number[] {
  const perWord = share.words * voice.words.unit;
  const perPair = share.words * voice.pairs.unit;
  const perPiece = share.pieces * voice.pieces.unit;
  const scores: number[] = [];
  for (let k = 0; k < voice.start.length; k++) {
    const at = from + k;
    scores.push(
      (voice.start[k] ?? 0) +
        perWord * (tally.words[at] ?? 0) +
        perPair * (tally.pairs[at] ?? 0) +
        perPiece * (tally.pieces[at] ?? 0) +
        voice.facts.unit * (tally.facts[at] ?? 0),
    );
  }
  return scores;
}

/** The logarithm of each score's probability, in place. */
function logChances(scores: number[]): readonly number[] {
  let top = Number.NEGATIVE_INFINITY;
  for (const score of scores) if (score > top) top = score;
  let all = 0;
  for (const score of scores) all += Math.exp(score - top);
  const shift = top + Math.log(all);
  for (let k = 0; k < scores.length; k++) scores[k] = (scores[k] ?? 0) - shift;
  return scores;
}

/** How much more a word says for one class than for the best of the others. */
function advantage(row: readonly number[], column: number): number {
  let other = Number.NEGATIVE_INFINITY;
  for (let k = 0; k < row.length; k++) if (k !== column) other = Math.max(other, row[k] ?? 0);
  return (row[column] ?? 0) - other;
}

function classesOf(logs: readonly number[]): Readonly<Record<ReportClass, number>> {
  return {
    incident: logs[0] ?? 0,
    'urgent-non-incident': logs[1] ?? 0,
    'non-incident': logs[2] ?? 0,
    none: logs[3] ?? 0,
  };
}
