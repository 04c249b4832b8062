// What a desk may be given besides: it does its work without any of them.

import type { Decision, Report, Window } from '../classifier/index.js';
import type { Offer } from '../router/index.js';
import type { Backlog, Board, Chat } from './ports.js';

/** What is said of a shift, and what is offered beside it. */
export interface HandoffMessage {
  readonly text: string;
  readonly offers: readonly Offer[];
  /** Where it is said, by name. */
  readonly channel: string;
}

/**
 * Makes the hand-off of the shift between two moments (milliseconds, UTC), out of the lines of an export of what
 * happened since a moment.
 */
export type WriteHandoff = (
  linesSince: (since: number) => AsyncIterable<string>,
  shift: { readonly from: number; readonly to: number },
) => Promise<HandoffMessage>;

/** How the desk tests itself. */
export interface SelfTest {
  readonly everyMs: number;
  /** Words that the rules make something of. */
  readonly text: string;
  /** Where what follows is delivered instead of the world. */
  readonly outside: { readonly chat: Chat; readonly backlog: Backlog; readonly board: Board };
}

/** A second rulebook: decides a report, by what was seen of earlier ones. */
export type Shadow = (report: Report, window: Window) => Promise<Decision>;

/**
 * What has become worse by a moment (milliseconds, UTC), a sentence each, out of the lines of an export of what
 * happened since another.
 */
export type ReadDrift = (
  linesSince: (since: number) => AsyncIterable<string>,
  now: number,
) => Promise<readonly string[]>;

/** What the last look has found, a sentence each. */
export interface Findings {
  sentences(): readonly string[];
}
