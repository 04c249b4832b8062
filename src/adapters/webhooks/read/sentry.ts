// Sentry's integration webhooks: alerts, new issues, metric alerts.

import { z } from 'zod';
import { oneLine } from '../../plain-text.js';
import {
  eventPart,
  momentFrom,
  monitorText,
  type ReadWebhook,
  type WebhookReport,
  webAddress,
} from '../webhook-report.js';

const envelope = z.object({ action: z.string(), data: z.looseObject({}) });
const event = z.object({
  event_id: z.string().min(1).max(100),
  issue_id: z.coerce.string().nullish(),
  title: z.string(),
  culprit: z.string().nullish(),
  environment: z.string().nullish(),
  level: z.string().nullish(),
  datetime: z.string().nullish(),
  web_url: z.string().nullish(),
});
const issue = z.object({
  id: z.coerce.string().min(1).max(100),
  shortId: z.string().nullish(),
  title: z.string(),
  culprit: z.string().nullish(),
  level: z.string().nullish(),
  firstSeen: z.string().nullish(),
  lastSeen: z.string().nullish(),
  permalink: z.string().nullish(),
  web_url: z.string().nullish(),
  project: z.object({ name: z.string().nullish() }).nullish(),
});
const metric = z.object({
  metric_alert: z.object({ id: z.coerce.string(), date_started: z.string().nullish() }),
  description_title: z.string(),
  description_text: z.string().nullish(),
  web_url: z.string().nullish(),
});

/** Reads a notification by what it carries. */
export const readSentry: ReadWebhook = (body) => {
  const read = envelope.safeParse(body);
  if (!read.success) return { malformed: 'expected a notification of Sentry with action and data' };
  const { action, data } = read.data;
  if ('event' in data && action === 'triggered')
    return one(event.safeParse(data.event), (value) => alertOf(value, data.triggered_rule));
  if ('metric_alert' in data && ['critical', 'warning', 'resolved'].includes(action)) {
    return one(metric.safeParse(data), (value) => metricOf(value, action));
  }
  if ('issue' in data && (action === 'created' || action === 'resolved' || action === 'unresolved')) {
    return one(issue.safeParse(data.issue), (value) => issueOf(value, action));
  }
  return { ignored: oneLine(action, 60, 'no action') };
};

function one<T>(read: z.ZodSafeParseResult<T>, report: (value: T) => WebhookReport): ReturnType<ReadWebhook> {
  return read.success
    ? { reports: [report(read.data)] }
    : { malformed: 'expected the shape that Sentry documents for it' };
}

const common = { kind: 'automated', user: 'sentry', partner: null } as const;

function alertOf(value: z.infer<typeof event>, rule: unknown): WebhookReport {
  const name = typeof rule === 'string' && rule !== '' ? `${rule}: ` : '';
  return {
    ...common,
    event: `sentry:event:${eventPart(value.event_id)}`,
    text: monitorText(`[Triggered] Sentry ${name}${value.title}`, [
      factsOf(value.level, value.culprit, value.environment),
    ]),
    at: momentFrom(value.datetime),
    url: webAddress(value.web_url),
    alert: value.issue_id == null ? null : { id: `sentry:issue:${value.issue_id}`, over: false },
  };
}

function issueOf(value: z.infer<typeof issue>, action: string): WebhookReport {
  const first =
    action === 'created'
      ? 'New issue in'
      : action === 'resolved'
        ? '[Resolved] Sentry issue in'
        : 'Sentry issue is back in';
  const when = action === 'created' ? value.firstSeen : value.lastSeen;
  // An issue is resolved and comes back more than once, and its last event tells these apart.
  const round = action === 'created' ? '' : `:${eventPart(value.lastSeen ?? 'unknown')}`;
  return {
    ...common,
    event: `sentry:issue:${eventPart(value.id)}:${action}${round}`,
    text: monitorText(`${first} ${value.project?.name ?? 'a project'}: ${value.title}`, [
      factsOf(value.level, value.culprit, value.shortId),
    ]),
    at: momentFrom(when),
    url: webAddress(value.web_url) ?? webAddress(value.permalink),
    alert: { id: `sentry:issue:${value.id}`, over: action === 'resolved' },
  };
}

function metricOf(value: z.infer<typeof metric>, action: string): WebhookReport {
  const started = eventPart(value.metric_alert.date_started ?? 'unknown');
  const state = action === 'resolved' ? '[Resolved]' : '[Triggered]';
  return {
    ...common,
    event: `sentry:metric:${eventPart(value.metric_alert.id)}:${action}:${started}`,
    text: monitorText(`${state} Sentry ${value.description_title} (${action})`, [value.description_text]),
    at: momentFrom(value.metric_alert.date_started),
    url: webAddress(value.web_url),
    alert: { id: `sentry:metric:${value.metric_alert.id}`, over: action === 'resolved' },
  };
}

function factsOf(...facts: readonly (string | null | undefined)[]): string {
  return facts.filter((fact) => fact != null && fact !== '').join(', ');
}
