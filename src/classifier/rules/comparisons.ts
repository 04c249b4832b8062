// The comparisons of a rulebook. Rules share many of them, and several readers of rules ask for the same one: each
// different comparison has a number, and is made once a report.

import { compileLeaf, type Predicate } from './predicate.js';
import type { Leaf } from './rule.js';
import type { Situation } from './situation.js';

export interface Comparisons {
  /** The number of a comparison; equal ones share one. */
  numberOf(leaf: Leaf): number;
  /** Whether the comparison of that number holds. */
  holds(number: number, situation: Situation): boolean;
}

/** The comparisons of one rulebook. Verdicts on the last situation are remembered, so a situation must not change. */
export function comparisons(): Comparisons {
  const numbers = new Map<string, number>();
  const compiled: Predicate[] = [];
  /** Twice the round in which a comparison was last made, plus one if it held. */
  const verdicts: number[] = [];
  let round = 0;
  let about: Situation | null = null;
  return {
    numberOf(leaf) {
      const key = JSON.stringify([leaf.fact, leaf.operator, leaf.value]);
      const known = numbers.get(key);
      if (known !== undefined) return known;
      numbers.set(key, compiled.length);
      verdicts.push(0);
      return compiled.push(compileLeaf(leaf)) - 1;
    },
    holds(number, situation) {
      if (about !== situation) {
        about = situation;
        round++;
      }
      const verdict = verdicts[number] ?? 0;
      if (verdict >= 2 * round) return verdict !== 2 * round;
      const holds = compiled[number]?.(situation) === true;
      verdicts[number] = 2 * round + (holds ? 1 : 0);
      return holds;
    },
  };
}
