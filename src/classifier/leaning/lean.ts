// The word model's opinion of a report: a sum of learnt scores, one for each word, pair and fact in it. It is one
// voice among the rules.

import type { Token } from '../reading/token.js';
import type { Features, ReportClass } from '../types.js';
import type { LeaningModel, Voice } from './model.js';
import { pairsIn, type Said, saidIn } from './said.js';
import { addRow } from './term-table.js';

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
  const { classes, areas } = model;
  const tally = tallyOf(said, features);
  const { room } = said.known;
  const areaLogs = logChances(weigh(areas, tally, classes.outcomes.length, said, room.areas));
  const chances: AreaChance[] = [];
  for (let k = 0; k < areaLogs.length; k++) {
    const log = areaLogs[k] ?? 0;
    if (log < FAR_BELOW) continue;
    const chance = Math.exp(log);
    if (chance >= LEAST_CHANCE) chances.push([areas.outcomes[k] ?? '', chance]);
  }
  return {
    logChances: classesOf(logChances(weigh(classes, tally, 0, said, room.classes))),
    areas: chances,
    tokens,
  };
}

const LEAST_CHANCE = 0.01;
/** The logarithm of a chance that is certainly less. */
const FAR_BELOW = Math.log(LEAST_CHANCE / 2);

/** What a report adds up to, by the kind of table: one column an outcome of either voice. */
interface Tally {
  readonly words: Int32Array;
  readonly pairs: Int32Array;
  readonly pieces: Int32Array;
  readonly facts: Int32Array;
}

/** Each word, pair and fact counts once; the place counts like a word, and so says more of a short report. */
function tallyOf(said: Said, features: Features): Tally {
  const { classes, areas } = said.model;
  const { words, pieces, facts, placeOf, factsOf, room } = said.known;
  const pairs = room.pairs.fill(0);
  for (const row of pairsIn(said, classes)) addRow(pairs, 0, classes.pairs, row);
  for (const row of pairsIn(said, areas)) addRow(pairs, classes.outcomes.length, areas.pairs, row);
  return {
    words: words.sumOf([...said.spoken, placeOf(features)]),
    pairs,
    pieces: pieces.sumOf(said.parts),
    facts: facts.sumOf(factsOf(features)),
  };
}

/** Weighs a tally for one voice, whose columns begin at `from`. */
function weigh(
  voice: Voice,
  tally: Tally,
  from: number,
  { share }: Said,
  scores: Float64Array,
): Float64Array {
  const perWord = share.words * voice.words.unit;
  const perPair = share.words * voice.pairs.unit;
  const perPiece = share.pieces * voice.pieces.unit;
  for (let k = 0; k < voice.start.length; k++) {
    const at = from + k;
    scores[k] =
      (voice.start[k] ?? 0) +
      perWord * (tally.words[at] ?? 0) +
      perPair * (tally.pairs[at] ?? 0) +
      perPiece * (tally.pieces[at] ?? 0) +
      voice.facts.unit * (tally.facts[at] ?? 0);
  }
  return scores;
}

/** The logarithm of each score's probability, in place. */
function logChances(scores: Float64Array): Float64Array {
  let top = Number.NEGATIVE_INFINITY;
  for (let k = 0; k < scores.length; k++) top = Math.max(top, scores[k] ?? 0);
  let all = 0;
  for (let k = 0; k < scores.length; k++) all += Math.exp((scores[k] ?? 0) - top);
  const shift = top + Math.log(all);
  for (let k = 0; k < scores.length; k++) scores[k] = (scores[k] ?? 0) - shift;
  return scores;
}

function classesOf(logs: Float64Array): Readonly<Record<ReportClass, number>> {
  return {
    incident: logs[0] ?? 0,
    'urgent-non-incident': logs[1] ?? 0,
    'non-incident': logs[2] ?? 0,
    none: logs[3] ?? 0,
  };
}
