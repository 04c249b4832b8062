// What json-rules-engine has confirmed of a condition is remembered with the values that it was confirmed of, so that it
// is asked once and not with every report. A condition has no other ground than the facts that it compares.

import type { FactValue } from '../types.js';
import { type Condition, type Leaf, leavesOf } from './rule.js';
import type { Shown, Signs } from './signs.js';
import { isStructured } from './situation.js';

const MOST_REMEMBERED = 1000;

/** The values of which one condition is known to hold. */
export class ConfirmedValues {
  readonly #keys: readonly Key[];
  #confirmed: Confirmed = new Map();
  #remembered = 0;

  constructor(keys: readonly Key[]) {
    this.#keys = keys;
  }

  /** Whether the engine has said that the condition holds where its facts are as they are here. */
  has(shown: Shown): boolean {
    let level: Confirmed | undefined = this.#confirmed;
    for (const key of this.#keys) level = level?.get(valueFor(key, shown));
    return level !== undefined;
  }

  add(shown: Shown): void {
    if (++this.#remembered > MOST_REMEMBERED) {
      this.#confirmed = new Map();
      this.#remembered = 1;
    }
    let level = this.#confirmed;
    for (const key of this.#keys) {
      const value = valueFor(key, shown);
      const next = level.get(value) ?? new Map<unknown, Confirmed>();
      level.set(value, next);
      level = next;
    }
  }
}

/** Remembers for one condition; nothing where it compares texts, places or earlier reports, which never come twice. */
export function confirmedValues(condition: Condition, signs: Signs): ConfirmedValues | null {
  const keys = keysOf(leavesOf(condition), signs);
  return keys === null ? null : new ConfirmedValues(keys);
}

/** By the value of the first key, then of the second, and so on. */
type Confirmed = Map<unknown, Confirmed>;

/** A fact by its number. Of a list only those words count that the comparisons name: signs; null where all of it counts. */
interface Key {
  readonly fact: number;
  readonly words: readonly number[] | null;
}

/** So many words have room in the bits of one number. */
const WORDS_OF_KEY = 31;

function keysOf(leaves: readonly Leaf[], signs: Signs): readonly Key[] | null {
  const facts = [...new Set(leaves.map((leaf) => leaf.fact))];
  if (facts.some(isStructured)) return null;
  return facts.flatMap((fact) =>
    keysOfFact(
      fact,
      leaves.filter((leaf) => leaf.fact === fact),
      signs,
    ),
  );
}

function keysOfFact(name: string, leaves: readonly Leaf[], signs: Signs): readonly Key[] {
  const fact = signs.ofFact(name);
  if (!leaves.every(({ operator }) => ASKING_FOR_WORDS.has(operator))) return [{ fact, words: null }];
  const named = leaves.flatMap(({ value }) => value as FactValue | readonly FactValue[]);
  const words = [...new Set(named.map((word) => signs.ofWord(name, word)))];
  const keys: Key[] = [];
  for (let i = 0; i < words.length; i += WORDS_OF_KEY)
    keys.push({ fact, words: words.slice(i, i + WORDS_OF_KEY) });
  return keys;
}

const ASKING_FOR_WORDS: ReadonlySet<string> = new Set(['contains', 'doesNotContain', 'someFact:in']);

/** Equal for equal values: of a list of words one bit for each that is named and there. */
function valueFor({ fact, words }: Key, { values, last, round }: Shown): unknown {
  const value = values[fact];
  if (words === null) return Array.isArray(value) ? JSON.stringify(value) : value;
  // What is no list has no words, whatever it is; but the engine refuses to look at what was not read.
  if (!Array.isArray(value)) return typeof value;
  let bits = 0;
  for (let i = 0; i < words.length; i++) if (last[words[i] as number] === round) bits |= 1 << i;
  return bits;
}
