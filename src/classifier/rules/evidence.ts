// What a firing rule saw: the places in the text that its conditions rest on.

import type { Evidence, Span } from '../types.js';
import { firstMatch, nearest } from './operators.js';
import { OPERATORS } from './predicate.js';
import type { Condition, Leaf, NearValue } from './rule.js';
import { factOf, type Situation } from './situation.js';

/** The spans behind the conditions that hold, in the order of the text; absences leave no trace. */
export function evidenceOf(condition: Condition, situation: Situation): readonly Evidence[] {
  return quote(spansOf(condition, situation), situation.text);
}

/** Spans with the words they cover, sorted, each place once. */
export function quote(spans: readonly Span[], text: string): readonly Evidence[] {
  const places = new Map(spans.map((span) => [`${span.start}-${span.end}`, span]));
  return [...places.values()]
    .sort((a, b) => a.start - b.start || a.end - b.end)
    .map(({ start, end }) => ({ text: text.slice(start, end), start, end }));
}

/** Whether one comparison holds. */
export function holds(leaf: Leaf, situation: Situation): boolean {
  return OPERATORS[leaf.operator]?.(factOf(situation, leaf.fact), leaf.value) ?? false;
}

function spansOf(condition: Condition, situation: Situation): readonly Span[] {
  if ('not' in condition) return [];
  if ('all' in condition) return condition.all.flatMap((part) => spansOf(part, situation));
  if ('any' in condition) return condition.any.flatMap((part) => spansOf(part, situation));
  return holds(condition, situation) ? spansOfLeaf(condition, situation) : [];
}

function spansOfLeaf({ fact, operator, value }: Leaf, situation: Situation): readonly Span[] {
  if (operator === 'near') return nearest(situation.hits, value as NearValue) ?? [];
  if (operator === 'matches') {
    const place = firstMatch(situation.text, String(value));
    return place === null ? [] : [place];
  }
  if (operator === 'doesNotContain' || operator === 'notEqual' || operator === 'notIn') return [];
  if (fact === 'mentions')
    return situation.hits.filter((hit) => hit.denied === null && names(value, hit.concept));
  if (fact === 'denies')
    return situation.hits.filter((hit) => hit.denied !== null && names(value, hit.concept));
  return situation.spans[fact] ?? [];
}

function names(value: Leaf['value'], concept: string): boolean {
  return Array.isArray(value) ? value.includes(concept) : value === concept;
}
