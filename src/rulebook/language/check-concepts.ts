// Concepts against one another: names used twice, phrases that mean the same once stemmed.

import { vocabularyProblems } from '../../classifier/index.js';
import type { Problem } from '../problem.js';
import type { Path } from '../yaml-file.js';
import type { LoadedConcept } from './loaded.js';
import { sentence } from './placed-problems.js';

export function checkConcepts(concepts: readonly LoadedConcept[]): readonly Problem[] {
  const byName = new Map<string, LoadedConcept>();
  // A name used twice is reported where it stands the second time.
  for (const loaded of concepts) byName.set(loaded.concept.name, loaded);
  return vocabularyProblems(concepts.map(({ concept }) => concept)).flatMap((problem) => {
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

function phrasePath({ yaml, path }: LoadedConcept, phrase: string): Path {
  const [, name] = path;
  const entries = entriesOf(yaml.value, String(name));
  for (const [key, list] of Object.entries(entries))
    if (Array.isArray(list) && list.includes(phrase)) return [...path, key, list.indexOf(phrase)];
  return path;
}

function entriesOf(value: unknown, name: string): object {
  const concepts = typeof value === 'object' && value !== null && 'concepts' in value ? value.concepts : {};
  const entry: unknown = typeof concepts === 'object' && concepts !== null ? Reflect.get(concepts, name) : {};
  return typeof entry === 'object' && entry !== null ? entry : {};
}
