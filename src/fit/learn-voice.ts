// Learns one set of the word model's tables: which words, pairs and facts speak for which outcome.

import type { LeaningTables, ScoreTable } from '../classifier/index.js';
import { balance, type Example, fitLogistic } from './logistic.js';
import { type Sparse, sideBySide } from './sparse.js';
import type { Terms } from './terms-of.js';

/** One report to learn from. */
export interface Lesson {
  readonly terms: Terms;
  readonly outcome: string;
  readonly weight: number;
}

/** How loud each kind of term may become before the penalty holds it back, and the penalty. */
export interface VoiceOptions {
  readonly penalty?: number;
  readonly words?: number;
  readonly pairs?: number;
  readonly facts?: number;
  /** 0: outcomes count as often as they occur; 1: all alike. */
  readonly balance?: number;
  /** Words whose scores all stay below this share of the largest are left out. */
  readonly negligible?: number;
}

/** Learns from lessons. The same lessons in the same order always give the same tables. */
export function learnVoice(
  lessons: readonly Lesson[],
  outcomes: readonly string[],
  options: VoiceOptions = {},
): LeaningTables {
  const {
    penalty = 0.1,
    words = 0.75,
    pairs = 0.75,
    facts = 0.15,
    balance: power = 0.75,
    negligible = 0.01,
  } = options;
  const blocks = {
    words: columnsOf(
      lessons.map((lesson) => lesson.terms.words),
      2,
      words,
    ),
    pairs: columnsOf(
      lessons.map((lesson) => lesson.terms.pairs),
      2,
      pairs,
    ),
    facts: columnsOf(
      lessons.map((lesson) => lesson.terms.facts),
      3,
      facts,
    ),
  };
  const widths = [blocks.words.size, blocks.pairs.size, blocks.facts.size];
  const numbers = lessons.map((lesson) => outcomes.indexOf(lesson.outcome));
  const balanced = balance(numbers, outcomes.length, power);
  const examples = lessons.map(({ terms, weight }, i): Example => {
    const share = 1 / Math.sqrt(Math.max(terms.words.length, 1));
    const parts = [
      vectorOf(terms.words, blocks.words, share),
      vectorOf(terms.pairs, blocks.pairs, share),
      vectorOf(terms.facts, blocks.facts, 1),
    ];
    return { at: sideBySide(parts, widths), outcome: numbers[i] ?? 0, weight: weight * (balanced[i] ?? 1) };
  });
  const size = widths.reduce((sum, width) => sum + width, 0);
  const model = fitLogistic(examples, size, outcomes.length, penalty);
  const rowAt = (column: number) =>
    model.weights.subarray(column * outcomes.length, (column + 1) * outcomes.length);
  const scored = (block: Columns, first: number) =>
    new Map(
      [...block].map(([name, { column, value }]) => [
        name,
        rowAt(first + column).map((weight) => weight * value),
      ]),
    );
  return {
    outcomes,
    start: [...model.start].map((value) => Math.round(value * 1e4) / 1e4),
    words: tableOf(scored(blocks.words, 0), negligible),
    pairs: tableOf(scored(blocks.pairs, blocks.words.size), negligible),
    facts: tableOf(scored(blocks.facts, blocks.words.size + blocks.pairs.size), negligible / 10),
  };
}

type Columns = ReadonlyMap<string, { readonly column: number; readonly value: number }>;

/** Terms that occur in `least` lessons or more; rarer ones are a little louder. */
function columnsOf(documents: readonly (readonly string[])[], least: number, loudness: number): Columns {
  const seen = new Map<string, number>();
  for (const terms of documents) for (const term of terms) seen.set(term, (seen.get(term) ?? 0) + 1);
  const columns = new Map<string, { column: number; value: number }>();
  for (const [term, count] of [...seen].sort(([a], [b]) => (a < b ? -1 : 1)))
    if (count >= least) {
      const rarity = Math.log((1 + documents.length) / (1 + count)) + 1;
      columns.set(term, { column: columns.size, value: loudness * Math.sqrt(rarity) });
    }
  return columns;
}

function vectorOf(terms: readonly string[], block: Columns, share: number): Sparse {
  const known = terms.flatMap((term) => block.get(term) ?? []);
  return {
    columns: Int32Array.from(known, ({ column }) => column),
    values: Float64Array.from(known, ({ value }) => value * share),
  };
}

/** Rounds to signed bytes; what all outcomes share is taken away first, since it changes nothing. */
function tableOf(rows: ReadonlyMap<string, Float64Array>, negligible: number): ScoreTable {
  const centred = [...rows].map(([name, row]) => ({ name, row: around(row) }));
  const largest = centred.reduce((most, { row }) => Math.max(most, loudest(row)), 1e-9);
  const kept = centred
    .filter(({ row }) => loudest(row) >= negligible * largest)
    .sort((a, b) => (a.name < b.name ? -1 : 1));
  const unit = Number((largest / 127).toPrecision(4));
  const bytes = kept.flatMap(({ row }) =>
    [...row].map((score) => Math.max(-127, Math.min(127, Math.round(score / unit)))),
  );
  const scores = btoa(bytes.map((byte) => String.fromCharCode(byte & 0xff)).join(''));
  return { names: kept.map(({ name }) => name).join('\n'), scores, unit };
}

function around(row: Float64Array): Float64Array {
  const mean = row.reduce((sum, score) => sum + score, 0) / row.length;
  return row.map((score) => score - mean);
}

function loudest(row: Float64Array): number {
  return row.reduce((most, score) => Math.max(most, Math.abs(score)), 0);
}
