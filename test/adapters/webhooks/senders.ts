// Requests as the senders make them, and an inbox that remembers.

import { createHmac } from 'node:crypto';
import {
  type WebhookDeps,
  type WebhookOutcome,
  webhookApi,
} from '../../../src/adapters/webhooks/webhook-api.js';
import { WEBHOOK_SENDERS, type WebhookSender } from '../../../src/adapters/webhooks/webhook-senders.js';
import type { Intake } from '../../../src/desk/records.js';

export const secret = 'the-secret-of-the-desk';
export const topics = ['arn:aws:sns:eu-west-1:1234567890:alerta-test', 'arn:aws:sns:EXAMPLE'];

/** Headers with which a sender proves who it is. */
export function headersOf(
  sender: WebhookSender,
  body: string,
  with_: string = secret,
  now = 0,
): Record<string, string> {
  const sign = (algorithm: string, text: string) => createHmac(algorithm, with_).update(text).digest('hex');
  const seconds = String(Math.floor(now / 1000)).padStart(10, '0');
  switch (sender) {
    case 'intercom':
      return { 'x-hub-signature': `sha1=${sign('sha1', body)}` };
    case 'pagerduty':
      return { 'x-pagerduty-signature': `v1=${'0'.repeat(64)},v1=${sign('sha256', body)}` };
    case 'sentry':
      return { 'sentry-hook-signature': sign('sha256', body) };
    case 'grafana':
      return { 'x-grafana-alerting-signature': sign('sha256', body) };
    case 'plain':
      return { 'x-triage-signature': `t=${seconds},v1=${sign('sha256', `${seconds}.${body}`)}` };
    case 'sns':
      return { authorization: `Basic ${Buffer.from(`sns:${with_}`).toString('base64')}` };
    default:
      return { authorization: `Bearer ${with_}` };
  }
}

/** A desk's webhooks with an inbox that remembers; the clock stands. */
export function desk(odd: Partial<WebhookDeps> = {}) {
  const intakes: Intake[] = [];
  const counted: string[] = [];
  const fetched: string[] = [];
  const log: string[] = [];
  const say = (fields: object, message: string) => void log.push(JSON.stringify(fields) + message);
  const now = odd.now ?? (() => Date.UTC(2026, 2, 9, 12));
  const api = webhookApi({
    senders: Object.fromEntries(
      WEBHOOK_SENDERS.map((name) => [name, { channel: `from-${name}`, secret, topics }]),
    ),
    async accept(intake) {
      const known = intakes.some(({ event }) => event === intake.event);
      if (!known) intakes.push(intake);
      return { id: intake.event, accepted: known ? 'known' : 'new' };
    },
    now,
    utcOffset: () => 0,
    count: (sender: WebhookSender, outcome: WebhookOutcome) => void counted.push(`${sender} ${outcome}`),
    log: { debug: say, info: say, warn: say, error: say },
    fetchText: async (url) => {
      fetched.push(url);
      return '';
    },
    perMinute: 1_000,
    bodyTimeoutMs: 5_000,
    ...odd,
  });
  const post = async (sender: WebhookSender, body: unknown, headers?: Record<string, string>) => {
    const text = typeof body === 'string' ? body : JSON.stringify(body);
    const response = await api.request(`/webhooks/${sender}`, {
      method: 'POST',
      body: text,
      headers: headers ?? headersOf(sender, text, secret, now()),
    });
    return response.status;
  };
  return { api, post, intakes, counted, fetched, log };
}
