// Each failure of the vocabulary is a concept of its own: a rule that names one does not hear the others, and has to
// name them too, or to ask for a failure in any words.

import {
  type ConceptHit,
  holds,
  type Leaf,
  type NearValue,
  type Situation,
  type Vocabulary,
} from '../../classifier/index.js';
import { leafWords } from './leaf-words.js';

/** Where a comparison asks for a failure and the report tells another: which, and what to write; null elsewhere. */
export function otherFailures(
  leaf: Leaf,
  situation: Situation,
  concepts: Vocabulary['concepts'],
): string | null {
  const failures = new Set(concepts.filter(({ roles }) => roles.includes('failure')).map(({ name }) => name));
  const asserted = situation.hits.filter(({ denied }) => denied === null);
  const wanted = groupsOf(leaf).find(
    (group) =>
      group.some((name) => failures.has(name)) && !asserted.some(({ concept }) => group.includes(concept)),
  );
  if (wanted === undefined) return null;
  const heard = asserted.filter(({ concept }) => failures.has(concept));
  const cures = [wider(leaf, wanted, heard), ...inAnyWords(leaf, wanted)]
    .filter((leaves) => leaves.length > 0 && leaves.every((one) => holds(one, situation)))
    .map((leaves) => leaves.map(leafWords).join(', '));
  return cures.length === 0
    ? null
    : `${whatIsHeard(heard, situation)} Write ${cures.slice(0, MOST_CURES).join(', or ')}.`;
}

/** That with the concepts of the example, and the best of those that ask for a failure in any words. */
const MOST_CURES = 2;

function whatIsHeard(heard: readonly ConceptHit[], { text }: Situation): string {
  if (heard.length === 0) return 'It is said not to work, which is a failure without a concept.';
  const said = heard.map(({ start, end, concept }) => `“${text.slice(start, end)}” is heard as ${concept}`);
  return `${[...new Set(said)].join(', ')}: each failure is a concept of its own.`;
}

/** Concepts of which a comparison wants one each. */
function groupsOf({ fact, operator, value }: Leaf): readonly (readonly string[])[] {
  if (operator === 'near') return (value as NearValue).concepts;
  if (!NAMING.has(fact)) return [];
  if (operator === 'contains') return [[String(value)]];
  return operator === 'someFact:in' && Array.isArray(value) ? [value.map(String)] : [];
}

const NAMING = new Set(['mentions', 'failures']);

/** The comparison with the failures that were heard beside those it names. */
function wider(leaf: Leaf, wanted: readonly string[], heard: readonly ConceptHit[]): readonly Leaf[] {
  if (heard.length === 0) return [];
  const names = [...new Set([...wanted, ...heard.map(({ concept }) => concept)])];
  if (leaf.operator !== 'near') return [{ ...leaf, operator: 'someFact:in', value: names }];
  const { concepts, within } = leaf.value as NearValue;
  return [
    { ...leaf, value: { concepts: concepts.map((group) => (group === wanted ? names : group)), within } },
  ];
}

/** Comparisons that hear a failure in any words: of the function that is named, else anywhere in the report. */
function inAnyWords(leaf: Leaf, wanted: readonly string[]): readonly (readonly Leaf[])[] {
  if (leaf.operator !== 'near') return [[ANY_FAILURE]];
  const { concepts, within } = leaf.value as NearValue;
  const rest = concepts.filter((group) => group !== wanted);
  const [only] = rest;
  if (rest.length !== 1 || only === undefined)
    return [[{ ...leaf, value: { concepts: rest, within } }, ANY_FAILURE]];
  return [[inList('functions', only)], [inList('mentions', only), ANY_FAILURE]];
}

const ANY_FAILURE: Leaf = { fact: 'speech', operator: 'contains', value: 'fault' };

function inList(fact: string, names: readonly string[]): Leaf {
  return names.length === 1
    ? { fact, operator: 'contains', value: names[0] ?? '' }
    : { fact, operator: 'someFact:in', value: names };
}
