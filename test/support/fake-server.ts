// What the fake servers share: a real HTTP server on a free port, requests kept for the test, and faults to order.

import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { SeenRequest } from './openapi.js';

/** What a fake answers. */
export interface Answer {
  readonly status: number;
  /** Sent as JSON, or as it is when a string. */
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

/**
 * What goes wrong with the next request that fits: an answer instead of the work; `lost` does the work and cuts the
 * connection; `cut` cuts it before; `hang` does the work and never answers; `garbled` does it and answers nonsense.
 */
export type Fault = Answer | 'lost' | 'cut' | 'hang' | 'garbled';

/** A running fake. */
export interface FakeServer {
  readonly url: string;
  readonly requests: SeenRequest[];
  /** Orders a fault for the next request whose method and path fit. */
  fail(method: string, path: RegExp, fault: Fault): void;
  close(): Promise<void>;
}

/** Serves until closed; `work` does what the real one would. */
export async function fakeServer(
  work: (request: SeenRequest, raw: IncomingMessage) => Answer,
): Promise<FakeServer> {
  const requests: SeenRequest[] = [];
  const faults: { readonly method: string; readonly path: RegExp; readonly fault: Fault }[] = [];
  const server = createServer((raw, response) => {
    void read(raw).then((body) => {
      const url = new URL(raw.url ?? '/', 'http://fake');
      const request = { method: raw.method ?? 'GET', path: url.pathname, query: url.searchParams, body };
      requests.push(request);
      const at = faults.findIndex(({ method, path }) => method === request.method && path.test(request.path));
      const fault = at === -1 ? null : (faults.splice(at, 1)[0]?.fault ?? null);
      if (fault === 'cut') raw.socket.destroy();
      else if (fault !== null && typeof fault === 'object') send(response, fault);
      else finish(response, raw, fault, work(request, raw));
    });
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests,
    fail: (method, path, fault) => void faults.push({ method, path, fault }),
    close: () =>
      new Promise((done) => {
        server.close(() => done());
        server.closeAllConnections();
      }),
  };
}

function finish(
  response: ServerResponse,
  raw: IncomingMessage,
  fault: Exclude<Fault, Answer> | null,
  answer: Answer,
): void {
  if (fault === 'lost') raw.socket.destroy();
  else if (fault === 'garbled') send(response, { status: answer.status, body: { surprise: true } });
  else if (fault !== 'hang') send(response, answer);
}

function send(response: ServerResponse, { status, body, headers }: Answer): void {
  const text = body === undefined ? '' : typeof body === 'string' ? body : JSON.stringify(body);
  const type = typeof body === 'string' ? 'text/html' : 'application/json';
  response.writeHead(status, { ...(body !== undefined && { 'content-type': type }), ...headers }).end(text);
}

async function read(raw: IncomingMessage): Promise<unknown> {
  const parts: Buffer[] = [];
  for await (const part of raw) parts.push(part as Buffer);
  const text = Buffer.concat(parts).toString('utf8');
  if (text === '') return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
