// The desk over HTTP on the loopback address: reports come in by `POST /reports`, and the CLI's verbs ask
// here. A page in somebody's browser can reach loopback too, so a foreign Host or Origin is refused, and all
// but handing in a report needs the token of the data folder.

import { timingSafeEqual } from 'node:crypto';
import { type Context, Hono, type MiddlewareHandler } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { z } from 'zod';
import { REPORT_CLASSES } from '../classifier/index.js';
import {
  type CaseChange,
  type CaseStep,
  type Reclassify,
  SPLIT_KINDS,
  type SplitKind,
} from '../router/index.js';
import { correctingSchema, doingSchema, words } from './case-steps.js';
import { bodyOf, saysJson } from './json-body.js';
import { type Probed, probes } from './probes.js';

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

/** A change of where the desk speaks, as it comes in over HTTP, and who wants it. */
const speakingSchema = z.strictObject({
  as: words,
  step: z.discriminatedUnion('do', [
    z.strictObject({ do: z.enum(['pause', 'resume']) }),
    z.strictObject({ do: z.enum(['set-live', 'set-observed']), channel: words }),
  ]),
});

/** How the two on call want to share the off hours, and which of them says so. */
const splitSchema = z.strictObject({
  as: words,
  kind: z.enum([...SPLIT_KINDS, 'none']),
  first: words.nullable().optional().describe('who begins'),
});

/** What somebody says of a decision of the weekly sample. */
const sampleSchema = z.strictObject({
  as: words,
  report: words,
  week: z.string().regex(/^\d{4}-W\d\d$/, 'a week like 2026-W11'),
  answer: z.enum(['yes', ...REPORT_CLASSES]),
});

/** What the desk does for whoever asks over HTTP; answers are plain JSON values. */
export interface DeskService {
  /** Stores a report; resolves once it cannot be lost. */
  accept(report: Incoming): Promise<{ readonly id: string; readonly accepted: 'new' | 'known' }>;
  /** What has become of a report so far; null when there is none of that id. */
  way(id: string): Promise<object | null>;
  cases(which: 'open' | 'all'): Promise<readonly object[]>;
  /** A case and all that has happened to it; null when there is none of that id. */
  timeline(caseId: string): Promise<object | null>;
  act(caseId: string, step: CaseStep, person: string): Promise<CaseChange>;
  /** Takes a person's word on what a report is, whether it has a case or not. */
  correct(report: string, step: Reclassify, person: string): Promise<object>;
  /** Takes a yes or no to a decision of the weekly sample. */
  answerSample(answer: Omit<z.infer<typeof sampleSchema>, 'as'>, person: string): Promise<object>;
  /** Whether the desk speaks, and where. */
  channels(): Promise<object>;
  changeSpeaking(step: z.infer<typeof speakingSchema>['step'], person: string): Promise<object>;
  /** Kinds of urgent matters that came more than once lately. */
  needsATool(): Promise<readonly object[]>;
  /** Who is on call now, and how they share the off hours. */
  onCall(): Promise<object>;
  split(kind: SplitKind | 'none', first: string | null, person: string): Promise<object>;
  effects(which: 'latest' | 'parked'): Promise<readonly object[]>;
  /** Puts a parked effect back in the queue; false when it is not parked. */
  retry(effect: string): Promise<boolean>;
  /** Erases a report and takes back what was said about it; false when there is none of that id. */
  forget(report: string): Promise<boolean>;
  /** Everything that is kept, as JSON Lines. */
  dump(): AsyncIterable<string>;
}

/** What the server needs to tell friend from foe. */
export interface Access {
  /** Known to whoever can read the data folder. */
  readonly token: string;
}

/** A report may hold 1 MiB of text; JSON escapes can make that six times as long. */
const largestBody = 7 * 1024 * 1024;

/** The routes of the desk, to be served on 127.0.0.1, and those of its page. */
export function deskApi(service: DeskService, access: Access, probed: Probed, page: Hono = new Hono()): Hono {
  const api = new Hono();
  // The store is away, or full: nothing was taken, and whoever asks may try again.
  api.onError((error, c) => refuse(c, 503, `the desk cannot do this now (${error.name}), try again later`));
  api.use(refuseForeigners);
  api.use(
    bodyLimit({ maxSize: largestBody, onError: (c) => refuse(c, 413, 'the body is larger than 7 MiB') }),
  );

  api.post('/reports', async (c) => {
    if (!saysJson(c)) {
      return refuse(c, 415, 'expected Content-Type: application/json');
    }
    const body = await bodyOf(c);
    if (body === undefined)
      return refuse(c, 400, 'the body is no valid JSON, expected {"text": "checkout is down"}');
    const parsed = incomingSchema.safeParse(body);
    if (!parsed.success) return refuse(c, 400, z.prettifyError(parsed.error));
    const taken = await service.accept(parsed.data);
    return c.json(taken, taken.accepted === 'new' ? 202 : 200);
  });

  api.route('/', probes(probed));
  api.route('/', page);

  api.use(needToken(access.token));
  api.get('/reports/:id', async (c) => {
    const way = await service.way(c.req.param('id'));
    return way === null ? refuse(c, 404, 'there is no report of that id') : c.json(way);
  });
  api.post('/reports/:id/steps', async (c) => {
    const parsed = correctingSchema.safeParse(await bodyOf(c));
    if (!parsed.success) return refuse(c, 400, z.prettifyError(parsed.error));
    return c.json(await service.correct(c.req.param('id'), parsed.data.step, parsed.data.as));
  });
  api.get('/cases', async (c) =>
    c.json(await service.cases(c.req.query('which') === 'all' ? 'all' : 'open')),
  );
  api.delete('/reports/:id', async (c) =>
    (await service.forget(c.req.param('id')))
      ? c.json({ forgotten: true })
      : refuse(c, 404, 'there is no report of that id'),
  );
  api.get('/cases/:id', async (c) => {
    const timeline = await service.timeline(c.req.param('id'));
    return timeline === null ? refuse(c, 404, 'there is no case of that id') : c.json(timeline);
  });
  api.post('/cases/:id/steps', async (c) => {
    const parsed = doingSchema.safeParse(await bodyOf(c));
    if (!parsed.success) return refuse(c, 400, z.prettifyError(parsed.error));
    return c.json(await service.act(c.req.param('id'), parsed.data.step, parsed.data.as));
  });
  api.post('/sample', async (c) => {
    const parsed = sampleSchema.safeParse(await bodyOf(c));
    if (!parsed.success) return refuse(c, 400, z.prettifyError(parsed.error));
    const { as, ...answer } = parsed.data;
    return c.json(await service.answerSample(answer, as));
  });
  api.get('/channels', async (c) => c.json(await service.channels()));
  api.post('/channels/steps', async (c) => {
    const parsed = speakingSchema.safeParse(await bodyOf(c));
    if (!parsed.success) return refuse(c, 400, z.prettifyError(parsed.error));
    return c.json(await service.changeSpeaking(parsed.data.step, parsed.data.as));
  });
  api.get('/needs-a-tool', async (c) => c.json(await service.needsATool()));
  api.get('/on-call', async (c) => c.json(await service.onCall()));
  api.post('/on-call/split', async (c) => {
    const parsed = splitSchema.safeParse(await bodyOf(c));
    if (!parsed.success) return refuse(c, 400, z.prettifyError(parsed.error));
    const { kind, first, as } = parsed.data;
    return c.json(await service.split(kind, first ?? null, as));
  });
  api.get('/effects', async (c) =>
    c.json(await service.effects(c.req.query('which') === 'parked' ? 'parked' : 'latest')),
  );
  api.post('/effects/retry', async (c) => {
    const parsed = z.strictObject({ effect: words }).safeParse(await bodyOf(c));
    if (!parsed.success) return refuse(c, 400, z.prettifyError(parsed.error));
    return c.json({ retried: await service.retry(parsed.data.effect) });
  });
  api.get('/export', (c) =>
    c.body(ReadableStream.from(bytesOf(service.dump())), 200, { 'content-type': 'application/jsonl' }),
  );
  api.notFound((c) => refuse(c, 404, 'nothing is here'));
  return api;
}

async function* bytesOf(lines: AsyncIterable<string>): AsyncGenerator<Uint8Array> {
  const encoder = new TextEncoder();
  for await (const line of lines) yield encoder.encode(`${line}\n`);
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

function refuse(c: Context, status: 400 | 401 | 403 | 404 | 413 | 415 | 503, error: string) {
  return c.json({ error }, status);
}
