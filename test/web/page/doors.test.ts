import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { pageDoors } from '../../../src/web/page/doors.js';
import type { PageService } from '../../../src/web/page/page-service.js';
import { createSessions } from '../../../src/web/page/sessions.js';
import type { Start, Visitor, WeekView } from '../../../src/web/page/shapes.js';

const token = 'a-token-of-some-length';
const none = { tried: 0, flips: 0, mended: 0, broken: 0, shown: [] };

function doors(visitors: ReadonlyMap<string, Visitor> = new Map()) {
  const done: { readonly caseId: string; readonly person: string }[] = [];
  const service: PageService = {
    start: async (visitor, csrf) => ({ visitor, csrf }) as Start,
    listen: () => () => {},
    tryOut: async () => ({ usable: false, problems: [] }),
    past: async () => [],
    rules: async () => ({ version: 'v', files: [] }),
    check: async () => ({ usable: true, problems: [] }),
    consequences: async () => ({ usable: true, fixtures: none, past: none, tookMs: 1 }),
    save: async () => ({ outcome: 'changed' }),
    board: async () => ({ cases: [], next: null, total: 0 }),
    week: async () => ({}) as WeekView,
    accuracy: async () => ({ reports: 0, right: 0, cells: [], reliability: [], rules: [] }),
    mutation: async () => ({ tried: 0, survived: 0, survivors: [] }),
    caseView: async () => null,
    async act(caseId, _step, person) {
      done.push({ caseId, person });
      return { outcome: 'changed' };
    },
    unfollowed: async () => [],
    async correct(report, { to }, person) {
      done.push({ caseId: `${report} ${to}`, person });
      return { outcome: 'changed' };
    },
    chat: async () => [],
    say: async () => ({ outcome: 'changed' }),
  };
  const folder = mkdtempSync(join(tmpdir(), 'triage-no-page-'));
  return { done, app: pageDoors({ service, sessions: createSessions(visitors, () => 0), folder }) };
}

type App = ReturnType<typeof doors>['app'];
const host = { host: '127.0.0.1:4545' };
const json = { ...host, 'content-type': 'application/json' };

async function logIn(app: App, given = token): Promise<Record<string, string>> {
  const answer = await app.request('/page/login', {
    method: 'POST',
    headers: json,
    body: JSON.stringify({ token: given }),
  });
  expect(answer.status).toBe(200);
  return enter(app, answer.headers.get('set-cookie') ?? '');
}

async function enter(app: App, set: string | null): Promise<Record<string, string>> {
  const before = set === null ? {} : { cookie: set.split(';')[0] ?? '' };
  const answer = await app.request('/page/start', { headers: { ...host, ...before } });
  const cookie = set === null ? (answer.headers.get('set-cookie') ?? '') : set;
  const { csrf } = (await answer.json()) as Start;
  return { ...json, cookie: cookie.split(';')[0] ?? '', 'x-triage-csrf': csrf };
}

const step = JSON.stringify({ as: 'ben', step: { do: 'resolve' } });
const act = (app: App, headers: Record<string, string>) =>
  app.request('/page/cases/case-1/steps', { method: 'POST', headers, body: step });

describe('the doors of the page', () => {
  it('let whoever sits at the machine act as anybody, where there are no tokens', async () => {
    const { app, done } = doors();
    expect((await act(app, await enter(app, null))).status).toBe(200);
    expect(done).toEqual([{ caseId: 'case-1', person: 'ben' }]);
  });

  it('let nobody in without a token, where there are tokens', async () => {
    const { app } = doors(new Map([[token, { person: 'ada', may: 'act' }]]));
    for (const path of [
      '/page/start',
      '/page/board/open',
      '/page/events',
      '/page/chat',
      '/page/rules',
      '/page/week',
      '/page/accuracy',
    ])
      expect((await app.request(path, { headers: host })).status, path).toBe(401);
  });

  it('let the owner of a token act as themselves alone', async () => {
    const { app, done } = doors(new Map([[token, { person: 'ada', may: 'act' }]]));
    await act(app, await logIn(app));
    expect(done).toEqual([{ caseId: 'case-1', person: 'ada' }]);
  });

  it('let one say what a report is that has no case, in their own name', async () => {
    const { app, done } = doors(new Map([[token, { person: 'ada', may: 'act' }]]));
    const headers = await logIn(app);
    const say = (body: object) =>
      app.request('/page/reports/r-1/steps', { method: 'POST', headers, body: JSON.stringify(body) });
    expect((await say({ as: 'ben', step: { do: 'reclassify', to: 'incident' } })).status).toBe(200);
    expect((await say({ as: 'ben', step: { do: 'resolve' } })).status).toBe(400);
    expect(done).toEqual([{ caseId: 'r-1 incident', person: 'ada' }]);
    const reader = doors(new Map([[token, { person: null, may: 'read' }]]));
    const reading = await logIn(reader.app);
    const answer = await reader.app.request('/page/reports/r-1/steps', {
      method: 'POST',
      headers: reading,
      body: '{}',
    });
    expect(answer.status).toBe(403);
  });

  it('let a reader look and change nothing', async () => {
    const { app, done } = doors(new Map([[token, { person: null, may: 'read' }]]));
    const headers = await logIn(app);
    expect((await app.request('/page/board/open', { headers })).status).toBe(200);
    expect((await act(app, headers)).status).toBe(403);
    for (const path of ['/page/chat', '/page/rules/save'])
      expect((await app.request(path, { method: 'POST', headers, body: '{}' })).status, path).toBe(403);
    expect(done).toEqual([]);
  });

  it.each([
    ['without the value that only this page knows', { 'x-triage-csrf': '' }, 403],
    ['from a page of another address', { origin: 'https://evil.example' }, 403],
    ['as a form would', { 'content-type': 'text/plain' }, 415],
  ])('refuse a change that comes %s', async (_, changed, status) => {
    const { app, done } = doors();
    expect((await act(app, { ...(await enter(app, null)), ...changed })).status).toBe(status);
    expect(done).toEqual([]);
  });

  it('keep the session where no script reads it, and send it nowhere else', async () => {
    const { app } = doors();
    const set = (await app.request('/page/start', { headers: host })).headers.get('set-cookie');
    expect(set).toMatch(/HttpOnly/);
    expect(set).toMatch(/SameSite=Strict/);
  });

  it('let nothing inline run and nobody frame the page', async () => {
    const { app } = doors();
    for (const path of ['/', '/page/start']) {
      const policy = (await app.request(path, { headers: host })).headers.get('content-security-policy');
      expect(policy).toContain("default-src 'none'; script-src 'self'; style-src 'self'");
      expect(policy).toContain("frame-ancestors 'none'");
      expect(policy).not.toContain('unsafe');
    }
  });

  it('lead to no file but those of the page', async () => {
    const { app } = doors();
    for (const path of ['/../package.json', '/assets/../../package.json', '/%2e%2e/package.json'])
      expect((await app.request(path, { headers: host })).status, path).toBe(404);
  });
});
