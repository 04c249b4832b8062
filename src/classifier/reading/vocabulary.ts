// The vocabulary, compiled: all phrases of all concepts in one trie over symbols, so that a text is read
// once for all of them together. Its data is plain JSON, kept in the compiled rulebook.

import { type BoundedCache, boundedCache } from './bounded-cache.js';
import type { Concept, Role } from './concept.js';
import { type Expression, expressionFor } from './expressions.js';
import { expressionOf, GAP, stepsOf, symbolOf } from './phrase.js';
import { type NearWords, near, nearWords } from './typing-errors.js';

export type { Concept, Phrase, Role } from './concept.js';
export { ROLES } from './concept.js';

/** A concept as the reading needs it. */
export interface Entry {
  readonly name: string;
  readonly area: string | null;
  readonly function: 'critical' | 'ordinary' | null;
  readonly roles: readonly Role[];
  readonly deniable: boolean;
}

/** Where a phrase ends: which concept it is of, its language, and whether it is a look-alike. */
export interface Ending {
  readonly concept: number;
  readonly language: string;
  readonly lookAlike: boolean;
}

/** A compiled vocabulary as plain JSON. */
export interface VocabularyData {
  readonly concepts: readonly Entry[];
  readonly languages: readonly string[];
  readonly symbols: readonly string[];
  /** Triples: from node, symbol (0 is a gap), to node. */
  readonly edges: readonly number[];
  /** Quadruples: node, concept, language, 1 for a look-alike. */
  readonly endings: readonly number[];
  readonly expressions: readonly {
    readonly source: string;
    readonly concept: number;
    readonly lookAlike: boolean;
  }[];
}

/** A compiled vocabulary, ready to read with. It remembers the symbols of words it has met, up to a bound. */
export interface Vocabulary {
  readonly data: VocabularyData;
  readonly concepts: readonly Entry[];
  readonly expressions: readonly Expression[];
  /** Next node by `node * width + symbol`. */
  readonly edges: ReadonlyMap<number, number>;
  readonly width: number;
  readonly endings: ReadonlyMap<number, readonly Ending[]>;
  /** The symbols a word of a text can stand for. */
  symbolsOf(norm: string, isWord: boolean): readonly number[];
}

/** The gap is a symbol like any other; no word has it. */
export const GAP_SYMBOL = 0;

/** Compiles concepts; phrases that cannot be compiled are left out (`vocabularyProblems` names them). */
export function compileVocabulary(concepts: readonly Concept[]): Vocabulary {
  return vocabularyFrom(compile(concepts));
}

/** The compiled vocabulary as plain JSON, for the compiled rulebook. */
export function vocabularyData(vocabulary: Vocabulary): VocabularyData {
  return vocabulary.data;
}

/** The vocabulary that `vocabularyData` was taken from. */
export function vocabularyFrom(data: VocabularyData): Vocabulary {
  const width = data.symbols.length;
  return {
    data,
    concepts: data.concepts,
    expressions: data.expressions.map(expressionFor),
    edges: edgesOf(data, width),
    width,
    endings: endingsOf(data),
    symbolsOf: symbolReader(data),
  };
}

const REMEMBERED_WORDS = 20_000;

function compile(concepts: readonly Concept[]): VocabularyData {
  const symbols = new Map<string, number>([['...', GAP_SYMBOL]]);
  const languages = new Map<string, number>();
  const tree = new Map<string, number>();
  const edges: number[] = [];
  const endings = new Map<string, number[]>();
  const expressions: { source: string; concept: number; lookAlike: boolean }[] = [];
  let nodes = 1;
  const add = (text: string, language: string, concept: number, lookAlike: boolean): void => {
    const source = expressionOf(text);
    if (source !== null) {
      expressions.push({ source, concept, lookAlike });
      return;
    }
    for (const steps of stepsOf(text, language)) {
      let node = 0;
      for (const step of steps) {
        const symbol = step === GAP ? GAP_SYMBOL : number(symbols, step);
        const key = `${node} ${symbol}`;
        let next = tree.get(key);
        if (next === undefined) {
          next = nodes++;
          tree.set(key, next);
          edges.push(node, symbol, next);
        }
        node = next;
      }
      const ending = [node, concept, number(languages, language), lookAlike ? 1 : 0];
      endings.set(ending.join(' '), ending);
    }
  };
  concepts.forEach((concept, index) => {
    for (const phrase of concept.phrases) add(phrase.text, phrase.language, index, false);
    const spoken = new Set(['en', ...concept.phrases.map((phrase) => phrase.language)]);
    for (const text of concept.not) for (const language of spoken) add(text, language, index, true);
  });
  return {
    concepts: concepts.map(entryOf),
    languages: [...languages.keys()],
    symbols: [...symbols.keys()],
    edges,
    endings: [...endings.values()].flat(),
    expressions,
  };
}

function number(numbers: Map<string, number>, name: string): number {
  const known = numbers.get(name);
  if (known !== undefined) return known;
  numbers.set(name, numbers.size);
  return numbers.size - 1;
}

function entryOf(concept: Concept): Entry {
  return {
    name: concept.name,
    area: concept.area ?? null,
    function: concept.function ?? null,
    roles: concept.roles,
    deniable: concept.deniable,
  };
}

function edgesOf(data: VocabularyData, width: number): Map<number, number> {
  const edges = new Map<number, number>();
  for (let i = 0; i + 2 < data.edges.length; i += 3) {
    edges.set((data.edges[i] ?? 0) * width + (data.edges[i + 1] ?? 0), data.edges[i + 2] ?? 0);
  }
  return edges;
}

function endingsOf(data: VocabularyData): Map<number, Ending[]> {
  const endings = new Map<number, Ending[]>();
  for (let i = 0; i + 3 < data.endings.length; i += 4) {
    const node = data.endings[i] ?? 0;
    const ending = {
      concept: data.endings[i + 1] ?? 0,
      language: data.languages[data.endings[i + 2] ?? 0] ?? 'en',
      lookAlike: data.endings[i + 3] === 1,
    };
    const there = endings.get(node);
    if (there === undefined) endings.set(node, [ending]);
    else there.push(ending);
  }
  return endings;
}

/** Negative auxiliaries also count as `not`, so that one phrase "not work" covers doesn't, won't, isn't working. */
const NEGATIVE =
  /^(?:can|could|do|does|did|is|are|was|were|will|wo|would|has|have|had|should|must|might|ai|need)nt$/;

function symbolReader(data: VocabularyData): (norm: string, isWord: boolean) => readonly number[] {
  const numbers = new Map(data.symbols.map((symbol, index) => [symbol, index]));
  const spoken = data.languages;
  const known: BoundedCache<readonly number[]> = boundedCache(REMEMBERED_WORDS);
  let index: NearWords | null = null;
  const read = (norm: string, isWord: boolean): readonly number[] => {
    const names = new Set([`=${norm}`]);
    if (isWord) for (const language of spoken) names.add(symbolOf(norm, true, language));
    if (NEGATIVE.test(norm)) names.add('en:not');
    const found = [...names].flatMap((name) => numbers.get(name) ?? []);
    if (found.length > 0 || !isWord) return found;
    index ??= nearWords(data.symbols);
    const meant = near(index, norm);
    return meant === null ? found : [meant];
  };
  return (norm, isWord) => {
    const key = isWord ? norm : `\u0000${norm}`;
    const remembered = known.get(key);
    if (remembered !== undefined) return remembered;
    const found = read(norm, isWord);
    known.set(key, found);
    return found;
  };
}
