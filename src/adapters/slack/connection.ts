// The desk's connection to Slack: always one open socket, and two while Slack replaces one. It opens the next when
// the last is about to go or has gone, waits longer from failure to failure, and never gives up.

import { ErrorCode, WebAPIPlatformError, WebAPIRateLimitedError } from '@slack/web-api';
import type { Clock, Logger, Random } from '../../desk/ports.js';
import { lostTokenCodes, slackCode } from './slack-failure.js';
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
  const lines = new Set<Line>();
  let stopped = false;
  let opening = false;
  let failures = 0;
  let cancelWait = (): void => {};
  let downSince: number | null = clock.now();
  let cause: string | null = null;

  const waitFor = (error: unknown): number => {
    const { first, longest } = times.backoffMs;
    const doubled = Math.min(longest, first * 2 ** Math.min(failures, 20));
    const asked = error instanceof WebAPIRateLimitedError ? error.retryAfter * 1000 : 0;
    return Math.max(asked, doubled * (0.5 + random.next() / 2));
  };

  const later = (ms: number): void => {
    cancelWait = clock.after(ms, () => void open());
  };

  const open = async (): Promise<void> => {
    if (stopped || opening) return;
    opening = true;
    let line: Line | null = null;
    let left = false;
    const leave = (): void => {
      if (left || stopped) return;
      left = true;
      // The first that goes is replaced at once; those that go soon after opening wait longer and longer.
      if (failures === 0) void open();
      else later(waitFor(null));
      failures += 1;
    };
    const gone = (): void => {
      if (line !== null) lines.delete(line);
      if (lines.size === 0) downSince ??= clock.now();
      leave();
    };
    try {
      line = await openLine(
        { ...deps.access, helloMs: times.helloMs, pingMs: times.pingMs, clock },
        {
          envelope: deps.envelope,
          leaving(reason) {
            log.info({ cause: reason }, 'Slack is about to close the socket');
            if (reason === 'link_disabled' || reason === 'too_many_websockets') {
              cause = reason;
              failures += 1;
              line?.close();
              return;
            }
            leave();
            const old = line;
            clock.after(times.overlapMs, () => old?.close());
          },
          ended: gone,
        },
      );
    } catch (error) {
      opening = false;
      cause = causeOf(error);
      const ms = waitFor(error);
      failures += 1;
      log.warn({ failures, cause, restMs: Math.round(ms) }, 'a socket to Slack could not be opened');
      if (!stopped) later(ms);
      return;
    }
    opening = false;
    if (stopped) {
      line.close();
      return;
    }
    const gap = lines.size === 0;
    lines.add(line);
    downSince = null;
    // A socket that goes at once counts as a failure, so that opening does not spin.
    clock.after(times.quietMs, () => {
      if (line !== null && lines.has(line)) {
        failures = 0;
        cause = null;
      }
    });
    log.info({ left: lines.size }, 'a socket to Slack is open');
    if (gap) deps.connected();
  };

  void open();
  return {
    sockets: () => lines.size,
    problem() {
      if (cause !== null && mendedByPeople(cause) && lines.size === 0) return sayCause(cause);
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

function mendedByPeople(cause: string): boolean {
  return lostTokenCodes.has(cause) || cause === 'link_disabled';
}

function sayCause(cause: string): string {
  return cause === 'link_disabled'
    ? 'socket mode is switched off for the app: switch it on at https://api.slack.com/apps, Socket Mode (docs/slack.md)'
    : `Slack does not accept SLACK_APP_TOKEN (${cause}): make a new app-level token with connections:write (docs/slack.md)`;
}

/** A code or the kind of an error; never its words. */
function causeOf(error: unknown): string {
  if (error instanceof WebAPIPlatformError) return slackCode(error) ?? 'refused';
  if (error instanceof WebAPIRateLimitedError) return 'ratelimited';
  const code = (error as { readonly code?: unknown }).code;
  if (code === ErrorCode.RequestError) return 'unreachable';
  if (code === ErrorCode.HTTPError) return 'http_error';
  return error instanceof Error ? error.name : 'closed';
}
