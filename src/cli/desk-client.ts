import { type DeskAccess, readAccess } from './desk-access.js';
import { UsageError } from './exit.js';

/** The running desk, as the verbs ask it. */
export interface DeskClient {
  get(path: string): Promise<unknown>;
  post(path: string, body: object): Promise<unknown>;
}

/** The desk that runs on a data folder, or null when none answers there. */
export async function runningDesk(dataFolder: string): Promise<DeskClient | null> {
  const access = readAccess(dataFolder);
  if (access === null) return null;
  const client: DeskClient = {
    get: (path) => ask(access, path, { method: 'GET' }),
    post: (path, body) => ask(access, path, { method: 'POST', body: JSON.stringify(body) }),
  };
  try {
    await client.get('/cases');
    return client;
  } catch (error) {
    // After a kill the address stands there with nobody behind it.
    if (error instanceof TypeError) return null;
    throw error;
  }
}

async function ask(access: DeskAccess, path: string, init: RequestInit): Promise<unknown> {
  const headers = { authorization: `Bearer ${access.token}`, 'content-type': 'application/json' };
  const answer = await fetch(`${access.url}${path}`, {
    ...init,
    headers,
    signal: AbortSignal.timeout(10_000),
  });
  const body = (await answer.json()) as unknown;
  if (!answer.ok) throw new UsageError(`The desk at ${access.url} refused: ${sayError(body)}`);
  return body;
}

function sayError(body: unknown): string {
  return typeof body === 'object' && body !== null && 'error' in body
    ? String(body.error)
    : 'without a reason';
}
