import { type Destination, OPERATOR, type Standing } from '../router/index.js';
import type { PortName } from './records.js';

/** How patient and how quick the desk is; times in milliseconds. */
export interface DeskSettings {
  /** How long a claim on an effect lasts; longer than a call. */
  readonly leaseMs: number;
  /** The longest a call to the outside may last before it counts as ambiguous. */
  readonly callTimeoutMs: number;
  /** How long the other side needs to show what it has done, before looking for it tells anything. */
  readonly visibleAfterMs: Readonly<Record<PortName, number>>;
  /** Least time between two calls into one lane. */
  readonly paceMs: Readonly<Record<PortName, number>>;
  /** Calls under way at once. */
  readonly slots: Readonly<Record<PortName, number>>;
  /** First and longest wait between tries; doubled from one to the next. */
  readonly backoffMs: { readonly first: number; readonly longest: number };
  /** Tries before an effect is parked for a person. With the waits above, about two hours. */
  readonly maxTries: number;
  /** After that many failures in a row a lane is left alone for a while. */
  readonly breaker: { readonly failures: number; readonly restMs: number };
  /** Changes of a case within that time become one edit of what was said about it. */
  readonly coalesceMs: number;
  /** Where an announcement goes as well, once it has failed that often; null when there is no second place. */
  readonly second: { readonly destination: Destination; readonly afterTries: number } | null;
  /** Tries to decide a report before it waits for a person. */
  readonly decideTries: number;
  /** How often a desk looks for work that another desk, or time, may have brought. */
  readonly pollMs: number;
  /** How long the words of a report are kept once its case is over; null keeps them for ever. */
  readonly retainMs: number | null;
  /** When it is looked whether a delivery of unknown end was made twice: after it, and after each look before. */
  readonly sweepAfterMs: readonly number[];
  /** How often the backlog is asked what became of tickets. */
  readonly ticketsEveryMs: number;
  /** How long a usually busy channel may be silent before that is a problem. */
  readonly silenceMs: number;
  /** Who may do anything to a case, whatever the policy says: whoever sits at the machine in local mode; null for nobody. */
  readonly operator: string | null;
  /** Whether the desk may speak in channels about which nobody has decided yet. */
  readonly begins: Standing;
  /** How often it is looked whether something is wrong. */
  readonly watchEveryMs: number;
  /** How often it is looked whether decisions get worse: weeks are read for it. */
  readonly driftEveryMs: number;
  /** How long stopping waits for calls under way. */
  readonly drainMs: number;
}

/** For real neighbours: Slack takes one message a second a channel, Jira's search lags by up to a minute. */
export const defaultSettings: DeskSettings = {
  leaseMs: 30_000,
  callTimeoutMs: 10_000,
  visibleAfterMs: { chat: 2_000, backlog: 60_000, board: 5_000 },
  paceMs: { chat: 1_000, backlog: 100, board: 100 },
  slots: { chat: 4, backlog: 2, board: 2 },
  backoffMs: { first: 1_000, longest: 300_000 },
  maxTries: 30,
  breaker: { failures: 5, restMs: 30_000 },
  coalesceMs: 1_000,
  second: null,
  decideTries: 3,
  pollMs: 1_000,
  retainMs: null,
  sweepAfterMs: [5 * 60_000, 3_600_000],
  ticketsEveryMs: 3 * 60_000,
  silenceMs: 2 * 3_600_000,
  operator: null,
  begins: 'observed',
  watchEveryMs: 60_000,
  driftEveryMs: 6 * 3_600_000,
  drainMs: 15_000,
};

/** For the local stand-ins, which answer at once and show what they have at once. */
export const localSettings: DeskSettings = {
  ...defaultSettings,
  visibleAfterMs: { chat: 0, backlog: 0, board: 0 },
  paceMs: { chat: 0, backlog: 0, board: 0 },
  coalesceMs: 50,
  operator: OPERATOR,
  begins: 'live',
};
