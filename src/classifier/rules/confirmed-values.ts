// What json-rules-engine has confirmed of a condition is remembered with the values that it was confirmed of, so that it
// is asked once and not with every report. A condition has no other ground than the facts that it compares.

import { oneOf } from '../one-string.js';
import { type Condition, type Leaf, leavesOf } from './rule.js';
import { isStructured, type Situation } from './situation.js';

/** The values of which a condition is known to hold. */
export interface ConfirmedValues {
  /** Whether the engine has said that the condition holds where its facts are as they are here. */
  has(situation: Situation): boolean;
  add(situation: Situation): void;
}

const MOST_REMEMBERED = 1000;

/** Remembers for one condition; nothing where it compares texts, places or earlier reports, which never come twice. */
export function confirmedValues(condition: Condition): ConfirmedValues | null {
  const keys = keysOf(leavesOf(condition));
  if (keys === null) return null;
  let confirmed = new Map<unknown, Confirmed>();
  let remembered = 0;
  return {
    has(situation) {
      let level: Confirmed | undefined = confirmed;
      for (let i = 0; level !== undefined && i < keys.length; i++) level = level.get(keys[i]?.(situation));
      return level !== undefined;
    },
    add(situation) {
      if (++remembered > MOST_REMEMBERED) {
        confirmed = new Map();
        remembered = 1;
      }
      let level = confirmed;
      for (const key of keys) {
        const value = key(situation);
        const next = level.get(value) ?? new Map<unknown, Confirmed>();
        level.set(value, next);
        level = next;
      }
    },
  };
}

/** By the value of the first fact, then of the second, and so on. */
type Confirmed = Map<unknown, Confirmed>;

/** A fact of a situation, such that equal values are the same. */
type Key = (situation: Situation) => unknown;

function keysOf(leaves: readonly Leaf[]): readonly Key[] | null {
  const facts = new Set(leaves.map((leaf) => leaf.fact));
  if ([...facts].some(isStructured)) return null;
  return [...facts].map((fact) =>
    keyOfFact(
      fact,
      leaves.filter((leaf) => leaf.fact === fact),
    ),
  );
}

/** Of a list only those words count that the comparisons name, where they ask for nothing but words. */
function keyOfFact(fact: string, leaves: readonly Leaf[]): Key {
  const named = leaves.every(({ operator }) => ASKING_FOR_WORDS.has(operator))
    ? new Set<unknown>(
        leaves.flatMap(({ value }): unknown[] => (Array.isArray(value) ? value : [value]).map(oneOf)),
      )
    : null;
  const [only] = named ?? [];
  return ({ facts }) => {
    const value = facts[fact];
    if (value === undefined) return UNREAD;
    if (!Array.isArray(value)) return value;
    if (named?.size === 1) return value.includes(only);
    return named === null ? JSON.stringify(value) : wordsAmong(value, named);
  };
}

/** Not the same as a fact that is null: the engine refuses to look at it. */
const UNREAD: readonly string[] = ['unread'];

const ASKING_FOR_WORDS: ReadonlySet<string> = new Set(['contains', 'doesNotContain', 'someFact:in']);

function wordsAmong(said: readonly string[], named: ReadonlySet<unknown>): string {
  let words = '';
  for (const word of said) if (named.has(word)) words = words === '' ? word : `${words}\n${word}`;
  return words;
}
