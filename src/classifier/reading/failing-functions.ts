// Which parts of the business fail, by where failures stand in the text.

import { hitsWith, type Reading } from './reading.js';
import { ROLE_BITS } from './vocabulary.js';

/**
 * Indexes of the parts of the business that fail: said not to happen, or named in one clause with a failure; else in
 * one sentence with it; else in the sentence before.
 */
export function failingFunctions(reading: Reading): readonly number[] {
  const { hits, lacking } = reading;
  const failures = hitsWith(reading, ROLE_BITS.failure);
  if (failures.length === 0 && lacking.length === 0) return NONE;
  const functions = assertedFunctions(reading);
  if (functions.length === 0) return NONE;
  const clauseOf = clauseNumbers(reading);
  const clauses = new Set(failures.map((hit) => clauseOf(hit.firstWord)));
  const missing = new Set(lacking);
  const near = functions.filter((i) => missing.has(i) || clauses.has(clauseOf(hits[i]?.firstWord ?? 0)));
  if (near.length > 0) return near;
  const sentences = new Set(failures.map((hit) => hit.sentence));
  const sentenceOf = (i: number): number => hits[i]?.sentence ?? -1;
  const beside = functions.filter((i) => sentences.has(sentenceOf(i)));
  return beside.length > 0 ? beside : functions.filter((i) => sentences.has(sentenceOf(i) + 1));
}

const NONE: readonly number[] = [];

function assertedFunctions({ hits, entries }: Reading): readonly number[] {
  const functions: number[] = [];
  for (let i = 0; i < hits.length; i++)
    if (hits[i]?.denied === null && entries[i]?.function != null) functions.push(i);
  return functions;
}

/** Numbers the clauses: punctuation ends one, and so do words such as "but". */
function clauseNumbers(reading: Reading): (word: number) => number {
  const { tokens } = reading.scan;
  const breaks = hitsWith(reading, ROLE_BITS.clause);
  if (breaks.length === 0) return (word) => tokens[word]?.clause ?? 0;
  const starts = new Set(breaks.map((hit) => hit.firstWord));
  const numbers = [0];
  for (let i = 1; i < tokens.length; i++) {
    const isNew = starts.has(i) || tokens[i]?.clause !== tokens[i - 1]?.clause;
    numbers.push((numbers[i - 1] ?? 0) + (isNew ? 1 : 0));
  }
  return (word) => numbers[word] ?? 0;
}
