// Regular expressions and what is wrong with them: to compile one takes long, and most are those of the last time.

import { patternFault } from '../../classifier/index.js';
import type { Memory } from '../memory.js';

/** What is known of the regular expressions of a rulebook. */
export interface Patterns {
  faultOf(pattern: string): ReturnType<typeof patternFault>;
}

/** Regular expressions that are tried once; those without fault are remembered. */
export function patternsOf(memory: Memory | null): Patterns {
  return {
    faultOf(pattern) {
      const own = new Map([['pattern', pattern]]);
      if (memory !== null && memory.recall('pattern', own) !== null) return null;
      const fault = patternFault(pattern);
      if (fault === null) memory?.remember('pattern', own, {});
      return fault;
    },
  };
}
