/** Senders of webhooks that the desk understands. */
export const WEBHOOK_SENDERS = [
  'intercom',
  'alertmanager',
  'pagerduty',
  'opsgenie',
  'datadog',
  'sentry',
  'sns',
  'grafana',
  'plain',
] as const;
export type WebhookSender = (typeof WEBHOOK_SENDERS)[number];
