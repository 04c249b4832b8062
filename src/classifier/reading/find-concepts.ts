// One pass over the tokens for all phrases together: from each token down the trie, at most one phrase deep.

import { sortInPlace } from '../few.js';
import type { ConceptHit } from '../types.js';
import { GAP_WORDS } from './phrase.js';
import { type Meaning, NO_MEANING } from './symbols.js';
import type { Token } from './token.js';
import { afterGap, firstEnding, goesOn, nextNode } from './trie.js';
import type { Vocabulary } from './vocabulary.js';

/** A place where a concept was found, before anyone asked whether it is denied. */
export interface Found extends Omit<ConceptHit, 'concept' | 'denied'> {
  /** Index into `Vocabulary.concepts`. */
  readonly concept: number;
}

/** All concepts found, by place; `lower` is the text in lower case. The longest match wins within a concept, look-alikes take away what they overlap. */
export function findConcepts(
  text: string,
  lower: string,
  tokens: readonly Token[],
  vocabulary: Vocabulary,
  present: ReadonlySet<string>,
): readonly Found[] {
  const found = matchPhrases(tokens, vocabulary, present);
  if (tokens.length > 0) matchExpressions(text, lower, tokens, vocabulary, found);
  return settle(found, vocabulary.concepts.length);
}

interface Raw extends Found {
  readonly lookAlike: boolean;
}

function matchPhrases(tokens: readonly Token[], vocabulary: Vocabulary, present: ReadonlySet<string>): Raw[] {
  const counts = countsIn(vocabulary, present);
  const foreign = counts.length > 1;
  const meanings = tokens.map((token) => vocabulary.meaningOf(token.word, foreign));
  const search: Search = { vocabulary, tokens, counts, meanings, found: [] };
  for (let i = 0; i < meanings.length; i++) begin(search, i);
  return search.found;
}

const ENGLISH: readonly boolean[] = [true];

/** Whether phrases of a language count, by its index; English alone where no other does. */
function countsIn({ data }: Vocabulary, present: ReadonlySet<string>): readonly boolean[] {
  if (present.size === 1) return ENGLISH;
  const counts = data.languages.map((language) => language === 'en' || present.has(language));
  return counts.lastIndexOf(true) > 0 ? counts : ENGLISH;
}

interface Search {
  readonly vocabulary: Vocabulary;
  readonly tokens: readonly Token[];
  readonly counts: readonly boolean[];
  /** Of each token. */
  readonly meanings: readonly Meaning[];
  readonly found: Raw[];
}

/** Finds the phrases that begin with a token. */
function begin(search: Search, first: number): void {
  const meaning = search.meanings[first] ?? NO_MEANING;
  for (let i = 0; i < meaning.length; i += 2) {
    const node: number = meaning[i + 1] ?? -1;
    if (node >= 0 && isCounted(search, meaning[i] ?? 0)) arrive(search, node, first, first);
  }
}

/** Goes on from a node with a token. The depth is bounded by the longest phrase, the breadth by the gaps. */
function walk(search: Search, node: number, at: number, first: number): void {
  const meaning = search.meanings[at] ?? NO_MEANING;
  for (let i = 0; i < meaning.length; i += 2) {
    const symbol: number = meaning[i] ?? 0;
    const next = nextNode(search.vocabulary.trie, node, symbol);
    if (next >= 0 && isCounted(search, symbol)) arrive(search, next, at, first);
  }
}

function isCounted({ counts, vocabulary }: Search, symbol: number): boolean {
  if (counts.length === 1) return true;
  const language: number = vocabulary.symbolLanguages[symbol] ?? -1;
  return language <= 0 || counts[language] === true;
}

/** Notes the phrases that end at a node, reached with a token, and goes on within the sentence. */
function arrive(search: Search, node: number, at: number, first: number): void {
  const { tokens } = search;
  const { trie } = search.vocabulary;
  end(search, node, first, at);
  if (!goesOn(trie, node)) return;
  const sentence = tokens[first]?.sentence;
  if (tokens[at + 1]?.sentence !== sentence) return;
  walk(search, node, at + 1, first);
  const gap = afterGap(trie, node);
  for (let skip = 1; gap >= 0 && skip <= GAP_WORDS + 1 && tokens[at + skip]?.sentence === sentence; skip++)
    walk(search, gap, at + skip, first);
}

function end(search: Search, node: number, first: number, last: number): void {
  const { tokens, counts, found } = search;
  const { trie } = search.vocabulary;
  const { endings } = trie;
  const stop = firstEnding(trie, node + 1);
  for (let i = firstEnding(trie, node); i < stop; i++) {
    if (counts[endings[i * 3 + 1] ?? 0] !== true) continue;
    found.push({
      concept: endings[i * 3] ?? 0,
      lookAlike: endings[i * 3 + 2] === 1,
      start: tokens[first]?.start ?? 0,
      end: tokens[last]?.end ?? 0,
      sentence: tokens[first]?.sentence ?? 0,
      firstWord: first,
      lastWord: last,
    });
  }
}

function matchExpressions(
  text: string,
  lower: string,
  tokens: readonly Token[],
  vocabulary: Vocabulary,
  found: Raw[],
): void {
  for (const expression of vocabulary.expressions.mayMatch(lower)) {
    for (const span of expression.find(text)) {
      const first = tokenAt(tokens, span.start);
      const last = Math.max(first, tokenAt(tokens, span.end - 1));
      found.push({
        concept: expression.concept,
        lookAlike: expression.lookAlike,
        start: span.start,
        end: span.end,
        sentence: tokens[first]?.sentence ?? 0,
        firstWord: first,
        lastWord: last,
      });
    }
  }
}

/** Index of the token at or before an offset. */
function tokenAt(tokens: readonly Token[], offset: number): number {
  let low = 0;
  let high = tokens.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((tokens[middle]?.start ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return low;
}

function settle(all: Raw[], concepts: number): readonly Found[] {
  const kept = longest(sortInPlace(all, byPlace), concepts);
  return kept.some((raw) => raw.lookAlike) ? besideLookAlikes(kept) : kept;
}

function byPlace(a: Raw, b: Raw): number {
  return a.start - b.start || b.end - a.end || a.concept - b.concept;
}

/** The number of a concept and of its look-alikes, of all that are found of either. */
function sideOf(raw: Raw): number {
  return 2 * raw.concept + (raw.lookAlike ? 1 : 0);
}

/** Of each side the place, plus one, of what was kept last; naughts between two texts. */
let lastKept = new Int32Array(0);

/** Of overlapping ones of a side the longest, by one sweep from the left. */
function longest(all: readonly Raw[], concepts: number): Raw[] {
  if (lastKept.length < 2 * concepts) lastKept = new Int32Array(2 * concepts);
  const kept: Raw[] = [];
  let inOrder = true;
  for (const raw of all) {
    const side = sideOf(raw);
    const at = (lastKept[side] ?? 0) - 1;
    const last = at < 0 ? undefined : kept[at];
    if (last === undefined || raw.start >= last.end) lastKept[side] = kept.push(raw);
    else if (raw.end - raw.start > last.end - last.start) {
      kept[at] = raw;
      inOrder = false;
    }
  }
  for (const raw of all) lastKept[sideOf(raw)] = 0;
  return inOrder ? kept : sortInPlace(kept, byPlace);
}

/** Those that no look-alike overlaps. Of the other side only the one before may: none overlaps another of its own. */
function besideLookAlikes(kept: readonly Raw[]): readonly Found[] {
  const last = new Map<number, Raw>();
  const hidden = new Set<Raw>();
  for (const raw of kept) {
    const other = last.get(sideOf(raw) ^ 1);
    if (other !== undefined && other.end > raw.start) hidden.add(raw.lookAlike ? other : raw);
    last.set(sideOf(raw), raw);
  }
  return kept.filter((raw) => !raw.lookAlike && !hidden.has(raw));
}
