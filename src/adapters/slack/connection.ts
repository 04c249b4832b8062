// The desk's connection to Slack: always one open socket, and two while Slack replaces one. It opens the next when
// the last is about to go or has gone, waits longer from failure to failure, and never gives up.

import { WebAPIRateLimitedError } from '@slack/web-api';
import type { Clock, Logger, Random } from '../../desk/ports.js';
import { causeOf, needsPeople, sayCause } from './connection-cause.js';
import { type Envelope, type Line, type LineTerms, openLine } from './socket-line.js';

/** How patient a connection is; times in milliseconds. */
export interface ConnectionTimes {
  /** For opening a socket, its hello included. */
  readonly helloMs: number;
  /** For a ping to be answered. */
  readonly pingMs: number;
  /** First and longest wait between tries. */
  readonly backoffMs: { readonly first: number; readonly longest: number };
  /** How long a socket that Slack wants to close may stay beside its successor. */
  readonly overlapMs: number;
  /** How long the desk may be without a socket before that is a problem. */
  readonly quietMs: number;
}

/** For Slack itself. */
export const connectionTimes: ConnectionTimes = {
  helloMs: 10_000,
  pingMs: 5_000,
  backoffMs: { first: 500, longest: 30_000 },
  overlapMs: 15_000,
  quietMs: 30_000,
};

/** What a connection needs. */
export interface ConnectionDeps {
  readonly access: Pick<LineTerms, 'apiUrl' | 'appToken'>;
  readonly clock: Clock;
  readonly random: Random;
  readonly log: Logger;
  readonly times?: ConnectionTimes;
  /** Called with what arrives; must not throw. */
  envelope(envelope: Envelope): void;
  /** A socket is open after there was none: there may be something to catch up with. */
  connected(): void;
}

/** A connection that keeps itself up. */
export interface Connection {
  /** What is wrong with it, for the health; null when all is well. */
  problem(): string | null;
  /** Open sockets. */
  sockets(): number;
  stop(): void;
}

/** Connects, and stays connected until stopped. */
export function connect(deps: ConnectionDeps): Connection {
  const { clock, random, log, times = connectionTimes } = deps;
  /** All that are open: the one in use, and those that Slack is about to close. */
  const lines = new Set<Line>();
  let inUse: Line | null = null;
  let opening = false;
  let stopped = false;
  let failures = 0;
  let cancelWait = (): void => {};
  let downSince: number | null = clock.now();
  let cause: string | null = null;

  const waitMs = (error: unknown): number => {
    const { first, longest } = times.backoffMs;
    const doubled = Math.min(longest, first * 2 ** Math.min(failures, 20));
    const asked = error instanceof WebAPIRateLimitedError ? error.retryAfter * 1000 : 0;
    return Math.max(asked, doubled * (0.5 + random.next() / 2));
  };

  /** The first that goes is replaced at once; those that go soon after opening are waited for longer and longer. */
  const replace = (): void => {
    if (stopped) return;
    cancelWait();
    if (failures === 0) void open();
    else cancelWait = clock.after(waitMs(null), () => void open());
    failures += 1;
  };

  const leaving = (line: Line, reason: string): void => {
    log.info({ cause: reason }, 'Slack is about to close the socket');
    if (reason === 'link_disabled' || reason === 'too_many_websockets') {
      cause = reason;
      failures += 1;
      line.close();
      return;
    }
    clock.after(times.overlapMs, () => line.close());
    if (inUse !== line) return;
    inUse = null;
    replace();
  };

  const ended = (line: Line): void => {
    lines.delete(line);
    if (lines.size === 0) downSince ??= clock.now();
    if (inUse !== line) return;
    inUse = null;
    replace();
  };

  const opened = (line: Line): void => {
    const gap = lines.size === 0;
    lines.add(line);
    inUse = line;
    downSince = null;
    log.info({ left: lines.size }, 'a socket to Slack is open');
    // One that goes at once counts as a failure, so that opening does not spin.
    clock.after(times.quietMs, () => {
      if (inUse !== line) return;
      failures = 0;
      cause = null;
    });
    if (gap) deps.connected();
  };

  const open = async (): Promise<void> => {
    if (stopped || opening || inUse !== null) return;
    opening = true;
    const terms = { ...deps.access, helloMs: times.helloMs, pingMs: times.pingMs, clock };
    try {
      const line = await openLine(terms, { envelope: deps.envelope, leaving, ended });
      if (stopped) line.close();
      else opened(line);
    } catch (error) {
      cause = causeOf(error);
      const ms = waitMs(error);
      failures += 1;
      log.warn({ failures, cause, restMs: Math.round(ms) }, 'a socket to Slack could not be opened');
      if (!stopped) cancelWait = clock.after(ms, () => void open());
    } finally {
      opening = false;
    }
  };

  void open();
  return {
    sockets: () => lines.size,
    problem() {
      if (cause !== null && needsPeople(cause) && lines.size === 0) return sayCause(cause);
      if (downSince === null || clock.now() - downSince < times.quietMs) return null;
      const minutes = Math.max(1, Math.round((clock.now() - downSince) / 60_000));
      return `Slack has not been reached for ${minutes} minute${minutes === 1 ? '' : 's'}${cause === null ? '' : ` (${cause})`}; the desk keeps trying, and reads afterwards what it missed`;
    },
    stop() {
      stopped = true;
      cancelWait();
      for (const line of [...lines]) line.close();
      lines.clear();
    },
  };
}
