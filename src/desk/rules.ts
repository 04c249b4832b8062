import { guardedJudge } from './guarded-judge.js';
import type { Judge, Scribe } from './judge.js';
import type { WriteHandoff } from './optional-parts.js';
import type { Rota } from './ports.js';

/** What the rules make: they are exchanged together, while the desk runs. */
export interface Rules {
  readonly judge: Judge;
  readonly scribe: Scribe;
  /** Made of the same directory; a rota from a calendar reads names by it. */
  readonly rota: Rota;
  /** Tells of a shift; absent where nobody is told. */
  readonly handoff?: WriteHandoff;
}

/** The rules in force. */
export interface RulesInForce {
  /** To be read once per piece of work, so that none is done by two rulebooks. */
  current(): Rules;
  exchange(rules: Rules): void;
}

/** Keeps the rules in force, with a judge whose failures can be told from those of the store. */
export function rulesInForce(first: Rules): RulesInForce {
  let rules = guarded(first);
  return {
    current: () => rules,
    exchange(next) {
      rules = guarded(next);
    },
  };
}

function guarded(rules: Rules): Rules {
  return { ...rules, judge: guardedJudge(rules.judge) };
}
