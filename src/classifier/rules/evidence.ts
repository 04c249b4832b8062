// What a firing rule saw: the places in the text that its conditions rest on.

import { sortInPlace } from '../few.js';
import type { Evidence, Span } from '../types.js';
import type { Comparisons } from './comparisons.js';
import { nearest } from './near.js';
import { OPERATORS } from './predicate.js';
import type { Leaf, NearValue } from './rule.js';
import { factOf, type Situation } from './situation.js';
import { firstMatch } from './text-match.js';
import type { Tree } from './tree.js';

/** The spans behind the comparisons that hold, in the order of the text; absences leave no trace. */
export function evidenceOf(tree: Tree, situation: Situation, comparisons: Comparisons): readonly Evidence[] {
  const spans: Span[] = [];
  collect(tree, situation, comparisons, spans);
  return quote(spans, situation.text);
}

/** Spans with the words they cover, sorted, each place once. */
export function quote(spans: readonly Span[], text: string): readonly Evidence[] {
  if (spans.length === 0) return NOTHING;
  const quoted: Evidence[] = [];
  for (const { start, end } of sortInPlace([...spans], byPlace)) {
    const last = quoted.at(-1);
    if (last?.start !== start || last.end !== end) quoted.push({ text: text.slice(start, end), start, end });
  }
  return quoted;
}

const NOTHING: readonly Evidence[] = [];

function byPlace(a: Span, b: Span): number {
  return a.start - b.start || a.end - b.end;
}

/** Whether one comparison holds. */
export function holds(leaf: Leaf, situation: Situation): boolean {
  return OPERATORS[leaf.operator]?.(factOf(situation, leaf.fact), leaf.value) ?? false;
}

function collect(tree: Tree, situation: Situation, comparisons: Comparisons, spans: Span[]): void {
  if (tree.is === 'not') return;
  if (tree.is === 'leaf') {
    if (comparisons.holds(tree.number, situation)) addSpans(tree, situation, spans);
  } else for (const part of tree.asWritten) collect(part, situation, comparisons, spans);
}

function addSpans({ leaf, named }: Tree & { is: 'leaf' }, situation: Situation, spans: Span[]): void {
  const { fact, operator, value } = leaf;
  if (operator === 'near') spans.push(...(nearest(situation.hits, value as NearValue) ?? []));
  else if (operator === 'matches') {
    const place = firstMatch(situation.text, String(value));
    if (place !== null) spans.push(place);
  } else if (operator === 'doesNotContain' || operator === 'notEqual' || operator === 'notIn') return;
  else if (fact === 'mentions' || fact === 'denies') {
    for (const hit of situation.hits)
      if ((hit.denied === null) === (fact === 'mentions') && named.has(hit.concept)) spans.push(hit);
  } else spans.push(...(situation.spans[fact] ?? []));
}
