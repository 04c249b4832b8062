import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Running, triage, triageRunning } from '../support/triage.js';

let folder: string;
let env: Record<string, string>;
let desk: Running | null;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'triage-desk-'));
  env = { TRIAGE_DATA: folder, TRIAGE_PORT: '0' };
  desk = null;
});

afterEach(async () => {
  await desk?.stop('SIGKILL');
  rmSync(folder, { recursive: true });
});

async function started(): Promise<Running> {
  const running = triageRunning(['start'], env);
  desk = running;
  await running.says('Triage Desk listens at');
  return running;
}

function access(): { url: string; token: string } {
  return JSON.parse(readFileSync(join(folder, 'desk.json'), 'utf8')) as { url: string; token: string };
}

describe('the desk on embedded defaults', () => {
  it('takes a report from another terminal through to ticket and reply, and shows its way', async () => {
    const running = await started();
    const { code, stdout } = await triage(['report', 'The charge details of Galería Sur need updating'], {
      env,
    });
    expect(code).toBe(0);
    expect(stdout).toContain('non-incident');
    expect(stdout).toMatch(/file-ticket delivered BUG-/);
    expect(stdout).toMatch(/I've opened a ticket for you/);
    expect(running.output.stdout).toMatch(/→ non-incident/);
  });

  it('keeps its address and token for its owner alone, and takes them away when it stops', async () => {
    const running = await started();
    expect(statSync(join(folder, 'desk.json')).mode & 0o777).toBe(0o600);
    expect((await running.stop('SIGINT')).code).toBe(0);
    expect(existsSync(join(folder, 'desk.json'))).toBe(false);
  });

  it('takes reports by POST on the loopback address, once per id', async () => {
    await started();
    const post = () =>
      fetch(`${access().url}/reports`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ id: 'twice', text: 'checkout is down for everyone' }),
      }).then((answer) => answer.json());
    const [first, second] = [await post(), await post()];
    expect(first).toMatchObject({ accepted: 'new' });
    expect(second).toEqual({ ...(first as object), accepted: 'known' });
  });

  it('loses nothing when it is stopped, and goes on when it is started again', async () => {
    await started();
    await triage(['report', 'the whole site is down for everyone'], { env });
    await desk?.stop('SIGINT');
    const offline = await triage(['cases', '--json'], { env });
    await started();
    const online = await triage(['cases', '--json'], { env });
    expect(JSON.parse(online.stdout)).toEqual(JSON.parse(offline.stdout));
    expect(JSON.parse(online.stdout)).toMatchObject([{ class: 'incident', status: 'open' }]);
  });

  it('keeps every word of reports and every token out of its log', async () => {
    const running = await started();
    await triage(['report', 'checkout is down, my password is hunter2-xyzzy'], { env });
    const { stderr } = await running.stop('SIGTERM');
    expect(stderr).toContain('a report was accepted');
    expect(stderr).not.toContain('xyzzy');
    expect(stderr).not.toContain('checkout is down');
  });

  it('refuses a second desk on the same folder and names the way out', async () => {
    await started();
    const { code, stderr } = await triage(['start'], { env });
    expect(code).toBe(2);
    expect(stderr).toMatch(/another desk .*works on this folder.*TRIAGE_DATA/);
  });

  it('refuses a data file that is no database, and leaves it as it was', async () => {
    const file = join(folder, 'desk.db');
    writeFileSync(file, 'my diary, please do not overwrite');
    const { code, stderr } = await triage(['start'], { env });
    expect(code).toBe(2);
    expect(stderr).toContain(file);
    expect(readFileSync(file, 'utf8')).toBe('my diary, please do not overwrite');
  });

  it('says which port is in use and what to set', async () => {
    const taken = createServer().listen(0, '127.0.0.1');
    await new Promise((resolve) => taken.once('listening', resolve));
    const address = taken.address();
    const port = typeof address === 'object' && address !== null ? address.port : 0;
    const { code, stderr } = await triage(['start'], { env: { ...env, TRIAGE_PORT: String(port) } });
    taken.close();
    expect(code).toBe(2);
    expect(stderr).toContain(`Port ${port} on 127.0.0.1 is in use`);
    expect(stderr).toContain('TRIAGE_PORT');
  });

  it("means a time without a zone in the policy's, wherever the machine stands", async () => {
    env = { ...env, TZ: 'Asia/Tokyo' };
    await started();
    // Of tonight that minute may be over, or go by while the desk starts.
    const text = 'The bid of paddle 412 must be changed before the auction starts at 11:59 pm tomorrow';
    const { stdout } = await triage(['report', text], { env });
    expect(stdout).toContain('23:59 (New York time)');
  });

  it('says when no desk runs', async () => {
    const { code, stderr } = await triage(['report', 'x'], { env });
    expect(code).toBe(2);
    expect(stderr).toContain('No desk runs on');
  });
});

it('the demo plays an afternoon through, shows the outcome and exits 0', async () => {
  const { code, stdout, stderr } = await triage(['start', '--demo']);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  for (const expected of ['→ incident', '→ non-incident', '→ urgent-non-incident', '→ none'])
    expect(stdout).toContain(expected);
  expect(stdout).toMatch(/\d+ cases/);
  const waited = [...stdout.matchAll(/has waited (\d+) minutes/g)].map(([, minutes]) => Number(minutes));
  expect(waited.length).toBeGreaterThan(0);
  // Nobody is reminded before the half hour of policy.yaml is over.
  expect(Math.min(...waited)).toBeGreaterThanOrEqual(30);
});
