import { afterEach, describe, expect, it } from 'vitest';
import type { Configured, Standing } from '../../src/cli/doctor-check.js';
import { backlogCheck, boardCheck, rotaCheck, webhooksCheck } from '../../src/cli/doctor-outside.js';
import { shadowCheck } from '../../src/cli/doctor-shadow.js';
import { liveOf, type OutsideDeps, outsideOf, patienceFor } from '../../src/cli/outside.js';
import { localSettings } from '../../src/desk/settings.js';
import type { JiraSettings, OutsideSettings } from '../../src/outside-settings.js';
import type { Policy } from '../../src/router/index.js';
import { type FakeJira, fakeJira } from '../support/fake-jira.js';

const running: FakeJira[] = [];
afterEach(async () => {
  await Promise.all(running.splice(0).map((jira) => jira.close()));
});

const quiet = (): void => {};
const deps: OutsideDeps = {
  routing: {
    directory: {
      areas: [
        {
          name: 'payments',
          title: 'Payments',
          pm: 'a',
          pointPerson: 'a',
          standIn: null,
          component: 'Payments',
          playbook: null,
        },
      ],
      people: [],
      groups: {},
    },
    policy: {
      zone: 'America/New_York',
      severities: [{ name: 'P1' }],
      channels: [{ name: 'alerts' }],
    } as unknown as Policy,
  } as unknown as OutsideDeps['routing'],
  dataFolder: '/nowhere/data',
  clock: { now: () => Date.UTC(2026, 2, 9, 12) },
  log: { debug: quiet, info: quiet, warn: quiet, error: quiet },
};
const nothing = { jira: null, trello: null, calendar: null, webhooks: null, shadow: null };

const jiraAt = (site: string): JiraSettings => ({
  site,
  email: 'desk@example.com',
  token: 'token-of-the-desk',
  project: 'BUGS',
  issueType: 'Bug',
  labels: [],
  priorities: {},
  fields: {},
});

async function look(outside: Partial<OutsideSettings>): Promise<Readonly<Record<string, Standing>>> {
  const configured = { ...deps, outside: { ...nothing, ...outside } } as Configured;
  const checks = [backlogCheck, boardCheck, rotaCheck, webhooksCheck];
  const found = checks.map(async (check) => [check.name, await check.look(configured)] as const);
  return Object.fromEntries(await Promise.all(found));
}

const statesOf = (all: Readonly<Record<string, Standing>>): readonly string[] =>
  Object.entries(all).map(([name, { state }]) => `${name} ${state}`);

describe('how the systems outside stand', () => {
  it('nothing configured is local, and nothing is let in', async () => {
    expect(statesOf(await look({}))).toEqual(['backlog local', 'board local', 'rota local', 'webhooks off']);
  });

  it('a Jira that is ready is live, one with a wrong token says what to do', async () => {
    const jira = await fakeJira();
    running.push(jira);
    const live = await look({ jira: jiraAt(jira.url) });
    expect(live.backlog).toEqual({ state: 'live', notes: [`Jira at ${jira.url}, project BUGS`] });
    const wrong = await look({ jira: { ...jiraAt(jira.url), token: 'something-else' } });
    expect(wrong.backlog).toMatchObject({
      state: 'wrong',
      notes: [expect.anything(), expect.stringContaining('TRIAGE_JIRA_TOKEN')],
    });
  });

  it('a priority for a severity that the policy does not know is wrong', async () => {
    const jira = await fakeJira();
    running.push(jira);
    const { backlog } = await look({
      jira: { ...jiraAt(jira.url), priorities: { P1: 'Highest', P9: 'Low' } },
    });
    expect(backlog?.state).toBe('wrong');
    expect(backlog?.notes.join()).toMatch(/jira\.priorities: "P9" is no severity of policy\.yaml; .*P1/);
  });

  it('a system that does not answer is wrong and stops nothing', async () => {
    const calendar = {
      source: { kind: 'file', path: '/nowhere/rota.ics' },
      zone: null,
      ignore: [],
      refreshMs: 1,
      staleMs: 1,
    } as const;
    const all = await look({ jira: jiraAt('http://127.0.0.1:9'), calendar });
    expect(statesOf(all)).toEqual(['backlog wrong', 'board local', 'rota wrong', 'webhooks off']);
    expect(all.rota?.notes.join()).toContain('ENOENT');
  });
});

describe('the ports of a desk', () => {
  it('are the stand-ins, with their patience, where nothing is configured', async () => {
    expect(await outsideOf(nothing, deps)).toEqual({});
    expect(patienceFor([])).toEqual(localSettings);
  });

  it('are real where they are configured, and then the desk waits for their index', async () => {
    const trello = {
      api: 'http://127.0.0.1:9',
      board: 'sZQ9qpVo',
      key: 'k',
      token: 't',
      lists: { incoming: 'Reported', resolved: 'Resolved' },
    };
    const jira = {
      site: 'http://127.0.0.1:9',
      email: null,
      token: 'x',
      project: 'BUGS',
      issueType: 'Bug',
      labels: [],
      priorities: {},
      fields: {},
    };
    const outside = await outsideOf({ ...nothing, jira, trello }, deps);
    expect(liveOf(outside)).toEqual(['backlog', 'board']);
    expect(outside.rotaOf).toBeUndefined();
    const { visibleAfterMs, paceMs } = patienceFor(liveOf(outside));
    expect(visibleAfterMs).toEqual({ chat: 0, backlog: 60_000, board: 5_000 });
    expect(paceMs.chat).toBe(0);
  });
});

describe('the second rulebook', () => {
  const standing = (shadow: string | null) =>
    shadowCheck.look({ ...deps, outside: { ...nothing, shadow } } as Configured);

  it('is off where none is named', async () => {
    expect((await standing(null)).state).toBe('off');
  });

  it('is wrong where there is no such folder, since the desk does not start then', async () => {
    expect(await standing('/nowhere/rules-next')).toEqual({
      state: 'wrong',
      notes: [
        '/nowhere/rules-next: there is no such folder, expected a folder of rules. Name another one by shadow.rules in triage.yaml.',
      ],
    });
  });
});

describe('channels of webhooks', () => {
  it('tells of one that policy.yaml does not name', async () => {
    const senders = { plain: { channel: 'alets' }, grafana: { channel: 'alerts' } };
    const webhooks = { port: 4546, senders } as unknown as OutsideSettings['webhooks'];
    const { webhooks: told } = await look({ webhooks });
    expect(told?.notes).toEqual([
      'on port 4546: plain as #alets, grafana as #alerts',
      '#alets is no channel of policy.yaml, which names alerts: it is one of the others',
    ]);
  });
});
