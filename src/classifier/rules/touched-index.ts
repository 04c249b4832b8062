// From the words of a report to the rules that ask for one of them, whether or not all else is there.

import { REPORT_CLASSES, type ReportClass } from '../types.js';
import { marker } from './marker.js';
import { necessaryGroups } from './necessary.js';
import { eachLeaf, type Rule } from './rule.js';
import type { Situation } from './situation.js';

export interface TouchedIndex {
  /** Rules that ask for something which was said, as positions, in their order, each once. */
  touched(situation: Situation, besides: ReportClass | null): readonly number[];
}

/** How many rules of one class are given for one word: the first ones, so those that matter most. */
const MOST_PER_WORD = 64;

/** An index of rules that come in the order of their value. */
export function indexTouched(rules: readonly Rule[]): TouchedIndex {
  const perClass = REPORT_CLASSES.map((name) => {
    const byWord = new Map<string, number[]>();
    for (const [position, rule] of rules.entries())
      if (rule.class === name) for (const word of wordsOf(rule)) add(byWord, word, position);
    return { name, byWord };
  });
  return {
    touched({ facts }, besides) {
      const marked = marker(rules.length);
      for (const { name, byWord } of perClass) {
        if (name === besides) continue;
        byWord.get(ANYWHERE)?.forEach(marked.mark);
        for (const fact of SAID) {
          const said = facts[fact];
          if (!Array.isArray(said)) continue;
          for (const word of said) byWord.get(`${fact} ${word}`)?.forEach(marked.mark);
        }
      }
      return marked.inOrder();
    },
  };
}

const SAID = ['mentions', 'denies', 'failures', 'functions', 'criticalFunctions'] as const;
/** Rules over the text itself or over earlier reports may be near with any words. */
const ANYWHERE = 'anywhere';

function wordsOf(rule: Rule): ReadonlySet<string> {
  const words = new Set<string>();
  eachLeaf(rule.when, (leaf) => {
    if (leaf.fact === 'text' || leaf.fact === 'seen') words.add(ANYWHERE);
    for (const group of necessaryGroups(leaf))
      for (const { fact, value } of group) words.add(`${fact} ${value}`);
  });
  return words;
}

function add(byWord: Map<string, number[]>, word: string, position: number): void {
  const there = byWord.get(word) ?? [];
  if (there.length < MOST_PER_WORD) there.push(position);
  byWord.set(word, there);
}
