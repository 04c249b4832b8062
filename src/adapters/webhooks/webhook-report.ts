// What a webhook says, before it becomes a report of the desk.

import type { Alert } from '../../desk/records.js';
import { cleanText, cutText, oneLine } from '../plain-text.js';

/** One report read from a webhook. */
export interface WebhookReport {
  /** The same when the sender tries again, another one when the same thing happens again. */
  readonly event: string;
  readonly text: string;
  readonly kind: 'human' | 'automated';
  /** Stable id of who said it. */
  readonly user: string;
  /** Milliseconds since 1970, UTC; null when the sender names no time. */
  readonly at: number | null;
  readonly partner: string | null;
  /** Where it can be looked at. */
  readonly url: string | null;
  /** What fires or is over, where a monitor says so; null for what people say. */
  readonly alert: Alert | null;
}

/** `ignored`: understood as nothing to report; `malformed`: not the sender's shape, with what is wrong. */
export type WebhookReading =
  | { readonly reports: readonly WebhookReport[] }
  | { readonly ignored: string }
  | { readonly malformed: string };

/** What a reader may know besides the body. */
export interface ReadContext {
  /** Milliseconds since 1970, UTC. */
  readonly now: number;
  /** Hex digits that stand for the body, the same for the same body. */
  readonly digest: string;
}

/** Reads the body of one sender; pure. */
export type ReadWebhook = (body: unknown, context: ReadContext) => WebhookReading;

/** A monitor's report: a first line with its state, then what else it says, empty lines left out. */
export function monitorText(first: string, rest: readonly (string | null | undefined)[]): string {
  const lines = rest
    .filter((line) => line != null && line.trim() !== '')
    .map((line) => cleanText(line ?? '').trim());
  return cutText([oneLine(first, 1_000, 'Alert'), ...new Set(lines)].join('\n'), 200_000);
}

/** A moment of ISO 8601 text or of seconds, milliseconds or microseconds since 1970; null for anything else. */
export function momentFrom(value: unknown): number | null {
  if (typeof value === 'number' || (typeof value === 'string' && /^\d{9,19}$/.test(value))) {
    let time = Number(value);
    if (time < 1e11) time *= 1000;
    while (time > 1e14) time /= 1000;
    return Number.isFinite(time) ? Math.round(time) : null;
  }
  const time = typeof value === 'string' ? Date.parse(value) : Number.NaN;
  return Number.isNaN(time) || time < 0 ? null : time;
}

/** An address of http or https, or null: what a link may lead to is not for the sender to choose. */
export function webAddress(value: unknown): string | null {
  if (typeof value !== 'string' || value.length > 2_000 || !/^https?:\/\//i.test(value)) return null;
  return URL.canParse(value) ? new URL(value).href : null;
}

/** A part of an event's name: short, and without the colon that parts are joined by. */
export function eventPart(value: string | number): string {
  return oneLine(String(value), 200, 'none').replaceAll(':', '_');
}
