// How each sender proves who it is, and what reads its words.

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
import { momentFrom, type ReadWebhook } from './webhook-report.js';
import type { WebhookSender } from './webhook-senders.js';

/** How old what is signed with a time may be: senders try again for hours, and an outage may last a day. */
export const oldestMs = 48 * 3_600_000;
const plainWindowMs = 5 * 60_000;

/** A request as it came. */
export interface Received {
  readonly bytes: Uint8Array;
  readonly header: (name: string) => string | undefined;
}

/** When it was signed: a time, `untimed` where nothing signed tells, or null when the sender is not who it says. */
type Authenticate = (received: Received, secret: string) => number | 'untimed' | null;

/** How one sender is known and read. */
export interface KnownSender {
  readonly authenticate: Authenticate;
  readonly windowMs: number;
  readonly read: ReadWebhook;
}

const byBearer: Authenticate = ({ header }, secret) =>
  hasSharedSecret(header('authorization'), secret) ? 'untimed' : null;
const when = (signed: boolean): 'untimed' | null => (signed ? 'untimed' : null);

/** All senders but SNS, whose proof takes a look outside. */
export const KNOWN_SENDERS: Readonly<Record<Exclude<WebhookSender, 'sns'>, KnownSender>> = {
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
export const SIGNED_TIMES: Readonly<Partial<Record<WebhookSender, (body: unknown) => number | null>>> = {
  intercom: (body) => momentFrom((body as { readonly first_sent_at?: unknown } | null)?.first_sent_at),
  pagerduty: (body) =>
    momentFrom((body as { readonly event?: { readonly occurred_at?: unknown } } | null)?.event?.occurred_at),
};
