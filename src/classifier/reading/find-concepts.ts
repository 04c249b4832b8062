// One pass over the tokens for all phrases together: from each token down the trie, at most one phrase deep.

import { sortInPlace } from '../few.js';
import type { ConceptHit } from '../types.js';
import { GAP_WORDS } from './phrase.js';
import type { Token } from './token.js';
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
  return settle(found);
}

interface Raw extends Found {
  readonly lookAlike: boolean;
}

function matchPhrases(tokens: readonly Token[], vocabulary: Vocabulary, present: ReadonlySet<string>): Raw[] {
  const counts = vocabulary.data.languages.map((language) => language === 'en' || present.has(language));
  const foreign = counts.lastIndexOf(true) > 0;
  const search: Search = {
    vocabulary,
    tokens,
    counts,
    symbols: tokens.map((token) => vocabulary.symbolsOf(token.word, foreign)),
    found: [],
  };
  for (let i = 0; i < tokens.length; i++) walk(search, 0, i, i);
  return search.found;
}

interface Search {
  readonly vocabulary: Vocabulary;
  readonly tokens: readonly Token[];
  /** Whether phrases of a language count, by its index. */
  readonly counts: readonly boolean[];
  readonly symbols: readonly (readonly number[])[];
  readonly found: Raw[];
}

/** Goes on from a node at a token. The depth is bounded by the longest phrase, the breadth by the gaps. */
function walk(search: Search, node: number, at: number, first: number): void {
  const symbols = search.symbols[at];
  if (symbols === undefined || symbols.length === 0) return;
  const { trie, symbolLanguages } = search.vocabulary;
  for (let i = 0; i < symbols.length; i++) {
    const symbol: number = symbols[i] ?? 0;
    const language: number = symbolLanguages[symbol] ?? -1;
    if (language > 0 && search.counts[language] !== true) continue;
    const next: number = trie.next(node, symbol);
    if (next < 0) continue;
    end(search, next, first, at);
    if (!trie.goesOn(next)) continue;
    const sentence = search.tokens[first]?.sentence;
    if (search.tokens[at + 1]?.sentence !== sentence) continue;
    walk(search, next, at + 1, first);
    const gap = trie.gap(next);
    for (
      let skip = 0;
      gap >= 0 && skip <= GAP_WORDS && search.tokens[at + 1 + skip]?.sentence === sentence;
      skip++
    ) {
      walk(search, gap, at + 1 + skip, first);
    }
  }
}

function end(search: Search, node: number, first: number, last: number): void {
  const { endings, endingsFrom } = search.vocabulary.trie;
  const { tokens } = search;
  for (let i = endingsFrom[node] ?? 0; i < (endingsFrom[node + 1] ?? 0); i++) {
    if (search.counts[endings[i * 3 + 1] ?? 0] !== true) continue;
    search.found.push({
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
  for (const expression of vocabulary.expressions) {
    if (expression.literal !== '' && !lower.includes(expression.literal)) continue;
    for (const span of expression.find(text)) {
      const first = tokenAt(tokens, span.start);
      const last = Math.max(first, tokenAt(tokens, span.end - 1));
      found.push({
        ...span,
        concept: expression.concept,
        lookAlike: expression.lookAlike,
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

function settle(all: readonly Raw[]): readonly Found[] {
  const byConcept = new Map<number, Raw[]>();
  for (const raw of all) {
    const there = byConcept.get(raw.concept);
    if (there === undefined) byConcept.set(raw.concept, [raw]);
    else there.push(raw);
  }
  const kept: Raw[] = [];
  for (const raws of byConcept.values()) settleOne(raws, kept);
  return sortInPlace(kept, byPlace);
}

function byPlace(a: Raw, b: Raw): number {
  return a.start - b.start || b.end - a.end || a.concept - b.concept;
}

function settleOne(raws: Raw[], kept: Raw[]): void {
  const [only] = raws;
  if (raws.length === 1 && only !== undefined) {
    if (!only.lookAlike) kept.push(only);
    return;
  }
  const hits = longest(raws.filter((raw) => !raw.lookAlike));
  const lookAlikes = longest(raws.filter((raw) => raw.lookAlike));
  let from = 0;
  for (const hit of hits) {
    while (from < lookAlikes.length && (lookAlikes[from]?.end ?? 0) <= hit.start) from++;
    const next = lookAlikes[from];
    if (next === undefined || next.start >= hit.end) kept.push(hit);
  }
}

/** Of overlapping hits the longest, by one sweep from the left. */
function longest(raws: Raw[]): Raw[] {
  if (raws.length < 2) return raws;
  sortInPlace(raws, byPlace);
  const kept: Raw[] = [];
  for (const raw of raws) {
    const last = kept.at(-1);
    if (last === undefined || raw.start >= last.end) kept.push(raw);
    else if (raw.end - raw.start > last.end - last.start) kept[kept.length - 1] = raw;
  }
  return kept;
}
