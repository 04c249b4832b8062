// One report as people and programs write it: a JSON object per line. Extra keys (labels of a fixture,
// say) are let through unread, since the same files serve for classifying and for testing.

import { DateTime } from 'luxon';
import { z } from 'zod';
import type { Report } from '../classifier/index.js';

const sourceSchema = z
  .object({
    kind: z.enum(['human', 'automated']).default('human'),
    channel: z
      .string()
      .transform((name) => name.replace(/^#/, ''))
      .default('other'),
    user: z.string().default(''),
  })
  .prefault({});

/** A report as written in a JSON line: `text`, and optionally `id`, `source`, `ts`, `partner`. */
export const reportLineSchema = z.object({
  id: z.union([z.string().min(1), z.int().transform(String)]).optional(),
  text: z.string(),
  source: sourceSchema,
  ts: z.union([z.string(), z.int()]).optional(),
  partner: z.string().optional(),
});

/** What stands in for a field that a line leaves out. */
export interface LineDefaults {
  readonly id: string;
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
    source,
    ...(ts === undefined ? { at: defaults.at, utcOffset: defaults.utcOffset } : readTime(ts)),
    ...(partner === undefined ? {} : { partner }),
  };
}

function readTime(ts: string | number): { at: number; utcOffset: number } {
  if (typeof ts === 'number') return { at: ts, utcOffset: 0 };
  const time = DateTime.fromISO(ts, { setZone: true });
  if (!time.isValid) {
    throw new LineError(`"ts" is "${ts}", expected a time like 2026-03-04T15:00:00-05:00 (ISO 8601) or milliseconds`);
  }
  return { at: time.toMillis(), utcOffset: time.offset };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new LineError(`not a JSON object: ${(cause as Error).message}`, { cause });
  }
}

function firstIssue(error: z.ZodError): string {
  const issue = error.issues[0];
  if (issue === undefined) return 'not a report';
  const where = issue.path.length === 0 ? 'the line' : `"${issue.path.join('.')}"`;
  return `${where}: ${issue.message}; expected an object like {"text": "checkout is down"}`;
}
