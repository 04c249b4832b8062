import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { newToken, publishAccess } from '../../src/cli/desk-access.js';
import { runningDesk } from '../../src/cli/desk-client.js';

let folder: string;
let server: Server;
let seen: (string | undefined)[];
let connections: number;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'desk-client-'));
  seen = [];
  connections = 0;
});

afterEach(() => {
  server.closeAllConnections();
  server.close();
  rmSync(folder, { recursive: true });
});

async function serve(answer: RequestListener): Promise<void> {
  server = createServer((request, response) => {
    seen.push(request.headers.authorization);
    answer(request, response);
  });
  server.on('connection', () => {
    connections += 1;
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  publishAccess(folder, { url: `http://127.0.0.1:${port}`, token: newToken(), pid: 1 });
}

it.each<[string, RequestListener]>([
  ['a page', (_, response) => response.end('<h1>hello</h1>')],
  ['JSON of another shape', (_, response) => response.end('{"status":"ok"}')],
  ['a redirect', (_, response) => response.writeHead(302, { location: 'http://127.0.0.1:1/' }).end()],
  ['nothing at all', () => {}],
])('another program on the port that answers %s is no desk, and never sees the token', async (_, answer) => {
  await serve(answer);
  expect(await runningDesk(folder)).toBeNull();
  expect(seen).toEqual([undefined]);
});

it('an answer that is no JSON is told in a sentence', async () => {
  await serve((request, response) => response.end(request.url === '/healthz' ? '{"alive":true}' : '<h1>'));
  const desk = await runningDesk(folder);
  await expect(desk?.get('/cases')).rejects.toThrow(/gave an answer that is no JSON \(status 200\)/);
});

it('a desk that goes away in between is told in a sentence', async () => {
  await serve((request, response) => {
    if (request.url === '/healthz') response.end('{"alive":true}');
    else request.socket.destroy();
  });
  const desk = await runningDesk(folder);
  await expect(desk?.get('/cases')).rejects.toThrow(/does not answer any more \(no connection\)/);
});

it('uses no connection twice: a verb may work for longer than the desk keeps one open', async () => {
  await serve((_, response) => response.end('{"alive":true}'));
  const desk = await runningDesk(folder);
  await desk?.get('/cases');
  for await (const line of desk?.lines('/export') ?? []) expect(line).not.toBe('');
  expect(connections).toBe(3);
});
