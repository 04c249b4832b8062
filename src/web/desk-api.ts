// The desk over HTTP on the loopback address: reports come in by `POST /reports`, and the CLI's verbs ask
// here. A page in somebody's browser can reach loopback too, so a foreign Host or Origin is refused, and all
// but handing in a report needs the token of the data folder.

import { timingSafeEqual } from 'node:crypto';
import { type Context, Hono, type MiddlewareHandler } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { z } from 'zod';

/** A report as it comes in over HTTP. */
export const incomingSchema = z.strictObject({
  text: z.string().describe('what was said'),
  id: z.string().min(1).max(200).optional().describe('the same id again is the same report'),
  source: z
    .strictObject({
      kind: z.enum(['human', 'automated']).default('human'),
      channel: z.string().min(1).max(200).default('gallery-help'),
      user: z.string().max(200).default('someone'),
    })
    .prefault({}),
  ts: z.iso.datetime({ offset: true }).optional().describe('when it was said, ISO 8601 with a zone'),
  partner: z.string().min(1).max(500).optional(),
});
export type Incoming = z.infer<typeof incomingSchema>;

/** What the desk does for whoever asks over HTTP; answers are plain JSON values. */
export interface DeskService {
  /** Stores a report; resolves once it cannot be lost. */
  accept(report: Incoming): Promise<{ readonly id: string; readonly accepted: 'new' | 'known' }>;
  /** What has become of a report so far; null when there is none of that id. */
  way(id: string): Promise<object | null>;
  cases(which: 'open' | 'all'): Promise<readonly object[]>;
}

/** What the server needs to tell friend from foe. */
export interface Access {
  /** Known to whoever can read the data folder. */
  readonly token: string;
}

/** A report may hold 1 MiB of text; JSON escapes can make that six times as long. */
const largestBody = 7 * 1024 * 1024;

/** The routes of the desk, to be served on 127.0.0.1. */
export function deskApi(service: DeskService, access: Access): Hono {
  const api = new Hono();
  api.use(refuseForeigners);
  api.use(
    bodyLimit({ maxSize: largestBody, onError: (c) => refuse(c, 413, 'the body is larger than 7 MiB') }),
  );

  api.post('/reports', async (c) => {
    if (!/^application\/json(;|$)/i.test(c.req.header('content-type') ?? '')) {
      return refuse(c, 415, 'expected Content-Type: application/json');
    }
    const body = await c.req.json<unknown>().catch(() => undefined);
    if (body === undefined)
      return refuse(c, 400, 'the body is no valid JSON, expected {"text": "checkout is down"}');
    const parsed = incomingSchema.safeParse(body);
    if (!parsed.success) return refuse(c, 400, z.prettifyError(parsed.error));
    const taken = await service.accept(parsed.data);
    return c.json(taken, taken.accepted === 'new' ? 202 : 200);
  });

  api.use(needToken(access.token));
  api.get('/reports/:id', async (c) => {
    const way = await service.way(c.req.param('id'));
    return way === null ? refuse(c, 404, 'there is no report of that id') : c.json(way);
  });
  api.get('/cases', async (c) =>
    c.json(await service.cases(c.req.query('which') === 'all' ? 'all' : 'open')),
  );
  api.notFound((c) => refuse(c, 404, 'nothing is here'));
  return api;
}

const refuseForeigners: MiddlewareHandler = async (c, next) => {
  const origin = c.req.header('origin');
  if (!isLoopback(c.req.header('host')) || (origin !== undefined && !isLoopback(withoutScheme(origin)))) {
    return refuse(c, 403, 'only this machine may ask: Host and Origin must be 127.0.0.1 or localhost');
  }
  return next();
};

function needToken(token: string): MiddlewareHandler {
  const expected = Buffer.from(`Bearer ${token}`);
  return async (c, next) => {
    const given = Buffer.from(c.req.header('authorization') ?? '');
    if (given.length !== expected.length || !timingSafeEqual(given, expected)) {
      return refuse(c, 401, 'expected Authorization: Bearer with the token of the data folder');
    }
    return next();
  };
}

function isLoopback(host: string | undefined): boolean {
  return /^(127\.0\.0\.1|localhost|\[::1\])(:\d{1,5})?$/i.test(host ?? '');
}

function withoutScheme(origin: string): string {
  return origin.replace(/^https?:\/\//i, '');
}

function refuse(c: Context, status: 400 | 401 | 403 | 404 | 413 | 415, error: string) {
  return c.json({ error }, status);
}
