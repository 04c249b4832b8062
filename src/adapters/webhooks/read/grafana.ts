// Grafana: since version 8 it speaks as Alertmanager does, before that one rule at a time.

import { z } from 'zod';
import { oneLine } from '../../plain-text.js';
import { eventPart, monitorText, type ReadWebhook, webAddress } from '../webhook-report.js';
import { readAlertGroup } from './alertmanager.js';

const rule = z.object({
  ruleId: z.coerce.string(),
  ruleName: z.string().nullish(),
  state: z.string(),
  title: z.string(),
  message: z.string().nullish(),
  ruleUrl: z.string().nullish(),
  evalMatches: z
    .array(z.object({ metric: z.string(), value: z.number().nullish() }))
    .nullish()
    .catch(null),
});

const reported: ReadonlySet<string> = new Set(['alerting', 'ok', 'no_data']);
const hour = 3_600_000;

/** Reads a notification of either kind. */
export const readGrafana: ReadWebhook = (body, context) => {
  const read = rule.safeParse(body);
  if (!read.success) return readAlertGroup('grafana')(body, context);
  const { ruleId, state, title, message, ruleUrl, evalMatches } = read.data;
  if (!reported.has(state)) return { ignored: oneLine(state, 60, 'no state') };
  const values = (evalMatches ?? [])
    .slice(0, 10)
    .map(({ metric, value }) => `${metric}: ${value ?? 'no value'}`);
  return {
    reports: [
      {
        // It names no time and no id: the same words within the hour are the same notification, sent again.
        event: ['grafana', ruleId, state, context.digest.slice(0, 16), Math.floor(context.now / hour)]
          .map(eventPart)
          .join(':'),
        text: monitorText(title, [message, ...values]),
        kind: 'automated',
        user: 'grafana',
        at: null,
        partner: null,
        url: webAddress(ruleUrl),
        alert: { id: `grafana:rule:${ruleId}`, over: state === 'ok' },
      },
    ],
  };
};
