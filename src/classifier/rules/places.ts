// Where concepts and facts stand in one situation after the other. Many rules rest on the same ones: their words are looked
// for once, and shared.

import type { Evidence, Span } from '../types.js';
import { NOTHING, quote } from './quote.js';
import type { Situation } from './situation.js';

/** A concept or a fact that rules rest on, with where it stands in the situation at hand; null where it does not. */
export interface Placed {
  spans: Span[] | null;
  /** The words there, once they were asked for. */
  words: readonly Evidence[] | null;
}

/** What the rules of one rulebook rest on; nothing is kept but where it stands in the last situation. */
export interface Places {
  asserted(concept: unknown): Placed;
  denied(concept: unknown): Placed;
  fact(name: unknown): Placed;
  /** Turns to another situation; to be told before words are asked for. */
  turnTo(situation: Situation): void;
}

/** The words for something in the text of the situation at hand. */
export function wordsFor(placed: Placed, text: string): readonly Evidence[] {
  if (placed.spans === null) return NOTHING;
  placed.words ??= quote(placed.spans, text);
  return placed.words;
}

/** Places for one rulebook. */
export function places(): Places {
  const asserted = new Map<unknown, Placed>();
  const denied = new Map<unknown, Placed>();
  const facts = new Map<unknown, Placed>();
  let about: Situation | null = null;
  let said: Placed[] = [];
  const say = (placed: Placed | undefined, span: Span): void => {
    if (placed === undefined) return;
    if (placed.spans !== null) placed.spans.push(span);
    else {
      placed.spans = [span];
      said.push(placed);
    }
  };
  const sayAll = ({ hits, spans }: Situation): void => {
    for (const hit of hits) say((hit.denied === null ? asserted : denied).get(hit.concept), hit);
    for (const name of Object.keys(spans)) {
      const fact = facts.get(name);
      if (fact !== undefined) for (const span of spans[name] ?? []) say(fact, span);
    }
  };
  const named = (known: Map<unknown, Placed>) => (name: unknown) => {
    const there = known.get(name);
    if (there !== undefined) return there;
    const made: Placed = { spans: null, words: null };
    known.set(name, made);
    about = null;
    return made;
  };
  return {
    asserted: named(asserted),
    denied: named(denied),
    fact: named(facts),
    turnTo(situation) {
      if (about === situation) return;
      about = situation;
      for (const placed of said) {
        placed.spans = null;
        placed.words = null;
      }
      said = [];
      sayAll(situation);
    },
  };
}
