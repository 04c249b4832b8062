// Prometheus Alertmanager, and Grafana since version 8, which speaks the same: one report per group of alerts and state.

import { z } from 'zod';
import { eventPart, momentFrom, monitorText, type ReadWebhook, webAddress } from '../webhook-report.js';

const texts = z.record(z.string(), z.coerce.string()).catch({});
const alert = z.object({
  status: z.enum(['firing', 'resolved']),
  labels: texts,
  annotations: texts,
  startsAt: z.string().optional(),
  endsAt: z.string().optional(),
  generatorURL: z.string().nullish(),
});

/** The body of Alertmanager's webhook, version 4. */
export const alertGroup = z.object({
  status: z.enum(['firing', 'resolved']),
  groupKey: z.coerce.string(),
  alerts: z.array(alert).max(10_000),
  groupLabels: texts.optional(),
  commonLabels: texts.optional(),
  commonAnnotations: texts.optional(),
  externalURL: z.string().nullish(),
  title: z.string().nullish(),
  message: z.string().nullish(),
});
type AlertGroup = z.infer<typeof alertGroup>;

/** Reads a group; sent again while it fires, and when alerts join it, it is the same event. */
export function readAlertGroup(sender: 'alertmanager' | 'grafana'): ReadWebhook {
  return (body) => {
    const read = alertGroup.safeParse(body);
    if (!read.success) return { malformed: 'expected a group of alerts: status, groupKey, alerts' };
    const group = read.data;
    const alerts = group.alerts.filter(({ status }) => status === group.status);
    if (alerts.length === 0) return { ignored: 'a group without alerts' };
    const starts = alerts.flatMap(({ startsAt }) => momentFrom(startsAt) ?? []);
    const ends = alerts.flatMap(({ endsAt }) => momentFrom(endsAt) ?? []);
    const began = starts.length === 0 ? null : Math.min(...starts);
    const at = group.status === 'firing' || ends.length === 0 ? began : Math.max(...ends);
    return {
      reports: [
        {
          event: [sender, group.status, began ?? 'unknown', group.groupKey].map(eventPart).join(':'),
          text: textOf(group, alerts),
          kind: 'automated',
          user: sender,
          at,
          partner: null,
          url: webAddress(alerts[0]?.generatorURL) ?? webAddress(group.externalURL),
          alert: { id: `${sender}:${group.groupKey}`, over: group.status === 'resolved' },
        },
      ],
    };
  };
}

function textOf(group: AlertGroup, alerts: AlertGroup['alerts']): string {
  const state = group.status === 'firing' ? `[FIRING:${alerts.length}]` : '[RESOLVED]';
  const labels = { ...group.groupLabels, ...group.commonLabels };
  const name = labels.alertname ?? alerts[0]?.labels.alertname ?? 'alerts';
  const severity = labels.severity ?? alerts[0]?.labels.severity;
  const each = alerts
    .slice(0, 10)
    .flatMap(({ annotations }) => [annotations.summary, annotations.description]);
  const others = alerts.length > 10 ? [`and ${alerts.length - 10} more alerts`] : [];
  return monitorText(`${state} ${name}${severity === undefined ? '' : ` (${severity})`}`, [
    ...each,
    ...others,
  ]);
}
