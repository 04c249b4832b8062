// From the words of a report to the rules that ask for one of them, whether or not all else is there.

import type { ReportClass } from '../types.js';
import { marker } from './marker.js';
import { type Key, necessaryGroups } from './necessary.js';
import { eachLeaf, type Rule } from './rule.js';
import type { Entries } from './rule-index.js';
import type { Signs } from './signs.js';
import type { Situation } from './situation.js';

export interface TouchedIndex {
  /** The positions of the rules that ask for something which was said, in order. */
  touched(situation: Situation): readonly number[];
}

/** How many rules of one class are given for one word: the first ones, so those that matter most. */
const MOST_PER_WORD = 64;

/** Which rules ask for a word, by their positions: plain data, which a compiled rulebook keeps. */
export interface TouchedIndexData {
  /** Rules that may be near with any words. */
  readonly anywhere: readonly number[];
  /** Rules by the fact and the word that they ask for. */
  readonly byFact: Entries<Said, Entries<string, readonly number[]>>;
}

/** Finds the words that rules ask for; the rules come in the order of their value. */
export function indexTouched(rules: readonly Rule[]): TouchedIndexData {
  const anywhere: Postings = { positions: [], ofClass: new Map() };
  const byFact = new Map(SAID.map((fact) => [fact, new Map<string, Postings>()] as const));
  for (const [position, rule] of rules.entries()) {
    if (isAnywhere(rule)) add(anywhere, position, rule.class);
    for (const { fact, value } of wordsOf(rule)) {
      const byWord = byFact.get(fact as Said);
      if (byWord !== undefined) add(postingsOf(byWord, String(value)), position, rule.class);
    }
  }
  return {
    anywhere: anywhere.positions,
    byFact: [...byFact].map(([fact, byWord]) => [
      fact,
      [...byWord].map(([word, { positions }]) => [word, positions]),
    ]),
  };
}

/** The index of so many rules. */
export function touchedIndex(
  { anywhere, byFact }: TouchedIndexData,
  count: number,
  signs: Signs,
): TouchedIndex {
  const bySign: (readonly number[] | undefined)[] = [];
  for (const [fact, byWord] of byFact)
    for (const [word, positions] of byWord) bySign[signs.ofWord(fact, word)] = positions;
  const marked = marker(count);
  return {
    touched(situation) {
      for (const position of anywhere) marked.mark(position);
      for (const sign of signs.shownBy(situation).signs)
        for (const position of bySign[sign] ?? NONE) marked.mark(position);
      return marked.takeInOrder();
    },
  };
}

const SAID = ['mentions', 'denies', 'failures', 'functions', 'criticalFunctions'] as const;
type Said = (typeof SAID)[number];
const NONE: readonly number[] = [];

interface Postings {
  readonly positions: number[];
  /** How many there are of each class. */
  readonly ofClass: Map<ReportClass, number>;
}

/** Rules over the text itself or over earlier reports may be near with any words. */
function isAnywhere(rule: Rule): boolean {
  let found = false;
  eachLeaf(rule.when, ({ fact }) => {
    if (fact === 'text' || fact === 'seen') found = true;
  });
  return found;
}

/** The words that a rule asks for, each once. */
function wordsOf(rule: Rule): Iterable<Key> {
  const words = new Map<string, Key>();
  eachLeaf(rule.when, (leaf) => {
    for (const group of necessaryGroups(leaf))
      for (const key of group) words.set(`${key.fact} ${key.value}`, key);
  });
  return words.values();
}

function postingsOf(byWord: Map<string, Postings>, word: string): Postings {
  const there = byWord.get(word) ?? { positions: [], ofClass: new Map() };
  byWord.set(word, there);
  return there;
}

function add({ positions, ofClass }: Postings, position: number, name: ReportClass): void {
  const count = ofClass.get(name) ?? 0;
  if (count >= MOST_PER_WORD) return;
  ofClass.set(name, count + 1);
  positions.push(position);
}
