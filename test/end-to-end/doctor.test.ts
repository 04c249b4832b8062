import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type FakeJira, fakeJira } from '../support/fake-jira.js';
import { type FakeTrello, fakeTrello } from '../support/fake-trello.js';
import { triage } from '../support/triage.js';

let folder: string;
let env: Record<string, string>;
let jira: FakeJira;
let trello: FakeTrello;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'doctor-'));
  [jira, trello] = await Promise.all([fakeJira(), fakeTrello()]);
  env = {
    TRIAGE_DATA: join(folder, 'data'),
    TRIAGE_PORT: '0',
    TRIAGE_CONFIG: join(folder, 'triage.yaml'),
  };
});

afterEach(async () => {
  await Promise.all([jira.close(), trello.close()]);
  rmSync(folder, { recursive: true });
});

const secrets = {
  TRIAGE_JIRA_TOKEN: 'token-of-the-desk',
  TRIAGE_TRELLO_KEY: 'key-of-the-desk',
  TRIAGE_TRELLO_TOKEN: 'token-of-the-desk',
};

function configure(text: string, more: Record<string, string> = {}): void {
  writeFileSync(join(folder, 'triage.yaml'), text);
  env = { ...env, ...more };
}

async function parts(): Promise<Record<string, { state: string; notes: string[] }>> {
  const { stdout } = await triage(['doctor', '--json'], { env });
  const { parts } = JSON.parse(stdout) as { parts: { name: string; state: string; notes: string[] }[] };
  return Object.fromEntries(parts.map(({ name, ...rest }) => [name, rest]));
}

describe('triage doctor', () => {
  it('finds nothing wrong with local mode, and says what is local', async () => {
    const { code, stdout, stderr } = await triage(['doctor'], { env: { TRIAGE_DATA: join(folder, 'data') } });
    expect({ code, stderr }).toEqual({ code: 0, stderr: 'nothing is wrong\n' });
    expect(stdout).toMatch(/^local {2}store {8}SQLite in .*, which is made at the start$/m);
    expect(stdout).toMatch(/^off {4}desk {9}no desk runs/m);
    expect(stdout).toMatch(/^local {2}backlog {6}tickets are kept in the desk$/m);
    expect(stdout).toMatch(/^off {4}webhooks {5}no sender is configured/m);
  });

  it('tells what is live', async () => {
    configure(
      `jira: { site: "${jira.url}", email: desk@example.com, project: BUGS }
trello: { api: "${trello.url}", board: sZQ9qpVo }`,
      secrets,
    );
    const { backlog, board, rota } = await parts();
    expect(backlog?.state).toBe('live');
    expect(board).toEqual({ state: 'live', notes: ['Trello, board sZQ9qpVo'] });
    expect(rota?.state).toBe('local');
    expect((await triage(['doctor'], { env })).code).toBe(0);
  });

  it('tells every wrong key of triage.yaml at once, each with its place', async () => {
    configure(
      `jira:
  site: example.atlassian.net
  email: desk
  project: bugs
  issue-type: ""
  labels: ["two words"]
  priorities: [P1]
  fields: none
  colour: red
trello:
  api: nowhere
  board: https://trello.com/b/sZQ9qpVo/incidents
  lists: { incoming: "", done: Done }
calendar:
  file: 7
  zone: Mars/Olympus
  ignore: Holiday
  refresh-minutes: 0
  stale-hours: 1.5
webhooks:
  port: 70000
  per-minute: many
  senders:
    intercom: { channel: "#partner-support" }
    carrier-pigeon: { channel: incidents }
    sns: { channel: alerts, topics: [alarms] }
slack: true
`,
      { TRIAGE_JIRA_TOKN: 'x', TRIAGE_TRELLO_KEY: 'short' },
    );
    const all = await parts();
    const said = all['triage.yaml']?.notes.join('\n') ?? '';
    const lines = [...said.matchAll(/^triage\.yaml:(\d+):/gm)].map((match) => Number(match[1]));
    expect(new Set(lines)).toEqual(
      new Set([2, 3, 4, 5, 6, 7, 8, 9, 11, 12, 13, 15, 16, 17, 18, 19, 21, 22, 24, 25, 26, 27]),
    );
    for (const text of [
      'found the key "colour", expected one of site, email',
      'found "Mars/Olympus", expected a zone like America/New_York',
      'found the key "done", expected one of incoming, resolved',
      'TRIAGE_JIRA_TOKEN: is not set',
      'TRIAGE_TRELLO_TOKEN: is not set',
      'TRIAGE_TRELLO_KEY: found fewer than 8 characters',
      'TRIAGE_WEBHOOK_INTERCOM_SECRET: is not set',
    ])
      expect(said).toContain(text);
    expect(all.environment?.notes.join()).toContain('Did you mean TRIAGE_JIRA_TOKEN?');
    expect((await triage(['doctor'], { env })).code).toBe(1);
  });

  it('names wrong credentials, a project that is gone and a calendar that is a web page, and how to mend them', async () => {
    writeFileSync(join(folder, 'rota.ics'), '<!doctype html><html><body>Sign in</body></html>');
    configure(
      `jira: { site: "${jira.url}", email: desk@example.com, project: GONE }
trello: { api: "${trello.url}", board: sZQ9qpVo }
calendar: { file: rota.ics }`,
      { ...secrets, TRIAGE_TRELLO_TOKEN: 'token-that-has-run-out' },
    );
    const { backlog, board, rota } = await parts();
    expect(backlog?.notes.join()).toContain('jira.project: there is no project "GONE"');
    expect(board?.notes.join()).toContain('Renew TRIAGE_TRELLO_KEY and TRIAGE_TRELLO_TOKEN');
    expect(rota?.notes.join()).toMatch(/web page|HTML/i);
    expect([backlog, board, rota].map((part) => part?.state)).toEqual(['wrong', 'wrong', 'wrong']);
    const { stdout } = await triage(['doctor'], { env });
    expect(stdout).not.toContain('token-that-has-run-out');
  });

  it('looks at all that needs no rules although those are broken', async () => {
    mkdirSync(join(folder, 'rules'));
    writeFileSync(join(folder, 'rules', 'incident.yaml'), 'rules: [');
    writeFileSync(join(folder, 'rota.ics'), 'BEGIN:VCALENDAR\nEND:VCALENDAR\n');
    configure(
      `jira: { site: "${jira.url}", email: desk@example.com, project: GONE }
trello: { api: "${trello.url}", board: sZQ9qpVo }
calendar: { file: rota.ics }`,
      { ...secrets, TRIAGE_RULES: join(folder, 'rules') },
    );
    const { rules, store, desk, chat, backlog, board, rota } = await parts();
    expect(rules?.state).toBe('wrong');
    expect([store, desk, chat, board].map((part) => part?.state)).toEqual(['local', 'off', 'local', 'live']);
    expect(backlog?.notes.join()).toContain('jira.project: there is no project "GONE"');
    expect(rota?.notes).toContain('not looked at: the rules have to be mended first');
  });
});
