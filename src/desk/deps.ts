import type { Events } from './events.js';
import type { Judge, Scribe } from './judge.js';
import type { Findings, ReadDrift, SelfTest, Shadow, WriteHandoff } from './optional-parts.js';
import type { Backlog, Board, Chat, Clock, Logger, Random, Rota, Store } from './ports.js';
import type { DeskSettings } from './settings.js';
import type { Troubles } from './troubles.js';

/** Everything a desk is made of; tests and the dry run plug in others. */
export interface DeskDeps {
  readonly store: Store;
  readonly judge: Judge;
  readonly scribe: Scribe;
  readonly chat: Chat;
  readonly backlog: Backlog;
  readonly board: Board;
  readonly rota: Rota;
  /** Tells of a shift when it ends; absent where nobody is told. */
  readonly handoff?: WriteHandoff;
  readonly clock: Clock;
  readonly random: Random;
  readonly log: Logger;
  readonly settings: DeskSettings;
  /** Names this desk among those that share a store; no two may have the same. */
  readonly name: string;
  /** What else must be well for the desk to do its work, like its connection to chat: each says what is wrong, or null. */
  readonly checks?: readonly (() => Promise<string | null>)[];
  /** Tells whether decisions get worse; absent where nobody looks. */
  readonly drift?: ReadDrift;
  /** A second rulebook, of which is only recorded what it would have decided; absent where there is none. */
  readonly shadow?: Shadow;
  /** Absent: the desk does not test itself. */
  readonly selfTest?: SelfTest;
}

/** The same, while it runs: with whom to tell what happens. */
export interface RunningDeps extends DeskDeps {
  readonly events: Events;
  readonly troubles: Troubles;
  readonly drifting: Findings;
}
