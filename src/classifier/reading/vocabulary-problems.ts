// What is wrong with a vocabulary, all at once, in words for its authors.

import type { Concept } from './concept.js';
import { expressionProblem } from './expressions.js';
import { expressionOf, type Step, stepsOf } from './phrase.js';

export interface VocabularyProblem {
  readonly concept: string;
  readonly phrase: string;
  readonly found: string;
  readonly expected: string;
  readonly cure: string;
}

/** Empty phrases, refused expressions, phrases two concepts share once stemmed, look-alikes that swallow a concept. */
export function vocabularyProblems(concepts: readonly Concept[]): readonly VocabularyProblem[] {
  return [...twice(concepts), ...concepts.flatMap(ownProblems), ...sharedPhrases(concepts)];
}

function ownProblems(concept: Concept): VocabularyProblem[] {
  const phrases = concept.phrases.flatMap(
    ({ text, language }) => phraseProblem(concept, text, language) ?? [],
  );
  const lookAlikes = concept.not.flatMap((text) => phraseProblem(concept, text, 'en') ?? []);
  const none: VocabularyProblem[] =
    concept.phrases.length > 0
      ? []
      : [
          {
            concept: concept.name,
            phrase: '',
            found: 'no words',
            expected: 'at least one phrase',
            cure: 'add words, or remove the concept',
          },
        ];
  return [...none, ...phrases, ...lookAlikes, ...swallowed(concept)];
}

function phraseProblem(concept: Concept, text: string, language: string): VocabularyProblem | null {
  const source = expressionOf(text);
  if (source !== null) {
    const reason = expressionProblem(source);
    if (reason === null) return null;
    return {
      concept: concept.name,
      phrase: text,
      found: reason,
      expected: 'a regular expression in re2 syntax',
      cure: 'mend it; re2 knows no look-around and no back-references',
    };
  }
  // What has a letter or a digit is read in any case.
  const lost = text
    .split(/\s+/)
    .find(
      (piece) => /^[^\p{L}\p{N}]+$/u.test(piece) && !isGap(piece) && stepsOf(piece, language).length === 0,
    );
  if (stepsOf(text, language).length > 0) {
    if (lost === undefined) return null;
    return {
      concept: concept.name,
      phrase: text,
      found: `"${lost}", which is no word and is not read`,
      expected: 'words, emoji, or ... for a gap',
      cure: 'leave it out, or write a /regular expression/',
    };
  }
  return {
    concept: concept.name,
    phrase: text,
    found: text.trim() === '' ? 'an empty phrase' : 'no word to look for',
    expected: 'at least one word',
    cure: 'write a word, or remove the phrase',
  };
}

function isGap(piece: string): boolean {
  return piece === '...' || piece === '…';
}

/** A look-alike that stands inside a phrase takes it away wherever it is found. */
function swallowed(concept: Concept): VocabularyProblem[] {
  if (concept.not.length === 0) return [];
  const phrases = concept.phrases.map(({ text }) => ({ text, steps: stepsInEnglish(text) ?? [] }));
  return concept.not.flatMap((text) => {
    const look = stepsInEnglish(text);
    if (look === undefined) return [];
    const lost = phrases.filter(({ steps }) => isInside(look, steps));
    if (lost.length === 0) return [];
    const all = lost.length === phrases.length;
    return [
      {
        concept: concept.name,
        phrase: text,
        found: `a look-alike whose stem stands inside ${all ? 'every phrase' : `the phrase "${lost[0]?.text ?? ''}"`}`,
        expected: 'look-alikes that are longer than what they protect',
        cure: 'make the look-alike longer, write =word for the very word, or remove one of the two',
      },
    ];
  });
}

function stepsInEnglish(text: string): readonly Step[] | undefined {
  return expressionOf(text) === null ? stepsOf(text, 'en')[0] : undefined;
}

function isInside(inner: readonly Step[], outer: readonly Step[]): boolean {
  for (let from = 0; from + inner.length <= outer.length; from++) {
    if (inner.every((step, i) => step === outer[from + i])) return true;
  }
  return false;
}

function twice(concepts: readonly Concept[]): VocabularyProblem[] {
  const seen = new Set<string>();
  return concepts.flatMap((concept) => {
    if (!seen.has(concept.name)) {
      seen.add(concept.name);
      return [];
    }
    return [
      {
        concept: concept.name,
        phrase: '',
        found: 'a second concept of this name',
        expected: 'each name once',
        cure: 'rename one of them, or put their words together',
      },
    ];
  });
}

/** One phrase cannot vote for two areas; concepts without an area may share words, each has its own use for them. */
export function sharedPhrases(concepts: readonly Concept[]): readonly VocabularyProblem[] {
  const owners = new Map<string, { concept: Concept; text: string }>();
  const problems: VocabularyProblem[] = [];
  for (const concept of concepts.filter((it) => it.area !== undefined)) {
    for (const { text, language } of concept.phrases) {
      const steps = expressionOf(text) === null ? stepsOf(text, language)[0] : undefined;
      if (steps === undefined) continue;
      const key = steps.map((step) => step ?? '...').join(' ');
      const owner = owners.get(key);
      if (owner === undefined) owners.set(key, { concept, text });
      else if (owner.concept.area !== concept.area) problems.push(sharedProblem(concept, text, owner));
    }
  }
  return problems;
}

function sharedProblem(
  concept: Concept,
  text: string,
  owner: { concept: Concept; text: string },
): VocabularyProblem {
  const same = owner.text.toLowerCase() === text.toLowerCase();
  const place = `${owner.concept.name} (area ${owner.concept.area ?? ''})`;
  return {
    concept: concept.name,
    phrase: text,
    found: same ? `the same phrase in ${place}` : `"${owner.text}" in ${place}, which has the same stem`,
    expected: 'each phrase in concepts of one area only',
    cure: same ? 'keep it in one of the two, or make it longer' : `write =${text} to tell the words apart`,
  };
}
