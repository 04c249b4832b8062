// What an example says and its rule does not hear, though it is what the author means.

import type { Lack, Report, Situation, Vocabulary } from '../../classifier/index.js';
import { otherFailures } from './other-failures.js';
import { uncounted } from './uncounted.js';

/** An example that does not fire its rule, and what the rule lacks. */
export interface Unfired {
  readonly report: Report;
  readonly situation: Situation;
  readonly lacks: readonly Lack[];
}

/** Sentences on what the rule did not hear, with what to write instead; none where nothing better is known. */
export function unheard(
  { report, situation, lacks }: Unfired,
  { concepts }: Pick<Vocabulary, 'concepts'>,
): readonly string[] {
  const told = lacks
    .filter(({ negated }) => !negated)
    .flatMap(({ leaf }) => [
      otherFailures(leaf, situation, concepts),
      uncounted(leaf, report, situation, concepts),
    ]);
  return [...new Set(told)].filter((sentence) => sentence !== null);
}
