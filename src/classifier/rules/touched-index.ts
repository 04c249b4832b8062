// From the words of a report to the rules that ask for one of them, whether or not all else is there.

import { REPORT_CLASSES, type ReportClass } from '../types.js';
import { necessaryGroups } from './necessary.js';
import { eachLeaf, type Rule } from './rule.js';
import type { Situation } from './situation.js';

export interface TouchedIndex {
  /** Calls back once with each rule, as a position, that asks for something which was said. */
  eachTouched(situation: Situation, besides: ReportClass | null, visit: (position: number) => void): void;
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
    eachTouched({ facts }, besides, visit) {
      for (const { name, byWord } of perClass) {
        if (name === besides) continue;
        const seen = new Set<number>(byWord.get(ANYWHERE) ?? []);
        for (const fact of SAID) {
          const said = facts[fact];
          if (!Array.isArray(said)) continue;
          for (const word of said)
            for (const position of byWord.get(`${fact} ${word}`) ?? []) seen.add(position);
        }
        for (const position of seen) visit(position);
      }
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
