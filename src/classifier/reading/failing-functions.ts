// Which parts of the business fail, by where failures stand in the text.

import type { ConceptHit } from '../types.js';
import { hitsWith, type Reading } from './reading.js';
import { ROLE_BITS } from './vocabulary.js';

/** The parts of the business that fail, and those of them that it cannot do without. */
export interface Failing {
  readonly functions: readonly ConceptHit[];
  readonly critical: readonly ConceptHit[];
}

/**
 * Parts of the business that fail: said not to happen, or named in one clause with a failure; else in one sentence
 * with it; else in the sentence before.
 */
export function failingFunctions(reading: Reading): Failing {
  const failures = hitsWith(reading, ROLE_BITS.failure);
  if (failures.length === 0 && reading.lacking.length === 0) return NOTHING;
  const named = namedFunctions(reading);
  if (named.length === 0) return NOTHING;
  const clauseOf = clauseNumbers(reading);
  const clauses = new Set(failures.map((hit) => clauseOf(hit.firstWord)));
  const near = named.filter(({ hit, lacking }) => lacking || clauses.has(clauseOf(hit.firstWord)));
  if (near.length > 0) return failing(near);
  const sentences = new Set(failures.map((hit) => hit.sentence));
  const beside = named.filter(({ hit }) => sentences.has(hit.sentence));
  return failing(beside.length > 0 ? beside : named.filter(({ hit }) => sentences.has(hit.sentence + 1)));
}

const NOTHING: Failing = { functions: [], critical: [] };

interface Named {
  readonly hit: ConceptHit;
  readonly critical: boolean;
  /** It is said not to happen. */
  readonly lacking: boolean;
}

function namedFunctions({ hits, entries, lacking }: Reading): readonly Named[] {
  const absent = new Set(lacking);
  const named: Named[] = [];
  hits.forEach((hit, i) => {
    const kind = entries[i]?.function ?? null;
    if (kind === null || hit.denied !== null) return;
    named.push({ hit, critical: kind === 'critical', lacking: absent.has(i) });
  });
  return named;
}

function failing(named: readonly Named[]): Failing {
  return {
    functions: named.map(({ hit }) => hit),
    critical: named.filter(({ critical }) => critical).map(({ hit }) => hit),
  };
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
