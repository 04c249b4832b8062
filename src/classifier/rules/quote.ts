// Places in a text with the words they cover.

import { sortInPlace } from '../few.js';
import type { Evidence, Span } from '../types.js';

/** Spans with the words they cover, in the order of the text, each place once. */
export function quote(spans: readonly Span[], text: string): readonly Evidence[] {
  const [only] = spans;
  if (only === undefined) return NOTHING;
  if (spans.length === 1) return [quoteOf(only, text)];
  return placesOf([...spans]).map((span) => quoteOf(span, text));
}

/** A span with the words it covers. */
function quoteOf({ start, end }: Span, text: string): Evidence {
  return { text: text.slice(start, end), start, end };
}

/** Lists of evidence as one. */
export function together(lists: readonly (readonly Evidence[])[]): readonly Evidence[] {
  const [first = NOTHING] = lists;
  return lists.length > 1 ? placesOf(lists.flat()) : first;
}

/** No evidence. */
export const NOTHING: readonly Evidence[] = [];

/** The order of the text. */
function byPlace(a: Span, b: Span): number {
  return a.start - b.start || a.end - b.end;
}

/** Sorts the list it is given. */
function placesOf<Place extends Span>(spans: Place[]): readonly Place[] {
  const places: Place[] = [];
  for (const span of sortInPlace(spans, byPlace)) {
    const last = places.at(-1);
    if (last?.start !== span.start || last.end !== span.end) places.push(span);
  }
  return places;
}
