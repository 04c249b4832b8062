// Phrases of a concept that another of its phrases already finds. They do no harm, but whoever reads the list
// wonders what they add, and whoever cuts one finds that nothing changes.

import type { Concept, Phrase } from './concept.js';
import { expressionOf, stepsOf } from './phrase.js';
import { scan } from './scan.js';
import { stemIn } from './stems.js';
import { isMendable } from './typing-errors.js';

/** A phrase that finds nothing of its own, and the first one that finds the same. */
export interface RedundantPhrase {
  readonly concept: string;
  readonly phrase: string;
  readonly by: string;
}

export function redundantPhrases(concepts: readonly Concept[]): readonly RedundantPhrase[] {
  const uses = spellingsIn(concepts);
  return concepts.flatMap((concept) => {
    const finders = new Map<string, string>();
    return concept.phrases.flatMap((phrase) => {
      const forms = formsOf(phrase);
      const [first = ''] = forms;
      const by = finders.get(first);
      const adds = by === undefined || !forms.every((form) => finders.has(form)) || isSpelling(phrase, uses);
      for (const form of forms) if (!finders.has(form)) finders.set(form, phrase.text);
      return adds ? [] : [{ concept: concept.name, phrase: phrase.text, by }];
    });
  });
}

function formsOf({ text, language }: Phrase): readonly string[] {
  const source = expressionOf(text);
  if (source !== null) return [`${language} /${source}/`];
  return stepsOf(text, language).map((steps) => [language, ...steps.map((step) => step ?? '...')].join(' '));
}

/** Mistyped words are compared with words as spelt: a derivation that no other phrase spells is worth having. */
function isSpelling(phrase: Phrase, uses: ReadonlyMap<string, number>): boolean {
  return wordsOf(phrase).some(
    (word) => uses.get(word) === 1 && word.length - stemIn('en', word).length > LONGEST_INFLECTION,
  );
}

const LONGEST_INFLECTION = 3;

function spellingsIn(concepts: readonly Concept[]): ReadonlyMap<string, number> {
  const uses = new Map<string, number>();
  for (const word of concepts.flatMap(({ phrases }) => phrases.flatMap(wordsOf)))
    uses.set(word, (uses.get(word) ?? 0) + 1);
  return uses;
}

function wordsOf({ text, language }: Phrase): readonly string[] {
  if (language !== 'en' || expressionOf(text) !== null) return [];
  return text
    .split(/\s+/)
    .flatMap((piece) => scan(piece.replace(/^=/, '')).map(({ norm }) => norm))
    .filter(isMendable);
}
