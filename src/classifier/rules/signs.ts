// What rules know a report by. A sign is that a fact is one value, or that a list of words has one. The index, the
// comparisons and the memory of what was confirmed all name signs by number; which of them a report shows is found by one
// walk over its facts.

import { oneOf } from '../one-string.js';
import type { FactValue } from '../types.js';
import type { Situation } from './situation.js';

/** The signs and the facts that somebody has asked the number of. */
export interface Signs {
  /** The number of the sign that a fact is this value. */
  ofValue(fact: string, value: FactValue): number;
  /** The number of the sign that a fact is a list with this word in it. */
  ofWord(fact: string, word: FactValue): number;
  /** The number of a fact. */
  ofFact(fact: string): number;
  /** What a situation shows, to be read before another one is looked at. A situation must not change. */
  shownBy(situation: Situation): Shown;
}

/** What one situation shows. */
export interface Shown {
  /** No two looks have the same number. */
  readonly round: number;
  readonly signs: readonly number[];
  /** By the number of a sign: the last round in which it was shown. */
  readonly last: readonly number[];
  /** By the number of a fact: its value; undefined where it was not read. */
  readonly values: readonly (FactValue | undefined)[];
}

/** Signs for one rulebook. */
export function signs(): Signs {
  const facts: Fact[] = [];
  const shown = { round: 0, signs: [] as number[], last: [] as number[], values: [] as FactValue[] };
  let about: Situation | null = null;

  const show = (sign: number | undefined): void => {
    if (sign === undefined) return;
    shown.last[sign] = shown.round;
    shown.signs.push(sign);
  };
  const lookAt = ({ facts: read }: Situation): void => {
    shown.round++;
    shown.signs.length = 0;
    for (let i = 0; i < facts.length; i++) {
      const { name, values, words } = facts[i] as Fact;
      const value = read[name] as FactValue;
      shown.values[i] = value;
      if (Array.isArray(value)) for (const word of value) show(words.get(word));
      else if (values.size > 0) show(values.get(value));
    }
  };
  const ofFact = (name: string): number => {
    const known = facts.findIndex((fact) => fact.name === name);
    if (known >= 0) return known;
    about = null;
    return facts.push({ name, values: new Map(), words: new Map() }) - 1;
  };
  const numberIn = (there: Map<unknown, number>, value: FactValue): number => {
    const one = oneOf(value);
    const known = there.get(one);
    if (known !== undefined) return known;
    about = null;
    const number = shown.last.push(0) - 1;
    there.set(one, number);
    return number;
  };
  return {
    ofValue: (fact, value) => numberIn((facts[ofFact(fact)] as Fact).values, value),
    ofWord: (fact, word) => numberIn((facts[ofFact(fact)] as Fact).words, word),
    ofFact,
    shownBy(situation) {
      if (about !== situation) {
        lookAt(situation);
        about = situation;
      }
      return shown;
    },
  };
}

/** The signs of one fact. */
interface Fact {
  readonly name: string;
  readonly values: Map<unknown, number>;
  readonly words: Map<unknown, number>;
}
