import type { Context } from 'hono';

/** A request says that it brings JSON: a page elsewhere cannot send that unasked. */
export function saysJson(c: Context): boolean {
  return /^application\/json(;|$)/i.test(c.req.header('content-type') ?? '');
}

/** What it brings; undefined where that is no JSON. */
export function bodyOf(c: Context): Promise<unknown> {
  return c.req.json<unknown>().catch(() => undefined);
}
