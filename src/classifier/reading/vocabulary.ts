// The vocabulary, compiled: all phrases of all concepts in one trie over symbols, so that a text is read
// once for all of them together. Its data is plain, kept in the compiled rulebook.

import { oneString } from '../one-string.js';
import { type Concept, ROLES, type Role } from './concept.js';
import { type ExpressionData, type Expressions, expressionsFor } from './expressions.js';
import { expressionOf, GAP, stepsOf, symbolOf } from './phrase.js';
import { scan } from './scan.js';
import { layNames, type SymbolTable } from './symbol-table.js';
import { type MeaningReader, meaningReader, type Spellings } from './symbols.js';
import { GAP_SYMBOL, type Trie, trieDraft } from './trie.js';
import { isMendable } from './typing-errors.js';

export { type Concept, type Phrase, ROLES, type Role } from './concept.js';

/** A concept as the reading needs it. */
export interface Entry {
  readonly name: string;
  readonly area: string | null;
  readonly function: 'critical' | 'ordinary' | null;
  readonly roles: readonly Role[];
  readonly deniable: boolean;
}

/** A compiled vocabulary as plain data. */
export interface VocabularyData {
  readonly concepts: readonly Entry[];
  readonly languages: readonly string[];
  readonly symbols: SymbolTable;
  /** Language per symbol as an index of `languages`; -1 for exact words. */
  readonly symbolLanguages: Int8Array;
  /** English words of phrases, as spelt: what a mistyped word may be meant for. */
  readonly spellings: Spellings;
  readonly trie: Trie;
  readonly expressions: readonly ExpressionData[];
}

/** A compiled vocabulary, ready to read with. It remembers the symbols of words it has met, up to a bound. */
export interface Vocabulary extends MeaningReader {
  readonly data: VocabularyData;
  readonly concepts: readonly Entry[];
  /** Roles per concept, one bit each (`ROLE_BITS`). */
  readonly roleBits: Int32Array;
  readonly expressions: Expressions;
  readonly trie: Trie;
  /** Language per symbol as an index of `data.languages`; -1 for exact words. */
  readonly symbolLanguages: Int8Array;
}

/** The bit of each role in `Vocabulary.roleBits`. */
export const ROLE_BITS = Object.fromEntries(ROLES.map((role, index) => [role, 1 << index])) as Readonly<
  Record<Role, number>
>;

/** Compiles concepts; phrases that cannot be compiled are left out (`vocabularyProblems` names them). */
export function compileVocabulary(concepts: readonly Concept[]): Vocabulary {
  return vocabularyFrom(compile(concepts));
}

/** The compiled vocabulary as plain data, for the compiled rulebook. */
export function vocabularyData(vocabulary: Vocabulary): VocabularyData {
  return vocabulary.data;
}

/** The vocabulary that `vocabularyData` was taken from. */
export function vocabularyFrom(data: VocabularyData): Vocabulary {
  return {
    data,
    concepts: data.concepts.map((entry) => ({ ...entry, name: oneString(entry.name) })),
    roleBits: Int32Array.from(data.concepts, (entry) =>
      entry.roles.reduce((bits, role) => bits | ROLE_BITS[role], 0),
    ),
    expressions: expressionsFor(data.expressions),
    trie: data.trie,
    symbolLanguages: data.symbolLanguages,
    ...meaningReader(data.symbols, data.languages, data.spellings, data.trie),
  };
}

function languageOf(symbol: string): string {
  return symbol.startsWith('=') ? '' : symbol.slice(0, symbol.indexOf(':'));
}

function compile(concepts: readonly Concept[]): VocabularyData {
  const builder = new Builder();
  concepts.forEach((concept, index) => {
    for (const phrase of concept.phrases) builder.add(phrase.text, phrase.language, index, false);
    // English stems are taken of every word of a text, so look-alikes of any language are found by them.
    for (const text of concept.not) builder.add(text, 'en', index, true);
  });
  return builder.data(concepts.map(entryOf));
}

/** Collects phrases; it lives no longer than one compilation. */
class Builder {
  private readonly symbols = new Map<string, number>([['...', GAP_SYMBOL]]);
  private readonly languages = new Map<string, number>([['en', 0]]);
  private readonly spellings = new Map<string, number>();
  private readonly spelt = new Map<string, readonly (readonly [string, number])[]>();
  private readonly trie = trieDraft();
  private readonly expressions: ExpressionData[] = [];

  add(text: string, language: string, concept: number, lookAlike: boolean): void {
    const source = expressionOf(text);
    if (source !== null) {
      this.expressions.push({ source, concept, lookAlike });
      return;
    }
    if (language === 'en' && !lookAlike) this.spell(text);
    for (const steps of stepsOf(text, language)) {
      let node = 0;
      for (const step of steps)
        node = this.trie.child(node, step === GAP ? GAP_SYMBOL : numberOf(this.symbols, step));
      this.trie.end(node, { concept, language: numberOf(this.languages, language), lookAlike });
    }
  }

  private spell(text: string): void {
    for (const piece of text.split(/\s+/)) {
      const known = this.spelt.get(piece) ?? this.wordsIn(piece);
      this.spelt.set(piece, known);
      for (const [norm, symbol] of known) this.spellings.set(norm, symbol);
    }
  }

  /** The words in a piece of a phrase, as spelt, with their symbols. */
  private wordsIn(piece: string): readonly (readonly [string, number])[] {
    const isExact = piece.startsWith('=');
    return scan(isExact ? piece.slice(1) : piece)
      .filter(({ norm }) => isMendable(norm))
      .map(({ norm }) => [norm, numberOf(this.symbols, isExact ? `=${norm}` : symbolOf(norm, true, 'en'))]);
  }

  data(concepts: readonly Entry[]): VocabularyData {
    const languages = [...this.languages.keys()];
    const symbols = [...this.symbols.keys()];
    return {
      concepts,
      languages,
      symbols: layNames(symbols),
      symbolLanguages: Int8Array.from(symbols, (symbol) => languages.indexOf(languageOf(symbol))),
      spellings: {
        words: [...this.spellings.keys()].join(' '),
        symbols: Int32Array.from(this.spellings.values()),
      },
      trie: this.trie.lay(),
      expressions: this.expressions,
    };
  }
}

function numberOf(numbers: Map<string, number>, name: string): number {
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
