// The vocabulary phrase by phrase: which reports each one is found in.

import { type Concept, compileVocabulary, readReport } from '../classifier/index.js';
import type { ReadReport } from './weigh.js';

/** One phrase as its author wrote it. */
export interface WrittenPhrase {
  readonly concept: string;
  readonly text: string;
  readonly language: string;
  /** Takes the concept away where it stands. */
  readonly lookAlike: boolean;
}

/** Every phrase of every concept, in the order written. */
export function phrasesOf(concepts: readonly Concept[]): readonly WrittenPhrase[] {
  return concepts.flatMap(({ name, phrases, not }) => [
    ...phrases.map(({ text, language }) => ({ concept: name, text, language, lookAlike: false })),
    ...not.map((text) => ({ concept: name, text, language: 'en', lookAlike: true })),
  ]);
}

/** For each phrase the positions of the reports it is found in, whatever else is found at the same place. */
export function tracePhrases(
  phrases: readonly WrittenPhrase[],
  reads: readonly ReadReport[],
): readonly (readonly number[])[] {
  // A vocabulary in which every phrase is a concept of its own tells them apart.
  const vocabulary = compileVocabulary(
    phrases.map(({ text, language }, index) => ({
      name: String(index),
      roles: [],
      deniable: false,
      phrases: [{ text, language }],
      not: [],
    })),
  );
  const found: number[][] = phrases.map(() => []);
  for (const [position, { report }] of reads.entries()) {
    const names = new Set(readReport(report, vocabulary).hits.map((hit) => hit.concept));
    for (const name of names) found[Number(name)]?.push(position);
  }
  return found;
}

/** The concepts without some of their phrases; phrases count as in `phrasesOf`. */
export function withoutPhrases(
  concepts: readonly Concept[],
  dropped: ReadonlySet<number>,
): readonly Concept[] {
  let position = 0;
  const kept = () => !dropped.has(position++);
  return concepts.map((concept) => ({
    ...concept,
    phrases: concept.phrases.filter(kept),
    not: concept.not.filter(kept),
  }));
}
