// Which parts of the business fail, by where failures stand in the text.

import type { Reading } from './reading.js';

/**
 * Parts of the business that fail: said not to happen, or named in one clause with a failure; else in one sentence
 * with it; else in the sentence before.
 */
export function failingFunctions(reading: Reading): readonly number[] {
  const functions = reading.hits.flatMap((hit, i) =>
    hit.denied === null && reading.entries[i]?.function != null ? [i] : [],
  );
  if (functions.length === 0) return functions;
  const failures = reading.roles('failure');
  const clauseOf = clauseNumbers(reading);
  const clauses = new Set(failures.map((hit) => clauseOf(hit.firstWord)));
  const sentences = new Set(failures.map((hit) => hit.sentence));
  const lacking = new Set(reading.lacking);
  const sentenceOf = (i: number): number => reading.hits[i]?.sentence ?? -1;
  const nearest = [
    functions.filter((i) => lacking.has(i) || clauses.has(clauseOf(reading.hits[i]?.firstWord ?? 0))),
    functions.filter((i) => sentences.has(sentenceOf(i))),
    functions.filter((i) => sentences.has(sentenceOf(i) + 1)),
  ];
  return nearest.find((found) => found.length > 0) ?? [];
}

/** Numbers the clauses: punctuation ends one, and so do words such as "but". */
function clauseNumbers(reading: Reading): (word: number) => number {
  const { tokens } = reading.scan;
  const starts = new Set(reading.roles('clause').map((hit) => hit.firstWord));
  if (starts.size === 0) return (word) => tokens[word]?.clause ?? 0;
  const numbers = [0];
  for (let i = 1; i < tokens.length; i++) {
    const isNew = starts.has(i) || tokens[i]?.clause !== tokens[i - 1]?.clause;
    numbers.push((numbers[i - 1] ?? 0) + (isNew ? 1 : 0));
  }
  return (word) => numbers[word] ?? 0;
}
