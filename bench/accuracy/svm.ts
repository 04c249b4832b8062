// TF-IDF over words and pairs of words, and one linear support vector machine per class (squared hinge loss):
// what most people try first on a few hundred texts.

import { REPORT_CLASSES, type ReportClass } from '../../src/classifier/index.js';
import { minimise } from '../../src/fit/minimise.js';
import type { Sparse } from '../../src/fit/sparse.js';

export interface SvmLesson {
  readonly text: string;
  readonly label: ReportClass;
}

/** Learns from lessons and gives the class of each text. */
export function learnSvm(lessons: readonly SvmLesson[], texts: readonly string[]): readonly ReportClass[] {
  const documents = lessons.map(({ text }) => termsIn(text));
  const columns = columnsOf(documents);
  const known = documents.map((terms) => tfidf(terms, columns));
  const machines = REPORT_CLASSES.map((name) =>
    machine(
      known,
      lessons.map(({ label }) => (label === name ? 1 : -1)),
      columns.size,
    ),
  );
  return texts.map((text) => {
    const at = tfidf(termsIn(text), columns);
    const scores = machines.map((weights) => scoreAt(weights, at, columns.size));
    return REPORT_CLASSES[scores.indexOf(Math.max(...scores))] ?? 'none';
  });
}

type Columns = ReadonlyMap<string, { readonly column: number; readonly rarity: number }>;

function termsIn(text: string): readonly string[] {
  const words = text.toLowerCase().match(/[\p{L}\p{N}']+/gu) ?? [];
  const pairs = words.slice(1).map((word, i) => `${words[i]} ${word}`);
  return [...words, ...pairs];
}

function columnsOf(documents: readonly (readonly string[])[]): Columns {
  const seen = new Map<string, number>();
  for (const terms of documents) for (const term of new Set(terms)) seen.set(term, (seen.get(term) ?? 0) + 1);
  const kept = [...seen].filter(([, count]) => count >= 2);
  return new Map(
    kept.map(([term, count], column) => [
      term,
      { column, rarity: Math.log((1 + documents.length) / (1 + count)) + 1 },
    ]),
  );
}

function tfidf(terms: readonly string[], columns: Columns): Sparse {
  const counts = new Map<string, number>();
  for (const term of terms) if (columns.has(term)) counts.set(term, (counts.get(term) ?? 0) + 1);
  const found = [...counts].flatMap(([term, count]) => {
    const entry = columns.get(term);
    return entry === undefined ? [] : [{ column: entry.column, value: (1 + Math.log(count)) * entry.rarity }];
  });
  const length = Math.sqrt(found.reduce((sum, { value }) => sum + value * value, 0)) || 1;
  return {
    columns: Int32Array.from(found, ({ column }) => column),
    values: Float64Array.from(found, ({ value }) => value / length),
  };
}

function machine(points: readonly Sparse[], sides: readonly number[], size: number): Float64Array {
  return minimise(
    (weights, gradient) => {
      let loss = 0;
      for (let i = 0; i < size; i++) {
        loss += 0.5 * (weights[i] ?? 0) ** 2;
        gradient[i] = weights[i] ?? 0;
      }
      gradient[size] = 0;
      for (const [i, at] of points.entries()) {
        const side = sides[i] ?? 1;
        const short = 1 - side * scoreAt(weights, at, size);
        if (short <= 0) continue;
        loss += short * short;
        for (let j = 0; j < at.columns.length; j++) {
          const column = at.columns[j] ?? 0;
          gradient[column] = (gradient[column] ?? 0) - 2 * short * side * (at.values[j] ?? 0);
        }
        gradient[size] = (gradient[size] ?? 0) - 2 * short * side;
      }
      return loss;
    },
    new Float64Array(size + 1),
  );
}

function scoreAt(weights: Float64Array, at: Sparse, size: number): number {
  let score = weights[size] ?? 0;
  for (let j = 0; j < at.columns.length; j++)
    score += (weights[at.columns[j] ?? 0] ?? 0) * (at.values[j] ?? 0);
  return score;
}
