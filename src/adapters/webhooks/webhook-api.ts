// The routes that other systems call. Nothing is read before its sender is known, nothing is answered before it is
// stored, and everything is counted.

import { createHash } from 'node:crypto';
import { type Context, Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import type { Logger } from '../../desk/ports.js';
import type { Intake } from '../../desk/records.js';
import { readAlertGroup } from './read/alertmanager.js';
import { readDatadog } from './read/datadog.js';
import { readGrafana } from './read/grafana.js';
import { readIntercom } from './read/intercom.js';
import { readOpsgenie } from './read/opsgenie.js';
import { readPagerDuty } from './read/pagerduty.js';
import { readPlain } from './read/plain.js';
import { readSentry } from './read/sentry.js';
import {
  hasSharedSecret,
  signedByHub,
  signedByPagerDuty,
  signedPlainly,
  signedWithTime,
} from './signatures.js';
import { type FetchText, snsVerifier } from './sns-signature.js';
import { takeSns } from './take-sns.js';
import { momentFrom, type ReadWebhook, type WebhookReading, type WebhookReport } from './webhook-report.js';
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
/** How old what is signed with a time may be: senders try again for hours, and an outage may last a day. */
const oldestMs = 48 * 3_600_000;
const plainWindowMs = 5 * 60_000;

interface Received {
  readonly bytes: Uint8Array;
  readonly header: (name: string) => string | undefined;
}

/** When it was signed: a time, `untimed` where nothing signed tells, or null when the sender is not who it says. */
type Authenticate = (received: Received, secret: string) => number | 'untimed' | null;

interface Sender {
  readonly authenticate: Authenticate;
  readonly windowMs: number;
  readonly read: ReadWebhook;
}

const byBearer: Authenticate = ({ header }, secret) =>
  hasSharedSecret(header('authorization'), secret) ? 'untimed' : null;
const when = (signed: boolean): 'untimed' | null => (signed ? 'untimed' : null);

const senders: Readonly<Record<Exclude<WebhookSender, 'sns'>, Sender>> = {
  intercom: {
    authenticate: ({ bytes, header }, secret) => when(signedByHub(bytes, header('x-hub-signature'), secret)),
    windowMs: oldestMs,
    read: readIntercom,
  },
  alertmanager: { authenticate: byBearer, windowMs: oldestMs, read: readAlertGroup('alertmanager') },
  pagerduty: {
    authenticate: ({ bytes, header }, secret) =>
      when(signedByPagerDuty(bytes, header('x-pagerduty-signature'), secret)),
    windowMs: oldestMs,
    read: readPagerDuty,
  },
  opsgenie: { authenticate: byBearer, windowMs: oldestMs, read: readOpsgenie },
  datadog: { authenticate: byBearer, windowMs: oldestMs, read: readDatadog },
  sentry: {
    authenticate: ({ bytes, header }, secret) =>
      when(signedPlainly(bytes, header('sentry-hook-signature'), secret)),
    windowMs: oldestMs,
    read: readSentry,
  },
  grafana: {
    authenticate: (received, secret) =>
      signedPlainly(received.bytes, received.header('x-grafana-alerting-signature'), secret)
        ? 'untimed'
        : byBearer(received, secret),
    windowMs: oldestMs,
    read: readGrafana,
  },
  plain: {
    authenticate: (received, secret) =>
      received.header('x-triage-signature') === undefined
        ? byBearer(received, secret)
        : signedWithTime(received.bytes, received.header('x-triage-signature'), secret),
    windowMs: plainWindowMs,
    read: readPlain,
  },
};

/** Times that a signed body carries itself, by sender: a recorded request must not be played back days later. */
const signedTimes: Readonly<Partial<Record<WebhookSender, (body: unknown) => number | null>>> = {
  intercom: (body) => momentFrom((body as { readonly first_sent_at?: unknown } | null)?.first_sent_at),
  pagerduty: (body) =>
    momentFrom((body as { readonly event?: { readonly occurred_at?: unknown } } | null)?.event?.occurred_at),
};

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
        const sender = senders[name];
        const signed = settings.secret === null ? null : sender.authenticate(received, settings.secret);
        if (signed === null) return end(c, name, 'unsigned', 401);
        const at = signed === 'untimed' ? (signedTimes[name]?.(body()) ?? null) : signed;
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

/** A report as the inbox takes it. Times that cannot be are replaced by now: a wrong clock must not hide a report. */
export function intakeOf(
  report: WebhookReport,
  channel: string,
  { now, utcOffset }: Pick<WebhookDeps, 'now' | 'utcOffset'>,
): Intake {
  const received = now();
  const likely = report.at !== null && report.at > received - oldestMs && report.at < received + 5 * 60_000;
  const at = likely && report.at !== null ? report.at : received;
  const event = `webhook:${report.event}`;
  return {
    event,
    text: report.text,
    source: { kind: report.kind, channel, user: report.user },
    at,
    utcOffset: utcOffset(at),
    ...(report.partner !== null && { partner: report.partner }),
    anchor: { id: event, url: report.url },
    private: false,
    synthetic: false,
  };
}

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
