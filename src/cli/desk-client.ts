import { z } from 'zod';
import { type DeskAccess, readAccess } from './desk-access.js';
import { UsageError } from './exit.js';
import { linesOf } from './lines.js';

const healthSchema = z.strictObject({ alive: z.literal(true) });
/**
 * No connection is used twice: between two questions a verb may work for longer than a desk keeps one open, and would
 * find it closed.
 */
const alone = { connection: 'close' };

const refusalSchema = z.object({ error: z.string() });

/** The running desk, as the verbs ask it. Each call throws UsageError with what the desk says when it refuses. */
export interface DeskClient {
  get(path: string): Promise<unknown>;
  /** Null when there is no such thing. */
  find(path: string): Promise<unknown>;
  post(path: string, body: object): Promise<unknown>;
  /** True when the thing was there. */
  remove(path: string): Promise<boolean>;
  /** The lines of an answer that may be long. */
  lines(path: string): AsyncIterable<string>;
}

/** The desk that runs on a data folder, or null when none answers there. */
export async function runningDesk(dataFolder: string): Promise<DeskClient | null> {
  const access = readAccess(dataFolder);
  return access !== null && (await isDesk(access)) ? clientOf(access) : null;
}

/** An id as a part of a path. */
export function segment(id: string): string {
  return encodeURIComponent(id);
}

/**
 * After a kill the address stands there with nobody behind it, or with another program that has taken the port
 * since. So it is asked first without the token, which is no stranger's business.
 */
async function isDesk({ url }: DeskAccess): Promise<boolean> {
  try {
    const answer = await fetch(`${url}/healthz`, {
      headers: alone,
      signal: AbortSignal.timeout(10_000),
      redirect: 'error',
    });
    return answer.ok && healthSchema.safeParse(await answer.json()).success;
  } catch {
    return false;
  }
}

function clientOf(access: DeskAccess): DeskClient {
  const quickly = (path: string, init: RequestInit): Promise<Response> =>
    ask(access, path, { ...init, signal: AbortSignal.timeout(10_000) });
  return {
    get: async (path) => accepted(access, await quickly(path, { method: 'GET' })),
    async find(path) {
      const answer = await quickly(path, { method: 'GET' });
      return answer.status === 404 ? null : accepted(access, answer);
    },
    post: async (path, body) =>
      accepted(access, await quickly(path, { method: 'POST', body: JSON.stringify(body) })),
    async remove(path) {
      const answer = await quickly(path, { method: 'DELETE' });
      if (answer.status === 404) return false;
      await accepted(access, answer);
      return true;
    },
    async *lines(path) {
      const answer = await ask(access, path, { method: 'GET' });
      if (!answer.ok || answer.body === null) {
        await accepted(access, answer);
        return;
      }
      for await (const { text } of linesOf(answer.body)) yield text;
    },
  };
}

async function ask({ url, token }: DeskAccess, path: string, init: RequestInit): Promise<Response> {
  const headers = { ...alone, authorization: `Bearer ${token}`, 'content-type': 'application/json' };
  try {
    return await fetch(`${url}${path}`, { redirect: 'error', ...init, headers });
  } catch (cause) {
    throw new UsageError(
      `The desk at ${url} does not answer any more (${sayCause(cause)}). Try again, or start it anew.`,
      { cause },
    );
  }
}

async function accepted({ url }: DeskAccess, answer: Response): Promise<unknown> {
  let body: unknown;
  try {
    body = await answer.json();
  } catch (cause) {
    const found = `an answer that is no JSON (status ${answer.status})`;
    throw new UsageError(`The desk at ${url} gave ${found}. Look whether another program has its port.`, {
      cause,
    });
  }
  if (!answer.ok) throw new UsageError(`The desk at ${url} refused: ${sayError(body)}`);
  return body;
}

function sayCause(cause: unknown): string {
  return cause instanceof Error && cause.name === 'TimeoutError'
    ? 'no answer in 10 seconds'
    : 'no connection';
}

function sayError(body: unknown): string {
  const said = refusalSchema.safeParse(body);
  return said.success ? said.data.error : 'without a reason';
}
