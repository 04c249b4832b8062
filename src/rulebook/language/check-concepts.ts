// Concepts against one another: names used twice, phrases that mean the same once stemmed.

import {
  redundantPhrases,
  sharedPhrases,
  type VocabularyProblem,
  vocabularyProblems,
} from '../../classifier/index.js';
import type { Problem } from '../problem.js';
import type { Path } from '../yaml-file.js';
import type { LoadedConcept } from './loaded.js';
import { sentence } from './placed-problems.js';

export function checkConcepts(concepts: readonly LoadedConcept[]): readonly Problem[] {
  const byName = new Map<string, LoadedConcept>();
  // A name used twice is reported where it stands the second time.
  for (const loaded of concepts) byName.set(loaded.concept.name, loaded);
  return allProblems(concepts).flatMap((problem) => {
    const loaded = byName.get(problem.concept);
    if (loaded === undefined) return [];
    const where = loaded.yaml.at(phrasePath(loaded, problem.phrase));
    const { found, expected, cure } = problem;
    const shown = problem.phrase === '' ? `${found} ("${problem.concept}")` : `"${problem.phrase}": ${found}`;
    return [
      { file: loaded.yaml.file, ...where, found: shown, expected, cure: sentence(cure), severity: 'error' },
    ];
  });
}

/** Phrases that another of the same concept already finds: no mistakes, but nobody would miss them. */
export function phraseHints(concepts: readonly LoadedConcept[]): readonly Problem[] {
  const byName = new Map(concepts.map((loaded) => [loaded.concept.name, loaded]));
  return redundantPhrases(concepts.map(({ concept }) => concept)).flatMap(({ concept, phrase, by }) => {
    const loaded = byName.get(concept);
    if (loaded === undefined) return [];
    return [
      {
        file: loaded.yaml.file,
        ...loaded.yaml.at(phrasePath(loaded, phrase)),
        found: `"${phrase}", which "${by}" of "${concept}" finds already`,
        expected: 'phrases that come to different stems',
        cure: 'Remove it: plural, tense, and login beside log in, are found by themselves.',
        severity: 'hint',
      },
    ];
  });
}

/**
 * Phrases shared across files are meant: speech.yaml and a trade use the same words, each for its own. In one file a
 * concept with an area must not share a phrase with one of no area either, unless one of them has a role of its own.
 */
function allProblems(concepts: readonly LoadedConcept[]): readonly VocabularyProblem[] {
  const files = Map.groupBy(
    concepts.filter(({ concept }) => concept.roles.length === 0),
    ({ yaml }) => yaml,
  );
  const inFiles = [...files.values()].flatMap((loaded) =>
    sharedPhrases(loaded.map(({ concept }) => ({ ...concept, area: concept.area ?? 'none' }))),
  );
  const all = [...vocabularyProblems(concepts.map(({ concept }) => concept)), ...inFiles];
  return [...new Map(all.map((problem) => [`${problem.concept}\0${problem.phrase}`, problem])).values()];
}

function phrasePath({ yaml, path }: LoadedConcept, phrase: string): Path {
  const [, name] = path;
  const entries = entriesOf(yaml.value, String(name));
  for (const [key, list] of Object.entries(entries))
    if (Array.isArray(list) && list.includes(phrase)) return [...path, key, list.lastIndexOf(phrase)];
  return path;
}

function entriesOf(value: unknown, name: string): object {
  const concepts = typeof value === 'object' && value !== null && 'concepts' in value ? value.concepts : {};
  const entry: unknown = typeof concepts === 'object' && concepts !== null ? Reflect.get(concepts, name) : {};
  return typeof entry === 'object' && entry !== null ? entry : {};
}
