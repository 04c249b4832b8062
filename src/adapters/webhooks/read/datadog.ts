// Datadog's webhook: its default payload, or the custom one of docs/webhooks.md.

import { z } from 'zod';
import { eventPart, momentFrom, monitorText, type ReadWebhook, webAddress } from '../webhook-report.js';

const payload = z.object({
  id: z.coerce.string().min(1).max(100),
  title: z.string().min(1),
  body: z.string().nullish(),
  date: z.union([z.string(), z.number()]).nullish(),
  alert_transition: z.string().nullish(),
  url: z.string().nullish(),
  link: z.string().nullish(),
  scopes: z.string().nullish(),
  aggreg_key: z.string().nullish(),
});

/** Reads an event of a monitor. */
export const readDatadog: ReadWebhook = (body) => {
  const read = payload.safeParse(body);
  if (!read.success) return { malformed: 'expected an event of Datadog with id and title' };
  const { id, title, date, alert_transition, url, link, scopes, aggreg_key } = read.data;
  if (/\$[A-Z_]{2,}/.test(`${id} ${title}`))
    return { malformed: 'the variables of the payload were not filled in by Datadog' };
  const state =
    alert_transition == null || alert_transition === '' || title.startsWith('[')
      ? ''
      : `[${alert_transition}] `;
  return {
    reports: [
      {
        event: `datadog:${eventPart(id)}`,
        text: monitorText(`${state}${title}`, [wordsOf(read.data.body ?? ''), scopes]),
        kind: 'automated',
        user: 'datadog',
        at: momentFrom(date),
        partner: null,
        url: webAddress(url) ?? webAddress(link),
        alert: {
          id: `datadog:${aggreg_key ?? `${title.replace(/^\[[^\]]*\]\s*/, '')} ${scopes ?? ''}`}`,
          over: /^\[?recovered\b/i.test(alert_transition ?? title),
        },
      },
    ],
  };
};

/** Without the marks around Markdown, the handles that are notified, and the row of links at its end. */
function wordsOf(body: string): string {
  const text = body
    .slice(0, 200_000)
    .replaceAll('%%%', '')
    .replace(/(^|\s)@[\w.-]+/g, '$1');
  const lines = text.split('\n').map((line) => line.trim());
  const links = lines.indexOf('- - -');
  return (links === -1 ? lines : lines.slice(0, links)).filter((line) => line !== '').join('\n');
}
