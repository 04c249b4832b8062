// What the bench asks of a rule engine.

import type { Rule, Situation } from '../../src/classifier/index.js';

/** A rule engine that was given the rules; asked for the ids of those that fire, in any order. */
export interface Peer {
  readonly name: string;
  fired(situation: Situation): Promise<readonly string[]> | readonly string[];
  /** Drops what it remembers of the reports it was asked about. */
  forget?(): void;
}

/** Prepares an engine for some rules. */
export type MakePeer = (rules: readonly Rule[], load: NodeJS.Require) => Peer;

/** The facts that made rules compare: all that a peer is handed. */
export function factsOf({ facts }: Situation): Readonly<Record<string, unknown>> {
  return { mentions: facts.mentions, scope: facts.scope, words: facts.words };
}
