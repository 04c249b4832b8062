// What the conditions of rules look at: the facts read in one report, the places they were read, and the
// earlier reports that may show the same failure.

import type { Leaning } from '../leaning/index.js';
import type { ConceptHit, FactValue, Span, Window } from '../types.js';

/** The facts that rules compare, under the names that rules use. */
export interface Situation {
  readonly facts: Readonly<Record<string, FactValue>>;
  readonly spans: Readonly<Record<string, readonly Span[]>>;
  readonly hits: readonly ConceptHit[];
  readonly text: string;
  /** Earlier reports that could take part in a correlation with this one. */
  readonly seen: Seen;
  /** What the word model says; null where the rulebook has none. */
  readonly leaning: Leaning | null;
}

/** This report, as a correlation sees it, and the reports before it. */
export interface Seen {
  readonly at: number;
  readonly user: string;
  readonly partners: readonly string[];
  readonly functions: readonly string[];
  /** Business-critical ones among `functions`. */
  readonly critical: readonly string[];
  readonly area: string | null;
  /** It tells of trouble; it neither asks for something nor only how something is done. */
  readonly complains: boolean;
  readonly window: Window;
}

/** Whether a fact is one that our own operators compare; every other one is in `Situation.facts`. */
export function isStructured(fact: string): boolean {
  return fact === 'hits' || fact === 'seen' || fact === 'text';
}

/** The value of a fact, structured ones included; undefined when nothing of that name was read. */
export function factOf(situation: Situation, name: string): unknown {
  if (name === 'hits') return situation.hits;
  if (name === 'seen') return situation.seen;
  if (name === 'text') return situation.text;
  return situation.facts[name];
}
