// The routes that other systems call. Nothing is read before its sender is known, nothing is answered before it is
// stored, and everything is counted.

import { createHash } from 'node:crypto';
import { type Context, Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import type { Logger } from '../../desk/ports.js';
import type { Intake } from '../../desk/records.js';
import { intakeOf } from './intake.js';
import { KNOWN_SENDERS, oldestMs, SIGNED_TIMES } from './known-senders.js';
import { type FetchText, snsVerifier } from './sns-signature.js';
import { takeSns } from './take-sns.js';
import type { WebhookReading } from './webhook-report.js';
import type { WebhookSender } from './webhook-senders.js';

/** One sender that is let in. */
export interface WebhookSenderSettings {
  /** The channel that its reports count as said in. */
  readonly channel: string;
  /** Null only for SNS, which signs what it sends. */
  readonly secret: string | null;
  /** Topics of SNS, by ARN. */
  readonly topics: readonly string[];
}

/** How a request ended, for the counters. */
export type WebhookOutcome =
  | 'accepted'
  | 'known'
  | 'ignored'
  | 'confirmed'
  | 'unsigned'
  | 'stale'
  | 'malformed'
  | 'too-large'
  | 'limited'
  | 'slow'
  | 'failed';

/** What the routes are given. */
export interface WebhookDeps {
  readonly senders: Readonly<Partial<Record<WebhookSender, WebhookSenderSettings>>>;
  /** Stores a report; resolves once it cannot be lost. */
  accept(intake: Intake): Promise<{ readonly id: string; readonly accepted: 'new' | 'known' }>;
  /** Milliseconds since 1970, UTC. */
  now(): number;
  /** Minutes east of UTC where the desk's people are, at a moment: "at five" in a report is read there. */
  utcOffset(at: number): number;
  count(sender: WebhookSender, outcome: WebhookOutcome): void;
  readonly log: Logger;
  /** For certificates and confirmations of SNS. */
  readonly fetchText: FetchText;
  /** Most requests a minute of one sender. */
  readonly perMinute: number;
  /** How long a body may take to arrive, in milliseconds. */
  readonly bodyTimeoutMs: number;
}

const largestBody = 1024 * 1024;
/** The routes `/webhooks/<sender>`, for the senders that are configured and no others. */
export function webhookApi(deps: WebhookDeps): Hono {
  const api = new Hono();
  const verify = snsVerifier(deps.fetchText, deps.now);
  const limits = new Map<WebhookSender, { minute: number; seen: number }>();
  const end = (
    c: Context,
    sender: WebhookSender,
    outcome: WebhookOutcome,
    status: Status,
    more: object = {},
  ): Response => {
    deps.count(sender, outcome);
    if (status >= 400) deps.log.warn({ port: sender, outcome }, 'a webhook was refused');
    return c.json({ outcome, ...more }, status);
  };

  for (const [name, settings] of Object.entries(deps.senders) as [WebhookSender, WebhookSenderSettings][]) {
    // Intercom asks by HEAD whether the address is there.
    api.get(`/webhooks/${name}`, (c) => c.body(null, 204));
    api.post(
      `/webhooks/${name}`,
      bodyLimit({ maxSize: largestBody, onError: (c) => end(c, name, 'too-large', 413) }),
      async (c) => {
        const bytes = await bodyOf(c, deps.bodyTimeoutMs);
        if (bytes === null) return end(c, name, 'slow', 408);
        const received = { bytes, header: (header: string) => c.req.header(header) };
        const body = lazily(() => jsonOf(bytes));
        const tooMany = (): boolean => isTooMany(limits, name, deps);
        if (name === 'sns') {
          const taken = await takeSns(body(), received, settings, { ...deps, verify, oldestMs }).catch(
            () => 'failed' as const,
          );
          if (typeof taken === 'string') return end(c, name, taken, snsStatus[taken]);
          if (tooMany()) return limited(c, name);
          return answer(c, name, settings, taken);
        }
        const sender = KNOWN_SENDERS[name];
        const signed = settings.secret === null ? null : sender.authenticate(received, settings.secret);
        if (signed === null) return end(c, name, 'unsigned', 401);
        const at = signed === 'untimed' ? (SIGNED_TIMES[name]?.(body()) ?? null) : signed;
        if (at !== null && Math.abs(deps.now() - at) > sender.windowMs) return end(c, name, 'stale', 400);
        if (tooMany()) return limited(c, name);
        if (body() === undefined) return end(c, name, 'malformed', 400, { expected: 'valid JSON' });
        const digest = createHash('sha256').update(bytes).digest('hex');
        return answer(c, name, settings, sender.read(body(), { now: deps.now(), digest }));
      },
    );
  }
  api.notFound((c) => c.json({ error: 'no such webhook is configured' }, 404));
  return api;

  function limited(c: Context, name: WebhookSender): Response {
    c.header('retry-after', '60');
    return end(c, name, 'limited', 429);
  }

  async function answer(
    c: Context,
    name: WebhookSender,
    settings: WebhookSenderSettings,
    reading: WebhookReading,
  ): Promise<Response> {
    if ('malformed' in reading) return end(c, name, 'malformed', 400, { expected: reading.malformed });
    if ('ignored' in reading) return end(c, name, 'ignored', 202, { what: reading.ignored });
    try {
      const taken = [];
      for (const report of reading.reports)
        taken.push(await deps.accept(intakeOf(report, settings.channel, deps)));
      const fresh = taken.filter(({ accepted }) => accepted === 'new').length;
      return end(c, name, fresh > 0 ? 'accepted' : 'known', fresh > 0 ? 202 : 200, { reports: taken });
    } catch (error) {
      deps.log.error(
        { port: name, error: error instanceof Error ? error.name : 'unknown' },
        'a webhook could not be stored',
      );
      return end(c, name, 'failed', 503);
    }
  }
}

type Status = 200 | 202 | 400 | 401 | 408 | 413 | 429 | 503;

const snsStatus: Readonly<
  Record<'unsigned' | 'stale' | 'malformed' | 'confirmed' | 'failed' | 'ignored', Status>
> = {
  unsigned: 401,
  stale: 400,
  malformed: 400,
  confirmed: 200,
  ignored: 202,
  failed: 503,
};

async function bodyOf(c: Context, timeoutMs: number): Promise<Uint8Array | null> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<null>((resolve) => {
    timer = setTimeout(() => resolve(null), timeoutMs);
  });
  const body = c.req.arrayBuffer().then((buffer) => new Uint8Array(buffer));
  body.catch(() => {});
  try {
    return await Promise.race([body, late]);
  } finally {
    clearTimeout(timer);
  }
}

/** Strangers' bytes are not parsed before they are known to be none. */
function lazily<T>(make: () => T): () => T {
  let made: { readonly value: T } | null = null;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}

function jsonOf(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    return undefined;
  }
}

/** Counted only for those who are who they say: a stranger cannot use up a sender's share. */
function isTooMany(
  limits: Map<WebhookSender, { minute: number; seen: number }>,
  name: WebhookSender,
  { now, perMinute }: Pick<WebhookDeps, 'now' | 'perMinute'>,
): boolean {
  const minute = Math.floor(now() / 60_000);
  const known = limits.get(name);
  const seen = known?.minute === minute ? known.seen + 1 : 1;
  limits.set(name, { minute, seen });
  return seen > perMinute;
}
