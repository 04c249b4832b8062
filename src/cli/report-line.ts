// One report as people and programs write it: a JSON object per line. Extra keys (labels of a fixture,
// say) are let through unread, since the same files serve for classifying and for testing.

import { DateTime } from 'luxon';
import { z } from 'zod';
import type { Report, Source } from '../classifier/index.js';

/** A report as written in a JSON line: `text`, and optionally `id`, `source`, `ts`, `partner`. */
export const reportLineSchema = z.object({
  id: z.union([z.string().min(1), z.int().transform(String)]).nullish(),
  text: z.string(),
  source: z
    .object({
      kind: z.enum(['human', 'automated']).nullish(),
      channel: z.string().nullish(),
      user: z.string().nullish(),
    })
    .nullish(),
  ts: z.union([z.string(), z.int()]).nullish(),
  partner: z.string().nullish(),
});

/** What stands in for a field that a line leaves out. */
export interface LineDefaults {
  readonly id: string;
  readonly source: Source;
  /** Milliseconds since 1970, UTC. */
  readonly at: number;
  /** Minutes east of UTC. */
  readonly utcOffset: number;
}

/** What was wrong with a line, for a person: what was found, and what was expected. */
export class LineError extends Error {
  override readonly name = 'LineError';
}

/** Reads one JSON line; throws LineError. */
export function readReportLine(text: string, defaults: LineDefaults): Report {
  return readReportValue(parseJson(text), defaults);
}

/** Reads one report from a parsed JSON value; throws LineError. */
export function readReportValue(value: unknown, defaults: LineDefaults): Report {
  const line = reportLineSchema.safeParse(value);
  if (!line.success) throw new LineError(firstIssue(line.error));
  const { id, text, source, ts, partner } = line.data;
  return {
    id: id ?? defaults.id,
    text,
    source: {
      kind: source?.kind ?? defaults.source.kind,
      channel: source?.channel?.replace(/^#/, '') ?? defaults.source.channel,
      user: source?.user ?? defaults.source.user,
    },
    ...(ts == null ? { at: defaults.at, utcOffset: defaults.utcOffset } : readTime(ts)),
    ...(partner == null || partner === '' ? {} : { partner }),
  };
}

function readTime(ts: string | number): { at: number; utcOffset: number } {
  if (typeof ts === 'number') return { at: ts, utcOffset: 0 };
  const time = DateTime.fromISO(ts, { setZone: true });
  if (!time.isValid) {
    throw new LineError(
      `"ts" is "${ts}", expected a time like 2026-03-04T15:00:00-05:00 (ISO 8601) or milliseconds since 1970`,
    );
  }
  return { at: time.toMillis(), utcOffset: time.offset };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new LineError('not valid JSON, expected an object like {"text": "checkout is down"}', { cause });
  }
}

function firstIssue(error: z.ZodError): string {
  const issue = error.issues[0];
  const where = issue === undefined || issue.path.length === 0 ? 'the line' : `"${issue.path.join('.')}"`;
  return `${where}: ${issue?.message ?? 'not a report'}; expected an object like {"text": "checkout is down"}`;
}
