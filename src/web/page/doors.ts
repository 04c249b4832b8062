// What the page asks: JSON doors under `/page`, for whoever has a session. What changes something needs the header
// that only this page knows, and a visitor who may do more than read.

import { type Context, Hono, type MiddlewareHandler } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { deleteCookie, getCookie, setCookie } from 'hono/cookie';
import { streamSSE } from 'hono/streaming';
import { z } from 'zod';
import { correctingSchema, doingSchema } from '../case-steps.js';
import { bodyOf, saysJson } from '../json-body.js';
import { pageFiles, strict } from './files.js';
import type { PageService } from './page-service.js';
import type { Session, Sessions } from './sessions.js';
import { BOARD_COLUMNS, type Visitor } from './shapes.js';

interface Env {
  Variables: { session: Session };
}
type PageContext = Context<Env>;

/** What the doors lead to. */
export interface PageDoors {
  readonly service: PageService;
  readonly sessions: Sessions;
  /** Folder of the built page. */
  readonly folder: string;
}

const text = z.string().max(200_000);
const name = z.string().trim().min(1).max(200);
const edits = z.record(z.string().max(200), z.string().max(2_000_000)).default({});
const trialSchema = z.strictObject({
  text,
  source: z.strictObject({
    kind: z.enum(['human', 'automated']),
    channel: z.string().max(200),
    user: z.string().max(200),
  }),
  at: z.int().min(0).max(8.6e15),
  utcOffset: z.int().min(-1080).max(1080).optional(),
  partner: z.string().max(500).optional(),
  earlier: z
    .array(
      z.strictObject({ text, partner: z.string().max(500), minutesBefore: z.number().min(0).max(10_080) }),
    )
    .max(20),
  edits,
});
const editsSchema = z.strictObject({ edits });
const saveSchema = z.strictObject({ edits, version: name });
const saySchema = z.strictObject({
  as: name,
  channel: name,
  text: z.string().trim().min(1).max(20_000),
  thread: name.nullable(),
});

const cookie = 'triage_session';

/** The page and all it asks, under one address. */
export function pageDoors({ service, sessions, folder }: PageDoors): Hono<Env> {
  const app = new Hono<Env>();
  app.use('/page/*', strict, sameOrigin);
  app.use(
    '/page/*',
    bodyLimit({
      maxSize: 8 * 1024 * 1024,
      onError: (c) => c.json({ error: 'that is too much at once' }, 413),
    }),
  );

  app.post('/page/login', async (c) => {
    const given = z.strictObject({ token: z.string().max(500) }).safeParse(await bodyOf(c));
    if (!given.success) return c.json({ error: 'expected a token' }, 400);
    const session = sessions.login(given.data.token);
    if (session === 'late') return c.json({ error: 'Too many wrong tokens; try again in a minute.' }, 429);
    if (session === 'wrong') return c.json({ error: 'This token is not known here.' }, 401);
    keep(c, session);
    return c.json({ ok: true });
  });

  app.use('/page/*', async (c, next) => {
    let session = sessions.find(getCookie(c, cookie));
    if (session === null && !sessions.needLogin) {
      session = sessions.begin();
      keep(c, session);
    }
    if (session === null) return c.json({ error: 'log in first' }, 401);
    c.set('session', session);
    if (c.req.method === 'GET') return next();
    if (c.req.header('x-triage-csrf') !== session.csrf)
      return c.json({ error: 'this page is out of date, load it again' }, 403);
    return next();
  });

  app.get('/page/start', async (c) => c.json(await service.start(visitor(c), c.get('session').csrf)));
  app.post('/page/logout', (c) => {
    sessions.end(c.get('session').id);
    deleteCookie(c, cookie);
    return c.json({ ok: true });
  });
  app.get('/page/events', (c) =>
    streamSSE(c, async (stream) => {
      const tell = (): void => void stream.writeSSE({ event: 'told', data: '{}' });
      const stop = service.listen(tell);
      stream.onAbort(stop);
      await stream.writeSSE({ event: 'hello', data: '{}' });
      while (!stream.aborted && !stream.closed) {
        await stream.sleep(15_000);
        await stream.writeSSE({ event: 'beat', data: '{}' });
      }
      stop();
    }),
  );

  app.post('/page/try', (c) => answer(c, trialSchema, (trial) => service.tryOut(trial)));
  app.get('/page/past', async (c) => c.json(await service.past(c.req.query('find')?.slice(0, 200) ?? '')));
  app.get('/page/rules', async (c) => c.json(await service.rules()));
  app.post('/page/rules/check', (c) => answer(c, editsSchema, (body) => service.check(body.edits)));
  app.post('/page/rules/consequences', (c) =>
    answer(c, editsSchema, (body) => service.consequences(body.edits)),
  );
  app.post('/page/rules/save', acting, (c) =>
    answer(c, saveSchema, (body) => service.save(body.edits, body.version, visitor(c))),
  );

  app.get('/page/board/:column', async (c) => {
    const column = BOARD_COLUMNS.find((known) => known === c.req.param('column'));
    if (column === undefined) return c.json({ error: 'there is no such column' }, 404);
    return c.json(await service.board(column, c.req.query('after') ?? null));
  });
  app.get('/page/cases/:id', async (c) => {
    const found = await service.caseView(c.req.param('id'));
    return found === null ? c.json({ error: 'there is no case of that id' }, 404) : c.json(found);
  });
  app.post('/page/cases/:id/steps', acting, (c) =>
    answer(c, doingSchema, ({ step, as }) => service.act(c.req.param('id'), step, visitor(c).person ?? as)),
  );
  app.get('/page/unfollowed', async (c) => c.json(await service.unfollowed()));
  app.post('/page/reports/:id/steps', acting, (c) =>
    answer(c, correctingSchema, ({ step, as }) =>
      service.correct(c.req.param('id'), step, visitor(c).person ?? as),
    ),
  );
  app.get('/page/week', async (c) => c.json(await service.week()));
  app.get('/page/accuracy', async (c) => c.json(await service.accuracy()));
  app.get('/page/mutation', async (c) => c.json(await service.mutation()));
  app.get('/page/chat', async (c) => {
    const as = visitor(c).person ?? c.req.query('as') ?? '';
    const rooms = await service.chat(as);
    return rooms === null ? c.json({ error: 'people are played in local mode only' }, 404) : c.json(rooms);
  });
  app.post('/page/chat', acting, (c) =>
    answer(c, saySchema, (said) => service.say({ ...said, as: visitor(c).person ?? said.as })),
  );

  app.all('/page/*', (c) => c.json({ error: 'nothing is here' }, 404));
  app.route('/', pageFiles(folder));
  return app;
}

function visitor(c: PageContext): Visitor {
  return c.get('session').visitor;
}

function keep(c: Context, session: Session): void {
  setCookie(c, cookie, session.id, { httpOnly: true, sameSite: 'Strict', path: '/', maxAge: 12 * 3_600 });
}

const acting: MiddlewareHandler<Env> = async (c, next) =>
  c.get('session').visitor.may === 'act'
    ? next()
    : c.json({ error: 'you may look, and change nothing' }, 403);

/** A page of another address may send requests here, but not with its own name in `Origin`. */
const sameOrigin: MiddlewareHandler = async (c, next) => {
  const origin = c.req.header('origin');
  const host = c.req.header('host');
  const own = origin === undefined || origin === `http://${host}` || origin === `https://${host}`;
  return own ? next() : c.json({ error: 'another page may not ask here' }, 403);
};

async function answer<S extends z.ZodType>(
  c: Context,
  schema: S,
  work: (body: z.infer<S>) => Promise<object>,
): Promise<Response> {
  if (!saysJson(c)) return c.json({ error: 'expected Content-Type: application/json' }, 415);
  const parsed = schema.safeParse(await bodyOf(c));
  if (!parsed.success) return c.json({ error: z.prettifyError(parsed.error) }, 400);
  return c.json(await work(parsed.data));
}
