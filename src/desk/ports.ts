// What the desk needs from the world, in our words. Adapters implement these; nothing here knows Slack,
// Jira or a database. Every call that changes the world takes the effect's idempotency key.

import type { DecisionClass } from '../classifier/index.js';
import type { CaseStatus, Destination, EffectKind, Offer, PersonId } from '../router/index.js';
import type { Ref } from './ref.js';

/** Milliseconds since 1970, UTC. The only clock of the desk; tests move it by hand. */
export interface Clock {
  now(): number;
  /** Calls back once after `ms`; the returned function cancels. */
  after(ms: number, then: () => void): () => void;
}

/** Uniform in [0, 1): jitter and ids; tests seed it. */
export interface Random {
  next(): number;
}

/**
 * A failure of the outside. `ambiguous`: it may or may not have happened there, so look before trying again;
 * `refused`: trying again cannot help until a person mends something; `busy`: nothing happened, try later; `gone`: the
 * ticket or card that it is about was removed by somebody there.
 */
export class DeliveryError extends Error {
  override readonly name = 'DeliveryError';
  constructor(
    readonly outcome: 'ambiguous' | 'refused' | 'busy' | 'gone',
    message: string,
    options: { readonly retryAfterMs?: number; readonly cause?: unknown } = {},
  ) {
    super(message, { cause: options.cause });
    this.retryAfterMs = options.retryAfterMs ?? null;
  }
  readonly retryAfterMs: number | null;
}

/** The store is there and will never take what it was given: trying again is of no use. */
export class RefusedValue extends Error {
  override readonly name = 'RefusedValue';
}

/** Where something is said: `anchor` is the report's own message, for destinations of kind thread. */
export interface Message {
  readonly destination: Destination;
  readonly anchor: Ref;
  /** Name of the channel where the report was made: below an anchor that is no message of the chat, it is said there. */
  readonly channel: string;
  /** Plain text with people as `@{id}`; the adapter turns it into its own markup and escapes the rest. */
  readonly text: string;
  readonly mentions: readonly PersonId[];
  /** What it is about; absent where it is about no report. */
  readonly about?: About;
}

/** What a message is about, for adapters that show more than words: ids, names and offers, none of it from people. */
export interface About {
  readonly kind: EffectKind;
  readonly report: string;
  readonly case: string | null;
  readonly class: DecisionClass;
  readonly status: CaseStatus | null;
  readonly severity: string | null;
  /** Name in the directory. */
  readonly area: string | null;
  readonly offers: readonly Offer[];
}

/** Speaking with people: Slack, or the local stand-in. */
export interface Chat {
  post(key: string, message: Message): Promise<Ref>;
  /** Replaces what an earlier message says; nobody is notified of an edit. */
  edit(key: string, posted: Ref, message: Message): Promise<void>;
  findByKey(key: string, message: Message): Promise<Ref | null>;
  /** All messages under a key, oldest first, without those withdrawn; absent where a key cannot be there twice. */
  findAllByKey?(key: string, message: Message): Promise<readonly Ref[]>;
  withdraw(posted: Ref): Promise<void>;
  /** How somebody whom the directory does not know is called there; null when that cannot be told. Absent where nobody has a name. */
  nameOf?(user: string): Promise<string | null>;
}

export interface Ticket {
  readonly summary: string;
  readonly description: string;
  readonly component: string;
  readonly labels: readonly string[];
  /** A name of the policy's severity scale, where one is stated. */
  readonly severity?: string | null;
  /** Whose report it is, where their e-mail is known. */
  readonly reporterEmail?: string;
}

/** What a side that enforces no keys offers against things made twice; absent where that cannot be. */
export interface Duplicates {
  /** All that was made under a key and not closed as a duplicate, oldest first. */
  findAllByKey?(key: string): Promise<readonly Ref[]>;
  /** Says on the newer of two that the older stands, and closes it; once, however often it is asked. */
  closeDuplicate?(duplicate: Ref, kept: Ref): Promise<void>;
}

/** How a ticket of the desk stands in the backlog. */
export interface TicketChange {
  readonly ref: Ref;
  /** The backlog's own name of the status. */
  readonly status: string;
  readonly done: boolean;
}

/** The universal bug backlog: Jira, or the local stand-in. */
export interface Backlog extends Duplicates {
  file(key: string, ticket: Ticket): Promise<Ref>;
  findByKey(key: string): Promise<Ref | null>;
  comment(key: string, ticket: Ref, text: string): Promise<void>;
  /**
   * Puts other words in place of those that the desk has written; false, and nothing is changed, where people have
   * changed them since. Absent where words cannot be replaced.
   */
  reword?(ticket: Ref, words: Pick<Ticket, 'summary' | 'description'>): Promise<boolean>;
  /** Puts a link on a ticket, once per address; absent where a ticket takes none but in its words. */
  link?(ticket: Ref, url: string, title: string): Promise<void>;
  /**
   * Tickets of the desk that changed between two times (milliseconds, UTC), and maybe of some that changed again since;
   * the same change may be told twice. Absent where nobody works on tickets.
   */
  changedSince?(since: number, until: number, now: number): Promise<readonly TicketChange[]>;
}

export interface Card {
  readonly title: string;
  readonly description: string;
  readonly area: string | null;
  readonly links: readonly string[];
}

/** The incidents board: Trello, or the local stand-in. */
export interface Board extends Duplicates {
  open(key: string, card: Card): Promise<Ref>;
  findByKey(key: string): Promise<Ref | null>;
  /** Adds a note to a card, once per key. */
  update(key: string, card: Ref, note: string): Promise<void>;
  /** Puts other words in place of those that the desk has written, as `Backlog.reword` does. */
  reword?(key: string, card: Ref, words: Card): Promise<boolean>;
  /** Puts a card of the desk among those that are over, or back from there; absent where a board has no columns. */
  move?(card: Ref, to: 'incoming' | 'resolved'): Promise<void>;
  /**
   * Hands the board over to a new shift: what is over so far is set apart under the dates of the past one. Doing it
   * twice changes nothing more. Absent where a board has no columns.
   */
  handOver?(dates: string): Promise<void>;
}

/** The on-call calendar. */
export interface Rota {
  /** People on call at a moment, first engineer first; throws DeliveryError when unreadable, never a false empty. */
  at(time: number): Promise<readonly PersonId[]>;
  /** What is wrong with it although it answers, like a calendar that was last read long ago; absent where nothing can be. */
  problem?(): Promise<string | null>;
}

/** Ids and numbers that may stand in a log line; texts of reports have no place in it. */
export type LogFields = Readonly<Record<string, string | number | boolean | null>>;

/** Where the desk writes down what it does. Messages are constant sentences, what varies stands in the fields. */
export interface Logger {
  debug(fields: LogFields, message: string): void;
  info(fields: LogFields, message: string): void;
  warn(fields: LogFields, message: string): void;
  error(fields: LogFields, message: string): void;
}

export type { PortName, Records, Store } from './records.js';
export type { Ref } from './ref.js';
