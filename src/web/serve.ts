import { type ServerType, serve } from '@hono/node-server';
import type { Hono } from 'hono';

/** A server that is listening. */
export interface Listening {
  readonly url: string;
  /** Resolves when no connection is left; idle ones are closed at once, others after three seconds. */
  close(): Promise<void>;
}

/** The port could not be had; the message says what to do. */
export class PortError extends Error {
  override readonly name = 'PortError';
}

/**
 * Serves an application on 127.0.0.1, or on another address of this machine; port 0 takes a free one. Throws PortError
 * when the port is in use, which names the setting that it comes from.
 */
export function listen(
  app: Hono,
  port: number,
  setting = 'TRIAGE_PORT',
  hostname = '127.0.0.1',
): Promise<Listening> {
  return new Promise((resolve, reject) => {
    const server = serve({ fetch: app.fetch, hostname, port }, (address) => {
      const host = hostname.includes(':') ? `[${hostname}]` : hostname;
      resolve({ url: `http://${host}:${address.port}`, close: () => closed(server) });
    });
    server.once('error', (cause: NodeJS.ErrnoException) => reject(explained(cause, port, setting, hostname)));
  });
}

function explained(cause: NodeJS.ErrnoException, port: number, setting: string, host: string): Error {
  if (cause.code === 'EADDRNOTAVAIL' || cause.code === 'ENOTFOUND') {
    return new PortError(`${host} is no address of this machine. Set ${setting} to one that is.`, { cause });
  }
  if (cause.code === 'EADDRINUSE') {
    return new PortError(
      `Port ${port} on ${host} is in use, perhaps by another desk. Set ${setting} to a free one, or to 0 to take any.`,
      { cause },
    );
  }
  if (cause.code === 'EACCES') {
    return new PortError(`Port ${port} may not be opened by this user. Set ${setting} to one above 1023.`, {
      cause,
    });
  }
  return cause;
}

/** A caller who never ends a request must not keep the desk from ending. */
const patienceMs = 3_000;

function closed(server: ServerType): Promise<void> {
  return new Promise((resolve, reject) => {
    const late = setTimeout(
      () => 'closeAllConnections' in server && server.closeAllConnections(),
      patienceMs,
    );
    server.close((error) => {
      clearTimeout(late);
      if (error) reject(error);
      else resolve();
    });
    if ('closeIdleConnections' in server) server.closeIdleConnections();
  });
}
