// PagerDuty, webhooks version 3.

import { z } from 'zod';
import { oneLine } from '../../plain-text.js';
import { eventPart, momentFrom, monitorText, type ReadWebhook, webAddress } from '../webhook-report.js';

const named = z.object({ summary: z.string().nullish() }).nullish();

const envelope = z.object({
  event: z.object({
    id: z.string().min(1).max(100),
    event_type: z.string(),
    occurred_at: z.string().optional(),
    data: z.looseObject({}).nullish(),
  }),
});
const incident = z.object({
  id: z.string().min(1).max(100),
  html_url: z.string().nullish(),
  number: z.number().nullish(),
  title: z.string(),
  urgency: z.string().nullish(),
  service: named,
  priority: named,
});

const states: Readonly<Record<string, string>> = {
  'incident.triggered': 'Triggered',
  'incident.reopened': 'Triggered',
  'incident.resolved': 'Resolved',
};

/** Reads an event; what people do to an incident in PagerDuty is no report. */
export const readPagerDuty: ReadWebhook = (body) => {
  const read = envelope.safeParse(body);
  // Version 1 sent a list of messages; PagerDuty has retired it.
  if (!read.success)
    return isLegacy(body)
      ? { ignored: 'webhook version 1' }
      : { malformed: 'expected an event of PagerDuty version 3' };
  const { event } = read.data;
  const state = states[event.event_type];
  if (state === undefined) return { ignored: oneLine(event.event_type, 60, 'no type') };
  const parsed = incident.safeParse(event.data);
  if (!parsed.success) return { malformed: 'expected an incident in event.data' };
  const { id, number, title, service, urgency, priority, html_url } = parsed.data;
  const facts = [service?.summary, priority?.summary, urgency == null ? null : `${urgency} urgency`];
  return {
    reports: [
      {
        event: `pagerduty:${eventPart(id)}:${eventPart(event.id)}`,
        text: monitorText(`${state} #${number ?? id}: ${title}`, [
          facts.filter((fact) => fact != null).join(', '),
        ]),
        kind: 'automated',
        user: 'pagerduty',
        at: momentFrom(event.occurred_at),
        partner: null,
        url: webAddress(html_url),
        alert: { id: `pagerduty:${id}`, over: state === 'Resolved' },
      },
    ],
  };
};

function isLegacy(body: unknown): boolean {
  return z.object({ messages: z.array(z.looseObject({ type: z.string() })) }).safeParse(body).success;
}
