// What a rule cannot do without: keys of which a report must show at least one, or the rule cannot fire.

import type { Condition, Leaf } from './rule.js';
import type { Situation } from './situation.js';

/** `fact=value`, for facts that are lists of words or one word. */
export type Key = string;

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
  return branches.some((group) => group.length === 0) ? [] : [[...new Set(branches.flat())]];
}

/** Every key that a situation shows. */
export function keysOf(situation: Situation): readonly Key[] {
  const keys: Key[] = [];
  for (const fact of INDEXED_LISTS) {
    const value = situation.facts[fact];
    if (Array.isArray(value)) for (const one of value) keys.push(`${fact}=${one}`);
  }
  for (const fact of INDEXED_WORDS) keys.push(`${fact}=${String(situation.facts[fact])}`);
  return keys;
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
/** Facts whose value is one word. */
export const INDEXED_WORDS = ['scope', 'kind', 'failing', 'channel', 'state', 'deadlineBefore'] as const;

function groupsOfLeaf({ fact, operator, value }: Leaf): readonly (readonly Key[])[] {
  if (operator === 'near' && value !== null && typeof value === 'object' && 'concepts' in value)
    return value.concepts.map((group) => group.map((concept) => `mentions=${concept}`));
  const list = (INDEXED_LISTS as readonly string[]).includes(fact);
  const word = (INDEXED_WORDS as readonly string[]).includes(fact);
  if ((list && operator === 'contains') || (word && operator === 'equal'))
    return [[`${fact}=${String(value)}`]];
  if (((list && operator === 'someFact:in') || (word && operator === 'in')) && Array.isArray(value))
    return [value.map((one) => `${fact}=${String(one)}`)];
  return [];
}

function smallest(groups: readonly (readonly Key[])[]): readonly Key[] {
  return groups.reduce<readonly Key[]>(
    (best, group) => (best.length === 0 || group.length < best.length ? group : best),
    [],
  );
}
