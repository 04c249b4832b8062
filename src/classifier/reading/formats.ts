// Recognises the formats monitors and bots write in, and the state they announce.

import { FIRING_MARKS, FORMATS, RESOLVED_MARKS } from './format-marks.js';
import type { Token } from './token.js';
import { perWord } from './word.js';

/** The name of the format of a text, given in lower case and as tokens, or null. */
export function formatOf(lower: string, tokens: readonly Token[]): string | null {
  let best: Mark | null = null;
  // Each mark is looked for once, however often its first word stands in the text.
  let looked: Set<Mark> | null = null;
  for (const token of tokens) {
    if (token.kind === 'link')
      best = better(best, HOSTS.find((mark) => token.norm.includes(mark.text)) ?? null);
    const marks = marksWith(token.word);
    if (marks === null) continue;
    looked ??= new Set();
    for (const mark of marks) {
      if (looked.has(mark)) continue;
      looked.add(mark);
      if (lower.includes(mark.text)) best = better(best, mark);
    }
  }
  return best === null ? null : (FORMATS[best.format]?.name ?? null);
}

interface Mark {
  readonly text: string;
  readonly written: string;
  /** Index of its format: the first format with a mark wins. */
  readonly format: number;
}

const ALL_MARKS: readonly Mark[] = FORMATS.flatMap(({ marks }, format) =>
  marks.map((text) => ({ text: text.toLowerCase(), written: text, format })),
);
/** Marks by their first word, so that only those are looked for whose first word occurs. */
const MARKS: ReadonlyMap<string, readonly Mark[]> = byFirstWord();
const marksWith = perWord(({ norm }) => MARKS.get(norm) ?? null);
const HOSTS: readonly Mark[] = ALL_MARKS.filter((mark) => /^[a-z]{5,}$/.test(mark.text));

function byFirstWord(): Map<string, Mark[]> {
  const index = new Map<string, Mark[]>();
  for (const mark of ALL_MARKS) {
    for (const first of new Set([mark.text, mark.written].map(firstWordOf))) {
      index.set(first, [...(index.get(first) ?? []), mark]);
    }
  }
  return index;
}

/** As the scanner would cut it; to have all marks scanned takes a cold start longer than to read a report. */
function firstWordOf(mark: string): string {
  const [, first = mark] = /^\[?((?:re-)?[A-Z]?[a-z\d]+)/.exec(mark) ?? [];
  return first.replace('-', '').toLowerCase();
}

function better(a: Mark | null, b: Mark | null): Mark | null {
  if (a === null || b === null) return a ?? b;
  return b.format < a.format ? b : a;
}

/** The state a bot's text announces by its marks, or null. */
export function announcedState(lower: string): 'firing' | 'resolved' | null {
  const resolved = earliest(lower, RESOLVED_MARKS);
  const firing = earliest(lower, FIRING_MARKS);
  if (resolved < 0 && firing < 0) return null;
  if (resolved < 0) return 'firing';
  return firing < 0 || resolved <= firing ? 'resolved' : 'firing';
}

function earliest(text: string, marks: readonly string[]): number {
  const places = marks.map((mark) => text.indexOf(mark)).filter((place) => place >= 0);
  return places.length === 0 ? -1 : Math.min(...places);
}
