// What a new rule can ask for: conditions that a report fulfils, and in which labelled reports each holds too.

import type { Case } from '../authoring/index.js';
import { compile } from '../classifier/index.js';
import { compileWhen } from '../rulebook/language/compile-when.js';
import type { When } from '../rulebook/language/when-schema.js';
import { type ReportSet, setOf } from './report-set.js';
import { isName, isPlain, wordsOf } from './words.js';

/** One condition that a report fulfils. */
export interface RuleTerm {
  /** Names the rule and reads after "a report": `mentions payment`. */
  readonly name: string;
  readonly says: string;
  readonly when: When;
  /** It looks for one word as it is written, where the vocabulary knows none. */
  readonly isWord: boolean;
  /** The labelled reports that fulfil it too. */
  readonly holds: ReportSet;
}

/** Looks terms up among labelled reports, each once. */
export type TermIndex = (one: Case, commonness: 'rare' | 'any') => readonly RuleTerm[];

/** The terms of reports, the rarest first; more than these would tell of one report alone. */
const mostConcepts = 18;
const mostWords = 8;
/** A concept of every tenth report, or a word of every hundredth, is no sign of anything by itself. */
const limits = { rare: { concepts: 0.1, words: 0.01 }, any: { concepts: 0.5, words: 0.1 } };

/** An index over labelled reports. */
export function termIndex(cases: readonly Case[]): TermIndex {
  const known = new Map<string, RuleTerm>();
  const termOf = (
    name: string,
    make: () => Omit<RuleTerm, 'name' | 'holds'>,
    holds: (one: Case) => boolean,
  ) => {
    const term = known.get(name) ?? { name, ...make(), holds: setOf(cases, holds) };
    known.set(name, term);
    return term;
  };
  const concept = (name: string): RuleTerm =>
    termOf(
      name,
      () => ({ says: `mentions ${name.replaceAll('-', ' ')}`, when: { mentions: name }, isWord: false }),
      ({ features: { hits } }) => hits.some((hit) => hit.concept === name && hit.denied === null),
    );
  const word = (written: string): RuleTerm => {
    const pattern = new RegExp(`(?<![\\p{L}])${written}(?![\\p{L}])`, 'iu');
    return termOf(
      `word ${written}`,
      () => ({ says: `says “${written}”`, when: { matches: `/\\b${written}\\b/` }, isWord: true }),
      ({ report }) => pattern.test(report.text),
    );
  };
  const rare = (terms: readonly RuleTerm[], most: number) =>
    terms
      .filter(({ holds }) => holds.size <= Math.max(2, most * cases.length))
      .toSorted((a, b) => a.holds.size - b.holds.size || (a.name < b.name ? -1 : 1));
  return (one, commonness) => {
    const limit = limits[commonness];
    const asserted = one.features.hits.filter(({ denied }) => denied === null);
    const concepts = [...new Set(asserted.map((hit) => hit.concept))].map(concept);
    const words = [...new Set(uncoveredWords(one))].map(word);
    return [
      ...rare(concepts, limit.concepts).slice(0, mostConcepts),
      ...rare(words, limit.words).slice(0, mostWords),
    ].filter(({ when }) => holdsFor(when, one));
  };
}

/** True where the rulebook's own evaluator says so. */
export function holdsFor(when: When, { situation }: Pick<Case, 'situation'>): boolean {
  const condition = compileWhen(when, new Map());
  return condition !== null && compile(condition)(situation);
}

/** Words in plain letters in which the vocabulary finds nothing. */
function uncoveredWords(one: Case): readonly string[] {
  return wordsOf(one)
    .filter(
      (word) =>
        /^[a-z]{3,}$/.test(word.written) &&
        !isName(one, word) &&
        !/[./@\d]/.test(one.report.text.charAt(word.token.start - 1)) &&
        isPlain(word) &&
        one.features.hits.every(({ start, end }) => word.token.end <= start || word.token.start >= end),
    )
    .map(({ written }) => written);
}
