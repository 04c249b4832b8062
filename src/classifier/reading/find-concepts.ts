// One pass over the tokens for all phrases together: from each token down the trie, at most one phrase deep.

import type { ConceptHit } from '../types.js';
import { GAP_WORDS } from './phrase.js';
import type { Token } from './token.js';
import { type Ending, GAP_SYMBOL, type Vocabulary } from './vocabulary.js';

/** A place where a concept was found, before anyone asked whether it is denied. */
export interface Found extends Omit<ConceptHit, 'concept' | 'denied'> {
  /** Index into `Vocabulary.concepts`. */
  readonly concept: number;
}

/** All concepts found, by place; the longest match wins within a concept, look-alikes take away what they overlap. */
export function findConcepts(
  text: string,
  tokens: readonly Token[],
  vocabulary: Vocabulary,
  present: ReadonlySet<string>,
): readonly Found[] {
  const all = [...matchPhrases(tokens, vocabulary, present), ...matchExpressions(text, tokens, vocabulary)];
  return settle(all);
}

interface Raw extends Found {
  readonly lookAlike: boolean;
}

function matchPhrases(tokens: readonly Token[], vocabulary: Vocabulary, present: ReadonlySet<string>): Raw[] {
  const found: Raw[] = [];
  const symbols = tokens.map((token) => vocabulary.symbolsOf(token.norm, token.kind === 'word'));
  const { edges, endings, width } = vocabulary;
  const end = (node: number, first: number, last: number): void => {
    for (const ending of endings.get(node) ?? NO_ENDINGS) {
      if (!present.has(ending.language) && ending.language !== 'en') continue;
      found.push(rawOf(tokens, first, last, ending));
    }
  };
  // The depth is bounded by the longest phrase, the breadth by gaps of three words.
  const walk = (node: number, at: number, first: number, sentence: number): void => {
    if (at >= tokens.length || tokens[at]?.sentence !== sentence) return;
    for (const symbol of symbols[at] ?? []) {
      const next = edges.get(node * width + symbol);
      if (next === undefined) continue;
      end(next, first, at);
      walk(next, at + 1, first, sentence);
      const gap = edges.get(next * width + GAP_SYMBOL);
      if (gap === undefined) continue;
      for (let skip = 0; skip <= GAP_WORDS; skip++) walk(gap, at + 1 + skip, first, sentence);
    }
  };
  for (let i = 0; i < tokens.length; i++) {
    const token = tokens[i];
    if (token !== undefined && (symbols[i]?.length ?? 0) > 0) walk(0, i, i, token.sentence);
  }
  return found;
}

const NO_ENDINGS: readonly Ending[] = [];

function rawOf(tokens: readonly Token[], first: number, last: number, ending: Ending): Raw {
  return {
    concept: ending.concept,
    lookAlike: ending.lookAlike,
    start: tokens[first]?.start ?? 0,
    end: tokens[last]?.end ?? 0,
    sentence: tokens[first]?.sentence ?? 0,
    firstWord: first,
    lastWord: last,
  };
}

function matchExpressions(text: string, tokens: readonly Token[], vocabulary: Vocabulary): Raw[] {
  if (vocabulary.expressions.length === 0 || tokens.length === 0) return [];
  const lower = text.toLowerCase();
  const found: Raw[] = [];
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
  return found;
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
  const kept: Found[] = [];
  for (const raws of byConcept.values()) kept.push(...settleOne(raws));
  return kept.sort((a, b) => a.start - b.start || b.end - a.end || a.concept - b.concept);
}

function settleOne(raws: readonly Raw[]): Found[] {
  const hits = longest(raws.filter((raw) => !raw.lookAlike));
  const lookAlikes = longest(raws.filter((raw) => raw.lookAlike));
  if (lookAlikes.length === 0) return hits;
  let from = 0;
  return hits.filter((hit) => {
    while (from < lookAlikes.length && (lookAlikes[from]?.end ?? 0) <= hit.start) from++;
    const next = lookAlikes[from];
    return next === undefined || next.start >= hit.end;
  });
}

/** Of overlapping hits the longest, by one sweep from the left. */
function longest(raws: readonly Raw[]): Found[] {
  if (raws.length < 2) return raws.map(strip);
  const sorted = [...raws].sort((a, b) => a.start - b.start || b.end - a.end);
  const kept: Raw[] = [];
  for (const raw of sorted) {
    const last = kept[kept.length - 1];
    if (last === undefined || raw.start >= last.end) kept.push(raw);
    else if (raw.end - raw.start > last.end - last.start) kept[kept.length - 1] = raw;
  }
  return kept.map(strip);
}

function strip({ lookAlike: _, ...found }: Raw): Found {
  return found;
}
