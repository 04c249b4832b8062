// One report as people and programs write it: a JSON object per line. Extra keys (labels of a fixture,
// say) are let through unread, since the same files serve for classifying and for testing.

import { z } from 'zod';
import type { Report, Source } from '../classifier/index.js';
import { offsetIn } from '../classifier/index.js';
import { readTime } from './read-time.js';
import { sayFound } from './say-found.js';

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
  ts: z.union([z.string(), z.number()]).nullish(),
  partner: z.string().nullish(),
});

/** What stands in for a field that a line leaves out. */
export interface LineDefaults {
  readonly id: string;
  readonly source: Source;
  /** Milliseconds since 1970, UTC. */
  readonly at: number;
  /** IANA name of the zone in which times are meant that name none: that of the policy. */
  readonly zone: string;
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
  if (!line.success) throw new LineError(firstIssue(line.error, value));
  const { id, text, source, ts, partner } = line.data;
  return {
    id: id ?? defaults.id,
    text,
    source: {
      kind: source?.kind ?? defaults.source.kind,
      channel: source?.channel?.replace(/^#/, '') ?? defaults.source.channel,
      user: source?.user ?? defaults.source.user,
    },
    ...timeOf(ts, defaults),
    ...(partner == null || partner === '' ? {} : { partner }),
  };
}

function timeOf(
  ts: string | number | null | undefined,
  { at, zone }: LineDefaults,
): { at: number; utcOffset: number } {
  if (ts == null) return { at, utcOffset: offsetIn(zone, at) };
  const time = readTime(ts, zone);
  if (time === null) throw new LineError(`"ts" ${sayFound(ts)}, expected ${expected.ts}`);
  return time;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new LineError(`not valid JSON, expected ${expected.line}`, { cause });
  }
}

const expected: Readonly<Record<string, string>> & { readonly ts: string; readonly line: string } = {
  line: 'an object like {"text": "checkout is down"}',
  id: 'a string that is not empty, or a whole number',
  text: 'a string, as in {"text": "checkout is down"}',
  source: 'an object like {"kind": "human", "channel": "incidents", "user": "ada"}',
  'source.kind': '"human" or "automated"',
  'source.channel': 'a string',
  'source.user': 'a string',
  ts: 'a time like 2026-03-04T15:00:00-05:00 (ISO 8601), or seconds or milliseconds since 1970',
  partner: 'a string',
};

function firstIssue(error: z.ZodError, value: unknown): string {
  const path = error.issues[0]?.path ?? [];
  const where = path.length === 0 ? 'line' : path.join('.');
  const found = path.reduce<unknown>((inside, key) => (inside as Record<PropertyKey, unknown>)[key], value);
  const named = where === 'line' ? 'the line' : `"${where}"`;
  return `${named} ${sayFound(found)}, expected ${expected[where] ?? expected.line}`;
}
