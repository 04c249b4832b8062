// What a firing rule saw: the places in the text that its conditions rest on.

import type { Evidence, Span } from '../types.js';
import { nearest } from './near.js';
import { OPERATORS } from './predicate.js';
import type { Condition, Leaf, NearValue } from './rule.js';
import { factOf, type Situation } from './situation.js';
import { firstMatch } from './text-match.js';

/** The spans behind the conditions that hold, in the order of the text; absences leave no trace. */
export function evidenceOf(condition: Condition, situation: Situation): readonly Evidence[] {
  const spans: Span[] = [];
  collect(condition, situation, spans);
  return quote(spans, situation.text);
}

/** Spans with the words they cover, sorted, each place once. */
export function quote(spans: readonly Span[], text: string): readonly Evidence[] {
  const quoted: Evidence[] = [];
  for (const { start, end } of spans.toSorted((a, b) => a.start - b.start || a.end - b.end)) {
    const last = quoted.at(-1);
    if (last?.start !== start || last.end !== end) quoted.push({ text: text.slice(start, end), start, end });
  }
  return quoted;
}

/** Whether one comparison holds. */
export function holds(leaf: Leaf, situation: Situation): boolean {
  return OPERATORS[leaf.operator]?.(factOf(situation, leaf.fact), leaf.value) ?? false;
}

function collect(condition: Condition, situation: Situation, spans: Span[]): void {
  if ('not' in condition) return;
  if ('fact' in condition) {
    if (holds(condition, situation)) spans.push(...spansOfLeaf(condition, situation));
    return;
  }
  const parts = 'all' in condition ? condition.all : condition.any;
  for (const part of parts) collect(part, situation, spans);
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
