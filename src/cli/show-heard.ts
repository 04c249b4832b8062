// The concepts that were heard in a report, for people at a terminal.

import { givenBesideWords, type Heard } from '../authoring/index.js';
import { harmless, type Paint } from './paint.js';

/** Concepts, and words of one concept, that are shown before the rest is only counted. */
const MOST_CONCEPTS = 12;
const MOST_WORDS = 3;

/** One line for each concept: its name, its words, and what it does for the reading. */
export function showHeard(heard: readonly Heard[], p: Paint, all: boolean): readonly string[] {
  if (heard.length === 0) return ['  nothing: no word of the report belongs to a concept'];
  const shown = all ? heard : heard.slice(0, MOST_CONCEPTS);
  const width = Math.max(...shown.map(({ concept }) => concept.length));
  return [
    ...shown.map((one) =>
      `  ${one.concept.padEnd(width)}  ${wordsOf(one, all)}  ${p.faint(givenBesideWords(one))}`.trimEnd(),
    ),
    ...(shown.length < heard.length ? [`  and ${heard.length - shown.length} more (--all)`] : []),
  ];
}

function wordsOf({ words }: Heard, all: boolean): string {
  const shown = all ? words : words.slice(0, MOST_WORDS);
  const named = shown.map(({ text, denied }) => {
    const quoted = `“${harmless(text.replace(/\s+/g, ' '))}”`;
    return denied === null ? quoted : `${quoted} (denied: ${denied})`;
  });
  const more = words.length - shown.length;
  return `${named.join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
}
