// What a rule cannot do without: keys of which a report must show at least one, or the rule cannot fire.

import type { Condition, Leaf } from './rule.js';

/** A value of a fact that is a list of words, one word, or a flag, whose only key is `true`. */
export interface Key {
  readonly fact: string;
  readonly value: string | true;
}

/**
 * Groups of keys; a situation that fires the condition shows at least one key of every group.
 * Empty when nothing is known to be necessary.
 */
export function necessaryGroups(condition: Condition): readonly (readonly Key[])[] {
  if ('fact' in condition) return groupsOfLeaf(condition);
  if ('not' in condition) return [];
  if ('all' in condition) return condition.all.flatMap(necessaryGroups);
  // Every branch offers one group; their union is necessary, unless some branch offers none.
  const branches = condition.any.map((branch) => smallest(necessaryGroups(branch)));
  return branches.some((group) => group.length === 0) ? [] : [branches.flat()];
}

/** Facts whose values are words in a list. */
export const INDEXED_LISTS = [
  'mentions',
  'denies',
  'speech',
  'functions',
  'criticalFunctions',
  'failures',
] as const;
/** Facts whose value is one word, or null. */
const INDEXED_WORDS = [
  'scope',
  'kind',
  'failing',
  'channel',
  'state',
  'environment',
  'deadlineBefore',
] as const;
/** Facts that are so or not; a rule that asks for what is not so is looked at always. */
const INDEXED_FLAGS = ['deadline', 'wakes', 'theatre', 'code'] as const;

function groupsOfLeaf({ fact, operator, value }: Leaf): readonly (readonly Key[])[] {
  if (operator === 'near' && value !== null && typeof value === 'object' && 'concepts' in value)
    return value.concepts.map((group) => group.map((concept) => ({ fact: 'mentions', value: concept })));
  const list = (INDEXED_LISTS as readonly string[]).includes(fact);
  const word = (INDEXED_WORDS as readonly string[]).includes(fact);
  if (operator === 'equal' && value === true && (INDEXED_FLAGS as readonly string[]).includes(fact))
    return [[{ fact, value }]];
  if ((list && operator === 'contains') || (word && operator === 'equal'))
    return typeof value === 'string' ? [[{ fact, value }]] : [];
  if ((list && operator === 'someFact:in') || (word && operator === 'in'))
    return Array.isArray(value) && value.every((one) => typeof one === 'string')
      ? [value.map((one) => ({ fact, value: one }))]
      : [];
  return [];
}

function smallest(groups: readonly (readonly Key[])[]): readonly Key[] {
  return groups.reduce<readonly Key[]>(
    (best, group) => (best.length === 0 || group.length < best.length ? group : best),
    [],
  );
}
