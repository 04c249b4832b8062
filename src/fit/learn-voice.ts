// Learns one set of the word model's tables: which words, pairs, pieces and facts speak for which outcome.

import type { LeaningTables, StoredTable } from '../classifier/index.js';
import { type Example, fitMargins, rarities } from './margins.js';
import { type Sparse, sideBySide } from './sparse.js';
import type { Terms } from './terms-of.js';

/** One report to learn from. */
export interface Lesson {
  readonly terms: Terms;
  readonly outcome: string;
  readonly weight: number;
}

/** A kind of term: how loud it may become before the penalty holds it back, and how often it must have been seen. */
export interface TermOptions {
  readonly loudness: number;
  readonly least: number;
}

export interface VoiceOptions {
  /** Holds every score near zero. */
  readonly penalty: number;
  /** Null: terms of that kind have no part in the voice. */
  readonly words: TermOptions;
  readonly pairs: TermOptions | null;
  readonly pieces: TermOptions | null;
  readonly facts: TermOptions;
  /** 0: outcomes count as often as they occur; 1: all alike. */
  readonly balance: number;
  /** Terms whose scores all stay below this share of the largest are left out; facts have a tenth of it. */
  readonly negligible: number;
}

/** What serves best for the classes. */
export const CLASS_VOICE: VoiceOptions = {
  penalty: 5,
  words: { loudness: 0.75, least: 2 },
  pairs: { loudness: 0.75, least: 2 },
  pieces: { loudness: 0.7, least: 4 },
  facts: { loudness: 0.15, least: 3 },
  balance: 1,
  negligible: 0.01,
};

const KINDS = ['words', 'pairs', 'pieces', 'facts'] as const;
type Kind = (typeof KINDS)[number];

/** Scores become log-odds of about the right size; how much they count beside rules is fitted afterwards. */
const SURENESS = 2;

/** Learns from lessons. The same lessons in the same order always give the same tables. */
export function learnVoice(
  lessons: readonly Lesson[],
  outcomes: readonly string[],
  options: VoiceOptions = CLASS_VOICE,
): LeaningTables {
  const blocks = KINDS.map((kind) =>
    columnsOf(
      lessons.map(({ terms }) => terms[kind]),
      options[kind],
    ),
  );
  const widths = blocks.map((block) => block.size);
  const numbers = lessons.map((lesson) => outcomes.indexOf(lesson.outcome));
  const examples = lessons.map(({ terms, weight }, i): Example => {
    const parts = KINDS.map((kind, k) => vectorOf(terms[kind], blocks[k] ?? new Map(), shareOf(kind, terms)));
    return { at: sideBySide(parts, widths), outcome: numbers[i] ?? 0, weight };
  });
  const size = widths.reduce((sum, width) => sum + width, 0);
  const rarity = rarities(numbers, outcomes.length, options.balance);
  const model = fitMargins(examples, size, rarity, options.penalty);
  const tableAt = (kind: Kind) => {
    const k = KINDS.indexOf(kind);
    const first = widths.slice(0, k).reduce((sum, width) => sum + width, 0);
    const rows = [...(blocks[k] ?? [])].map(([hash, { column, value }]) => {
      const from = (first + column) * outcomes.length;
      const row = model.weights
        .subarray(from, from + outcomes.length)
        .map((weight) => SURENESS * weight * value);
      return { hash, row: around(row) };
    });
    return tableOf(rows, kind === 'facts' ? options.negligible / 10 : options.negligible);
  };
  return {
    outcomes,
    start: [...model.start].map((value) => Math.round(SURENESS * value * 1e4) / 1e4),
    words: tableAt('words'),
    pairs: tableAt('pairs'),
    pieces: tableAt('pieces'),
    facts: tableAt('facts'),
  };
}

/** Words, pairs and pieces count less in long texts, as `lean` has it. */
function shareOf(kind: Kind, terms: Terms): number {
  if (kind === 'facts') return 1;
  return 1 / Math.sqrt(Math.max(kind === 'pieces' ? terms.pieces.length : terms.stems, 1));
}

type Columns = ReadonlyMap<number, { readonly column: number; readonly value: number }>;

/** Terms that occur in enough lessons; rarer ones are a little louder, but for facts. */
function columnsOf(documents: readonly Uint32Array[], options: TermOptions | null): Columns {
  const columns = new Map<number, { column: number; value: number }>();
  if (options === null) return columns;
  const seen = new Map<number, number>();
  for (const terms of documents) for (const term of new Set(terms)) seen.set(term, (seen.get(term) ?? 0) + 1);
  for (const [term, count] of [...seen].sort(([a], [b]) => a - b))
    if (count >= options.least) {
      const rarity = Math.log((1 + documents.length) / (1 + count)) + 1;
      columns.set(term, { column: columns.size, value: options.loudness * Math.sqrt(rarity) });
    }
  return columns;
}

function vectorOf(terms: Uint32Array, block: Columns, share: number): Sparse {
  const values = new Map<number, number>();
  for (const term of terms) {
    const known = block.get(term);
    if (known !== undefined) values.set(known.column, (values.get(known.column) ?? 0) + known.value * share);
  }
  return { columns: Int32Array.from(values.keys()), values: Float64Array.from(values.values()) };
}

interface Row {
  readonly hash: number;
  readonly row: Float64Array;
}

/** Rounds to signed bytes. */
function tableOf(rows: readonly Row[], negligible: number): StoredTable {
  const largest = rows.reduce((most, { row }) => Math.max(most, loudest(row)), 1e-9);
  const kept = rows.filter(({ row }) => loudest(row) >= negligible * largest);
  const unit = Number((largest / 127).toPrecision(4));
  const hashes = new DataView(new ArrayBuffer(4 * kept.length));
  for (const [i, { hash }] of kept.entries()) hashes.setUint32(4 * i, hash, true);
  const scores = kept.flatMap(({ row }) =>
    [...row].map((score) => Math.max(-127, Math.min(127, Math.round(score / unit)))),
  );
  return {
    hashes: Buffer.from(hashes.buffer).toString('base64'),
    scores: Buffer.from(Int8Array.from(scores).buffer).toString('base64'),
    unit,
  };
}

/** What all outcomes share is taken away, since it changes nothing. */
function around(row: Float64Array): Float64Array {
  const mean = row.reduce((sum, score) => sum + score, 0) / row.length;
  return row.map((score) => score - mean);
}

function loudest(row: Float64Array): number {
  return row.reduce((most, score) => Math.max(most, Math.abs(score)), 0);
}
