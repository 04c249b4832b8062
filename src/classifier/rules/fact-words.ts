// Facts that no short form compares, in sentences that follow "if".

import type { Leaf } from './rule.js';

/** What would have had to be so of a fact that is counted: "it had had fewer than 6 words, not 9"; null for other facts. */
export function countInWords(leaf: Leaf, found: unknown): string | null {
  const [one, more] = COUNTED[leaf.fact] ?? [];
  if (one === undefined || more === undefined) return null;
  const count = Number(leaf.value);
  const than = THAN[leaf.operator];
  if (than === undefined) return null;
  if (leaf.operator === 'greaterThan' && count === 0) return `it had had ${one} in it`;
  const shown = typeof found === 'number' ? `, not ${found === 0 ? 'none' : found}` : '';
  return `it had had ${than} ${count} ${more}${shown}`;
}

/** What would have had to be so of a fact that holds or not, or is one of two things; null for other facts. */
export function stateInWords({ fact, operator, value }: Leaf, negated: boolean): string | null {
  if (operator !== 'equal' && operator !== 'notEqual') return null;
  const [so, otherwise] = STATES[`${fact} ${String(value)}`] ?? [];
  return ((operator === 'notEqual') !== negated ? otherwise : so) ?? null;
}

const COUNTED: Readonly<Record<string, readonly [one: string, more: string]>> = {
  words: ['a word', 'words'],
  sentences: ['a sentence', 'sentences'],
  exclamations: ['an exclamation mark', 'exclamation marks'],
  questions: ['a question', 'questions'],
  shouting: ['a word in capitals', 'words in capitals'],
  links: ['a link', 'links'],
  people: ['a mention of somebody', 'mentions of people'],
  clockTimes: ['a time of the clock', 'times of the clock'],
  numbers: ['a number', 'numbers'],
  emoji: ['an emoji', 'emoji'],
  partnerCount: ['the name of a partner', 'names of partners'],
};

const THAN: Readonly<Record<string, string>> = {
  lessThan: 'fewer than',
  lessThanInclusive: 'at most',
  greaterThan: 'more than',
  greaterThanInclusive: 'at least',
  equal: 'just',
};

const NO_TIME = 'there had been no time by which it must happen';
const A_TIME = 'there had been a time by which it must happen';

const STATES: Readonly<Record<string, readonly [so: string, otherwise: string]>> = {
  'failing critical': [
    'a business-critical function had been failing',
    'no business-critical function had been failing',
  ],
  'failing ordinary': [
    'a function that is not business-critical had been failing',
    'no function had been failing that is not business-critical',
  ],
  'deadline true': [A_TIME, NO_TIME],
  'deadline false': [NO_TIME, A_TIME],
  'wakes true': ['it had been downtime', 'it had not been downtime'],
  'code true': ['there had been code or a log in it', 'there had been no code or log in it'],
  'theatre true': ['it had been louder than its matter', 'it had not been louder than its matter'],
  'readable true': ['it had been in a language that is read', 'it had been in a language that is not read'],
  'truncated true': ['it had been longer than what is read', 'it had been no longer than what is read'],
};
