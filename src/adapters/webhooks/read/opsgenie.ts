// Opsgenie's outgoing webhook.

import { z } from 'zod';
import { oneLine } from '../../plain-text.js';
import { eventPart, momentFrom, monitorText, type ReadWebhook } from '../webhook-report.js';

const action = z.object({ action: z.string(), alert: z.looseObject({}).nullish() });
const alert = z.object({
  alertId: z.string().min(1).max(100),
  tinyId: z.coerce.string().nullish(),
  message: z.string(),
  description: z.string().nullish(),
  entity: z.string().nullish(),
  priority: z.union([z.string(), z.number()]).nullish(),
  createdAt: z.number().nullish(),
  updatedAt: z.number().nullish(),
});

const states: Readonly<Record<string, string>> = { Create: '[Triggered]', Close: '[Resolved]' };

/** Reads an action; all but opening and closing an alert is no report. */
export const readOpsgenie: ReadWebhook = (body) => {
  const read = action.safeParse(body);
  if (!read.success) return { malformed: 'expected an action of Opsgenie with its alert' };
  const state = states[read.data.action];
  if (state === undefined) return { ignored: oneLine(read.data.action, 60, 'no action') };
  const parsed = alert.safeParse(read.data.alert);
  if (!parsed.success) return { malformed: 'expected an alert with alertId and message' };
  const { alertId, tinyId, message, description, entity, priority, createdAt, updatedAt } = parsed.data;
  const level = priority == null ? '' : typeof priority === 'number' ? `P${priority}` : priority;
  const facts = [level, entity ?? ''].filter((fact) => fact !== '').join(', ');
  const closed = state === '[Resolved]';
  return {
    reports: [
      {
        event: `opsgenie:${eventPart(alertId)}:${closed ? 'closed' : 'created'}`,
        text: monitorText(
          `${state} Opsgenie #${tinyId ?? alertId}: ${message}${facts === '' ? '' : ` (${facts})`}`,
          [description],
        ),
        kind: 'automated',
        user: 'opsgenie',
        at: momentFrom(closed ? updatedAt : createdAt),
        partner: null,
        url: null,
        alert: { id: `opsgenie:${alertId}`, over: closed },
      },
    ],
  };
};
