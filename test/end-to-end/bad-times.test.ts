import { execFileSync, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { type Running, triage, triageRunning } from '../support/triage.js';

let folder: string;
let env: Record<string, string>;
let desk: Running | null;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'triage-bad-'));
  env = { TRIAGE_DATA: join(folder, 'data'), TRIAGE_PORT: '0', TRIAGE_LOG: 'error' };
  desk = null;
});

afterEach(async () => {
  await desk?.stop('SIGKILL');
  rmSync(folder, { recursive: true });
});

const address = (): string =>
  (JSON.parse(readFileSync(join(folder, 'data', 'desk.json'), 'utf8')) as { readonly url: string }).url;

const post = (id: string, text: string): Promise<Response> =>
  fetch(`${address()}/reports`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ id, text }),
  });

const effects = async (): Promise<readonly { readonly state: string; readonly id: string }[]> =>
  JSON.parse((await triage(['effects', '--json'], { env })).stdout);

/** What has become of each effect. */
const states = async (): Promise<Readonly<Record<string, string>>> =>
  Object.fromEntries((await effects()).map(({ id, state }) => [id, state]));

async function start(): Promise<void> {
  desk = triageRunning(['start'], env);
  await desk.says('Triage Desk listens at');
}

it('a SIGTERM amid many reports ends it in good order, and what was accepted is done once after the next start', async () => {
  await start();
  const url = address();
  const names = Array.from({ length: 30 }, (_, i) => `storm-${i}`);
  const accepted = Promise.all(
    names.map(async (id) => {
      const headers = { 'content-type': 'application/json' };
      const body = JSON.stringify({ id, text: 'The charge details of Galería Sur need updating' });
      const answer = await fetch(`${url}/reports`, { method: 'POST', headers, body }).catch(() => null);
      return answer?.ok ? [((await answer.json()) as { readonly id: string }).id] : [];
    }),
  );
  await new Promise((done) => setTimeout(done, 60));
  const ended = await desk?.stop('SIGTERM');
  expect(ended?.code).toBe(0);
  const ids = (await accepted).flat();
  await start();
  const expected = ids.flatMap((id) => [`${id}:file-ticket:thread`, `${id}:reply:thread`]);
  await expect
    .poll(states, { interval: 300 })
    .toEqual(Object.fromEntries(expected.map((id) => [id, 'delivered'])));
});

it('a caller who never ends a request does not keep it from ending', async () => {
  await start();
  const { hostname, port } = new URL(address());
  const caller = connect(Number(port), hostname);
  caller.on('error', () => {});
  await new Promise<void>((done) => caller.once('connect', done));
  caller.write('POST /reports HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 100\r\n\r\n{');
  await new Promise((done) => setTimeout(done, 200));
  // The caller is still there: a desk that waited for it would never end.
  expect((await desk?.stop('SIGTERM'))?.code).toBe(0);
  caller.destroy();
});

const canLimit =
  process.platform === 'linux' && ['/bin/bash', '/usr/bin/prlimit'].every((file) => existsSync(file));

it.runIf(canLimit)(
  'a full disk: nothing is acknowledged, nothing is lost, and it goes on once there is room',
  async () => {
    const bin = resolve(import.meta.dirname, '../../bin/triage.js');
    // Files may not grow beyond the limit, which the desk meets as it would a full disk.
    const child = spawn(
      '/bin/bash',
      ['-c', `trap '' XFSZ; ulimit -S -f 1500; exec "$@"`, '-', process.execPath, bin, 'start'],
      {
        env: { PATH: process.env.PATH ?? '', ...env },
        stdio: 'ignore',
      },
    );
    const gone = new Promise((done) => child.once('exit', done));
    try {
      await expect.poll(() => existsSync(join(folder, 'data', 'desk.json'))).toBe(true);
      const text = 'The charge details of Galería Sur need updating. '.repeat(2_000);
      const accepted: string[] = [];
      let refused = 0;
      for (let i = 0; i < 60 && refused < 3; i++) {
        const answer = await post(`full-${i}`, text);
        if (answer.ok) accepted.push(((await answer.json()) as { readonly id: string }).id);
        else {
          refused += 1;
          expect(answer.status).toBe(503);
        }
      }
      expect(refused).toBe(3);
      execFileSync('/usr/bin/prlimit', ['--pid', String(child.pid), '--fsize=unlimited:unlimited']);
      await expect.poll(async () => (await post('room', text)).ok, { interval: 300 }).toBe(true);
      expect(accepted.length).toBeGreaterThan(0);
      const undone = async (): Promise<readonly string[]> => {
        const all = await effects();
        const planned = new Set(all.map(({ id }) => id.split(':')[0]));
        return [
          ...accepted.filter((id) => !planned.has(id)),
          ...all.filter(({ state }) => state !== 'delivered').map(({ id }) => id),
        ];
      };
      await expect.poll(undone, { interval: 500 }).toEqual([]);
    } finally {
      child.kill('SIGKILL');
      await gone;
    }
  },
);
