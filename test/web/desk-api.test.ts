import { describe, expect, it } from 'vitest';
import { type DeskService, deskApi, type Incoming } from '../../src/web/desk-api.js';
import type { Probed } from '../../src/web/probes.js';

const rulebook = { version: 'abc', since: '2026-01-01T00:00:00.000Z' };
const probed: Probed = {
  readiness: async () => ({ reasons: [], problems: [], rulebook }),
  metrics: async () => ({ type: 'text/plain', text: 'triage_problems 0\n' }),
};

function desk() {
  const taken: Incoming[] = [];
  const done: object[] = [];
  const service: DeskService = {
    async accept(report) {
      const known = taken.some((one) => one.id !== undefined && one.id === report.id);
      if (!known) taken.push(report);
      return { id: report.id ?? `r${taken.length}`, accepted: known ? 'known' : 'new' };
    },
    way: async (id) => (id === 'r1' ? { id } : null),
    cases: async (which) => [{ which }],
    timeline: async (id) => (id === 'case-1' ? { id } : null),
    async act(caseId, step, person) {
      done.push({ caseId, step, person });
      return { outcome: 'unchanged', why: 'so already' };
    },
    async correct(report, step, person) {
      done.push({ report, step, person });
      return { outcome: 'changed' };
    },
    answerSample: async () => ({ outcome: 'changed' }),
    channels: async () => ({ paused: null }),
    async changeSpeaking(step, person) {
      done.push({ step, person });
      return { outcome: 'changed' };
    },
    effects: async (which) => [{ which }],
    needsATool: async () => [{ area: 'Auctions' }],
    onCall: async () => ({ people: ['ada'] }),
    async split(kind, first, person) {
      done.push({ kind, first, person });
      return { outcome: 'changed' };
    },
    retry: async (effect) => effect === 'e1',
    forget: async (report) => report === 'r1',
    async *dump() {
      yield '{"a":1}';
      yield '{"b":2}';
    },
  };
  return { taken, done, service, api: deskApi(service, { token: 'secret' }, probed) };
}

const json = { host: '127.0.0.1:4545', 'content-type': 'application/json' };
const post = (body: string, headers: Record<string, string> = json) => ({ method: 'POST', headers, body });

describe('POST /reports', () => {
  it('takes a report that has a text and nothing else', async () => {
    const { api, taken } = desk();
    const answer = await api.request('/reports', post('{"text":"checkout is down"}'));
    expect(answer.status).toBe(202);
    expect(taken).toEqual([
      { text: 'checkout is down', source: { kind: 'human', channel: 'gallery-help', user: 'someone' } },
    ]);
  });

  it('says that a report is known when its id comes again', async () => {
    const { api } = desk();
    await api.request('/reports', post('{"text":"x","id":"a"}'));
    const again = await api.request('/reports', post('{"text":"x","id":"a"}'));
    expect(again.status).toBe(200);
    expect(await again.json()).toEqual({ id: 'a', accepted: 'known' });
  });

  it.each([
    ['a form', 415, post('text=x', { ...json, 'content-type': 'application/x-www-form-urlencoded' })],
    ['text that only looks like JSON', 415, post('{"text":"x"}', { ...json, 'content-type': 'text/plain' })],
    ['broken JSON', 400, post('{"text":')],
    ['no text', 400, post('{}')],
    ['an unknown key', 400, post('{"text":"x","txet":"y"}')],
    ['a foreign host (DNS rebinding)', 403, post('{"text":"x"}', { ...json, host: 'evil.example' })],
    [
      'a host that only begins like ours',
      403,
      post('{"text":"x"}', { ...json, host: '127.0.0.1.evil.example' }),
    ],
    ['a foreign origin', 403, post('{"text":"x"}', { ...json, origin: 'https://evil.example' })],
    ['an opaque origin', 403, post('{"text":"x"}', { ...json, origin: 'null' })],
    ['more than 7 MiB', 413, post(`{"text":"${'x'.repeat(8 * 1024 * 1024)}"}`)],
  ])('refuses %s and keeps nothing', async (_, status, request) => {
    const { api, taken } = desk();
    const answer = await api.request('/reports', request);
    expect(answer.status).toBe(status);
    expect(await answer.json()).toHaveProperty('error');
    expect(taken).toEqual([]);
  });

  it('takes a megabyte of text', async () => {
    const { api, taken } = desk();
    await api.request('/reports', post(JSON.stringify({ text: 'x'.repeat(1024 * 1024) })));
    expect(taken[0]?.text).toHaveLength(1024 * 1024);
  });
});

describe('what is not for everybody on the machine', () => {
  it.each(['/cases', '/reports/r1', '/cases/case-1', '/effects', '/export'])(
    '%s needs the token',
    async (path) => {
      const { api } = desk();
      expect((await api.request(path, { headers: { host: 'localhost' } })).status).toBe(401);
      const authorization = 'Bearer secret';
      expect((await api.request(path, { headers: { host: 'localhost', authorization } })).status).toBe(200);
    },
  );

  it('an unknown report is a 404', async () => {
    const { api } = desk();
    const headers = { host: 'localhost', authorization: 'Bearer secret' };
    expect((await api.request('/reports/r9', { headers })).status).toBe(404);
  });
});

describe('what people do through the desk', () => {
  const headers = { ...json, authorization: 'Bearer secret' };

  it('does a step to a case for a person', async () => {
    const { api, done } = desk();
    const answer = await api.request(
      '/cases/case-1/steps',
      post('{"as":"ada","step":{"do":"reclassify","to":"incident"}}', headers),
    );
    expect(await answer.json()).toEqual({ outcome: 'unchanged', why: 'so already' });
    expect(done).toEqual([{ caseId: 'case-1', step: { do: 'reclassify', to: 'incident' }, person: 'ada' }]);
  });

  it('takes a word on a report that need not have a case', async () => {
    const { api, done } = desk();
    const body = '{"as":"ada","step":{"do":"reclassify","to":"incident","area":"payments"}}';
    expect(await (await api.request('/reports/r1/steps', post(body, headers))).json()).toEqual({
      outcome: 'changed',
    });
    const step = { do: 'reclassify', to: 'incident', area: 'payments' };
    expect(done).toEqual([{ report: 'r1', step, person: 'ada' }]);
    const other = post('{"as":"ada","step":{"do":"resolve"}}', headers);
    expect((await api.request('/reports/r1/steps', other)).status).toBe(400);
    expect((await api.request('/reports/r1/steps', post(body))).status).toBe(401);
  });

  it.each([
    ['an unknown step', '{"as":"ada","step":{"do":"delete"}}'],
    ['an unknown class', '{"as":"ada","step":{"do":"reclassify","to":"undecided"}}'],
    ['nobody', '{"step":{"do":"resolve"}}'],
    ['broken JSON', '{'],
  ])('refuses %s', async (_, body) => {
    const { api, done } = desk();
    expect((await api.request('/cases/case-1/steps', post(body, headers))).status).toBe(400);
    expect(done).toEqual([]);
  });

  it('gives everything that is kept, a line each', async () => {
    const answer = await desk().api.request('/export', { headers });
    expect(await answer.text()).toBe('{"a":1}\n{"b":2}\n');
  });

  it.each([
    ['r1', 200],
    ['r9', 404],
  ])('forgets %s: %i', async (id, status) => {
    expect((await desk().api.request(`/reports/${id}`, { method: 'DELETE', headers })).status).toBe(status);
  });

  it('says that it cannot now, where the store is away, and shows no more of it', async () => {
    const { service } = desk();
    const api = deskApi(
      { ...service, accept: () => Promise.reject(new Error('disk full: checkout is down')) },
      { token: 'secret' },
      probed,
    );
    const answer = await api.request('/reports', post('{"text":"checkout is down"}'));
    expect(answer.status).toBe(503);
    expect(await answer.text()).not.toContain('checkout');
  });
});

describe('the probes', () => {
  const headers = { host: 'localhost' };
  const askWith = (reasons: readonly string[], path: string) => {
    const { service } = desk();
    const readiness = async () => ({ reasons, problems: reasons, rulebook });
    return deskApi(service, { token: 'secret' }, { ...probed, readiness }).request(path, { headers });
  };

  it.each([
    ['/healthz', { alive: true }],
    ['/readyz', { ready: true, reasons: [], problems: [], rulebook }],
  ])('%s needs no token', async (path, expected) => {
    const answer = await askWith([], path);
    expect(answer.status).toBe(200);
    expect(await answer.json()).toEqual(expected);
  });

  it('says why it is not ready, by 503', async () => {
    const answer = await askWith(['the store does not answer (Error)'], '/readyz');
    expect(answer.status).toBe(503);
    expect(await answer.json()).toMatchObject({
      ready: false,
      reasons: ['the store does not answer (Error)'],
    });
  });

  it('gives the figures as they are', async () => {
    expect(await (await askWith([], '/metrics')).text()).toBe('triage_problems 0\n');
  });

  it('are for this machine alone', async () => {
    const { api } = desk();
    expect((await api.request('/metrics', { headers: { host: 'evil.example' } })).status).toBe(403);
  });
});
