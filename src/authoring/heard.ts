// What the vocabulary heard in a report: each concept with its words, and what it does for the reading.

import type { ConceptHit, Denial, Report, Role, Vocabulary } from '../classifier/index.js';

/** A concept that was found in a report. */
export interface Heard {
  readonly concept: string;
  /** Its words as they stand in the text, each once for each way it is meant. */
  readonly words: readonly { readonly text: string; readonly denied: Denial | null }[];
  readonly roles: readonly Role[];
  readonly function: 'critical' | 'ordinary' | null;
  readonly area: string | null;
}

/** What an author gave a concept beside its words, like `function: critical, area: payments`. */
export function givenBesideWords({ roles, function: of, area }: Omit<Heard, 'concept' | 'words'>): string {
  return [
    ...(of === null ? [] : [`function: ${of}`]),
    ...(area === null ? [] : [`area: ${area}`]),
    ...(roles.length === 0 ? [] : [`roles: ${roles.join(', ')}`]),
  ].join(', ');
}

/** The concepts of a report, in the order in which they are first said. */
export function heardIn(
  { text }: Pick<Report, 'text'>,
  hits: readonly ConceptHit[],
  { concepts }: Pick<Vocabulary, 'concepts'>,
): readonly Heard[] {
  const known = new Map(concepts.map((entry) => [entry.name, entry]));
  const inOrder = hits.toSorted((a, b) => a.start - b.start || a.end - b.end);
  return [...Map.groupBy(inOrder, (hit) => hit.concept)].map(([concept, said]) => {
    const { roles = [], function: of = null, area = null } = known.get(concept) ?? {};
    const words = said.map(({ start, end, denied }) => ({ text: text.slice(start, end), denied }));
    const once = new Map(words.map((word) => [`${word.denied} ${word.text.toLowerCase()}`, word]));
    return { concept, words: [...once.values()], roles, function: of, area };
  });
}
