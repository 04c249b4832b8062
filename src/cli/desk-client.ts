import { type DeskAccess, readAccess } from './desk-access.js';
import { UsageError } from './exit.js';
import { linesOf } from './lines.js';

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
  if (access === null) return null;
  const client = clientOf(access);
  try {
    await client.get('/cases');
    return client;
  } catch (error) {
    // After a kill the address stands there with nobody behind it.
    if (error instanceof TypeError) return null;
    throw error;
  }
}

/** An id as a part of a path. */
export function segment(id: string): string {
  return encodeURIComponent(id);
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

function ask({ url, token }: DeskAccess, path: string, init: RequestInit): Promise<Response> {
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
  return fetch(`${url}${path}`, { ...init, headers });
}

async function accepted({ url }: DeskAccess, answer: Response): Promise<unknown> {
  const body = (await answer.json()) as unknown;
  if (!answer.ok) throw new UsageError(`The desk at ${url} refused: ${sayError(body)}`);
  return body;
}

function sayError(body: unknown): string {
  return typeof body === 'object' && body !== null && 'error' in body
    ? String(body.error)
    : 'without a reason';
}
