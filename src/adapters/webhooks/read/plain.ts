// The plain form, for scripts and systems that nobody has written a reader for.

import { z } from 'zod';
import { cleanText, cutText, oneLine } from '../../plain-text.js';
import { eventPart, momentFrom, type ReadWebhook, webAddress } from '../webhook-report.js';

/** A report in the plain form. */
export const plainReport = z.strictObject({
  text: z.string().min(1),
  id: z.string().min(1).max(200).optional().describe('the same id again is the same report'),
  kind: z.enum(['human', 'automated']).default('automated'),
  user: z.string().max(200).optional(),
  partner: z.string().max(500).optional(),
  ts: z.iso.datetime({ offset: true }).optional(),
  url: z.string().max(2_000).optional(),
  alert: z
    .strictObject({ id: z.string().min(1).max(500), over: z.boolean().default(false) })
    .optional()
    .describe('what fires or is over, by an id that is the same for both'),
});

const hour = 3_600_000;

/** Reads one report; without an id the same words within the hour are the same report. */
export const readPlain: ReadWebhook = (body, { now, digest }) => {
  const read = plainReport.safeParse(body);
  if (!read.success) return { malformed: z.prettifyError(read.error).slice(0, 500) };
  const { text, id, kind, user, partner, ts, url, alert } = read.data;
  const event = id === undefined ? `${digest.slice(0, 24)}:${Math.floor(now / hour)}` : `id:${eventPart(id)}`;
  return {
    reports: [
      {
        event: `plain:${event}`,
        text: cutText(cleanText(text), 1_000_000),
        kind,
        user: `plain:${oneLine(user ?? 'unknown', 200, 'unknown')}`,
        at: momentFrom(ts),
        partner: partner === undefined ? null : oneLine(partner, 500, '') || null,
        url: webAddress(url),
        alert: alert === undefined ? null : { id: `plain:${alert.id}`, over: alert.over },
      },
    ],
  };
};
