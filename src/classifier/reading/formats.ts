// Recognises the formats monitors and bots write in, and the state they announce.

import { CUES, type Cues } from './cues.js';
import { FIRING_MARKS, FORMATS, RESOLVED_MARKS } from './format-marks.js';
import type { Token } from './token.js';
import { perWord, type Word } from './word.js';

/** The name of the format of a text, given in lower case and as tokens, or null. */
export function formatOf(lower: string, tokens: readonly Token[], cues: Cues): string | null {
  if ((cues.any & CUES.format) === 0) return null;
  let best: Mark | null = null;
  // Each mark is looked for once, however often its first words stand in the text.
  let looked: Set<Mark> | null = null;
  let after = 0;
  for (let i = 0; i < tokens.length; i++) {
    const token = tokens[i];
    if (token === undefined || ((cues.at[i] ?? 0) & CUES.format) === 0) continue;
    if (token.kind === 'link')
      best = better(best, HOSTS.find((mark) => token.norm.includes(mark.text)) ?? null);
    const marks = marksWith(token.word);
    // Between a token and the word after it all are links, so that it is theirs too.
    if (marks.length > 0 && after <= i) after = placeAfter(tokens, i);
    for (const mark of marks) {
      if (!(tokens[after]?.norm ?? '').startsWith(mark.second)) continue;
      looked ??= new Set();
      if (looked.has(mark)) continue;
      looked.add(mark);
      if (lower.includes(mark.text)) best = better(best, mark);
    }
  }
  return best === null ? null : (FORMATS[best.format]?.name ?? null);
}

/** Whether the mark of a format may begin with a word, or stand in it. */
export function mayMarkFormat({ kind, norm }: Word): boolean {
  return kind === 'link' || MARKS.has(norm);
}

/** Where the word stands that is read after a token: of a link only its label is. */
function placeAfter(tokens: readonly Token[], at: number): number {
  let next = at + 1;
  while (tokens[next]?.kind === 'link' || tokens[next]?.kind === 'email') next++;
  return next;
}

interface Mark {
  readonly text: string;
  readonly written: string;
  /** Its second word, where it is one: the first alone may be as common as "in" and "is". */
  readonly second: string;
  /** Index of its format: the first format with a mark wins. */
  readonly format: number;
}

const ALL_MARKS: readonly Mark[] = FORMATS.flatMap(({ marks }, format) =>
  marks.map((text) => ({
    text: text.toLowerCase(),
    written: text,
    second: /^\[?[a-z\d]+[ _]([a-z]+)/.exec(text)?.[1] ?? '',
    format,
  })),
);
/** Marks by their first word, so that only those are looked for whose first word occurs. */
const MARKS: ReadonlyMap<string, readonly Mark[]> = byFirstWord();
const marksWith = perWord(({ norm }) => MARKS.get(norm) ?? NO_MARKS);
const NO_MARKS: readonly Mark[] = [];
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
  const [mark] = STATE_MARK.exec(lower) ?? [];
  if (mark === undefined) return null;
  return RESOLVED_MARKS.includes(mark) ? 'resolved' : 'firing';
}

const STATE_MARK = new RegExp(
  [...RESOLVED_MARKS, ...FIRING_MARKS].map((mark) => mark.replace(/[[\]*]/g, '\\$&')).join('|'),
);
