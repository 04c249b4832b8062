// `triage start` as a process of its own, with a triage.yaml that names a Jira, a Trello, a calendar and webhooks.

import { createHmac } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type FakeJira, fakeJira } from '../support/fake-jira.js';
import { type FakeTrello, fakeTrello } from '../support/fake-trello.js';
import { type Running, triage, triageRunning } from '../support/triage.js';

const secret = 'secret-of-the-form';

/** Two people of the shipped directory, on call for ever. */
const rota = `BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//test//EN
${['engineer-payments', 'engineer-auctions']
  .map(
    (person, i) => `BEGIN:VEVENT
UID:${i}
DTSTAMP:20260101T000000Z
DTSTART:20240101T160000Z
DURATION:P7D
RRULE:FREQ=WEEKLY
SUMMARY:${person}
END:VEVENT
`,
  )
  .join('')}END:VCALENDAR
`.replaceAll('\n', '\r\n');

let folder: string;
let env: Record<string, string>;
let jira: FakeJira;
let trello: FakeTrello;
let desk: Running | null;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'start-outside-'));
  [jira, trello] = await Promise.all([
    fakeJira({ components: ['Payments', 'Partner Billing', 'CMS'] }),
    fakeTrello(),
  ]);
  writeFileSync(join(folder, 'rota.ics'), rota);
  writeFileSync(join(folder, 'triage.yaml'), triageYaml());
  desk = null;
  env = {
    TRIAGE_DATA: join(folder, 'data'),
    TRIAGE_PORT: '0',
    TRIAGE_CONFIG: join(folder, 'triage.yaml'),
    TRIAGE_JIRA_TOKEN: 'token-of-the-desk',
    TRIAGE_TRELLO_KEY: 'key-of-the-desk',
    TRIAGE_TRELLO_TOKEN: 'token-of-the-desk',
    TRIAGE_WEBHOOK_PLAIN_SECRET: secret,
    TRIAGE_WEBHOOK_INTERCOM_SECRET: secret,
  };
});

afterEach(async () => {
  await desk?.stop('SIGKILL');
  await Promise.all([jira.close(), trello.close()]);
  rmSync(folder, { recursive: true });
});

function triageYaml(): string {
  return `
jira: { site: "${jira.url}", email: desk@example.com, project: BUGS }
trello: { api: "${trello.url}", board: sZQ9qpVo }
calendar: { file: rota.ics }
webhooks:
  port: 0
  senders:
    plain: { channel: incidents }
    intercom: { channel: partner-support }
`;
}

async function started(): Promise<Running> {
  desk = triageRunning(['start'], env);
  await desk.says('Triage Desk listens at');
  return desk;
}

const addressOf = (running: Running, before: string): string =>
  new RegExp(`${before} (http\\S+)`).exec(running.output.stderr)?.[1] ?? '';

function post(running: Running, body: string, key = secret): Promise<Response> {
  const time = String(Math.floor(Date.now() / 1000));
  const v1 = createHmac('sha256', key).update(`${time}.${body}`).digest('hex');
  return fetch(`${addressOf(running, 'come in at')}plain`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-triage-signature': `t=${time},v1=${v1}` },
    body,
  });
}

describe('triage start with a triage.yaml', () => {
  it('files in Jira, opens a card in Trello, names who is on call by the calendar, and lets webhooks in', async () => {
    const running = await started();
    const { stdout } = await triage(['report', 'The charge details of Galería Sur need updating'], { env });
    expect(stdout).toContain(`${jira.url}/browse/BUGS-1`);
    expect(jira.issues).toHaveLength(1);

    expect(JSON.stringify(jira.issues[0]?.fields.description)).toMatch(/\(rule [\w-]+, by the words: /);

    // The answer about the card is lost: it is found again, and no second one is opened.
    trello.fail('POST', /\/cards$/, 'lost');
    const body = JSON.stringify({
      text: '[FIRING] checkout is down',
      id: 'run-42',
      alert: { id: 'checkout' },
    });
    expect((await post(running, body)).status).toBe(202);
    await expect.poll(() => trello.cards).toHaveLength(1);
    await running.says('Arne Example (engineer auctions)');
    await expect.poll(async () => (await triage(['effects'], { env })).stdout).toMatch(/delivered open-card/);
    expect((await post(running, body)).status).toBe(200);
    expect((await post(running, '{"text":"checkout is down","id":"forged"}', 'another-secret')).status).toBe(
      401,
    );
    expect(trello.cards).toHaveLength(1);
    expect([...jira.complaints, ...trello.complaints]).toEqual([]);

    const over = { text: '[RESOLVED] checkout is up again', alert: { id: 'checkout', over: true } };
    expect((await post(running, JSON.stringify(over))).status).toBe(202);
    const toldOfCase = async (): Promise<string> => {
      const [{ id }] = JSON.parse((await triage(['cases', '--json'], { env })).stdout);
      return (await triage(['case', id], { env })).stdout;
    };
    await expect.poll(toldOfCase).toContain('the monitor says that it is over');

    const metrics = await (await fetch(`${addressOf(running, 'listens at')}/metrics`)).text();
    expect(metrics).toContain('triage_webhooks_total{sender="plain",outcome="accepted"} 2');
    expect(metrics).toContain('triage_webhooks_total{sender="plain",outcome="known"} 1');
    expect(metrics).toContain('triage_webhooks_total{sender="plain",outcome="unsigned"} 1');
    expect((await running.stop('SIGINT')).code).toBe(0);
  });

  it('sees an incident in what several partners write at once to Intercom', async () => {
    const running = await started();
    for (const [id, partner] of ['Kestrel Gallery', 'Galería Sur', 'Galerie Nord'].entries()) {
      const body = JSON.stringify({
        topic: 'conversation.user.created',
        data: {
          item: {
            type: 'conversation',
            id: String(id),
            created_at: Math.floor(Date.now() / 1000),
            source: {
              body: '<p>Payments do not succeed, our collectors cannot pay.</p>',
              author: { type: 'user', id: `u${id}` },
            },
            company: { name: partner },
          },
        },
      });
      const sent = await fetch(`${addressOf(running, 'come in at')}intercom`, {
        method: 'POST',
        headers: { 'x-hub-signature': `sha1=${createHmac('sha1', secret).update(body).digest('hex')}` },
        body,
      });
      expect(sent.status).toBe(202);
    }
    const classes = async (): Promise<readonly string[]> => {
      const cases = JSON.parse((await triage(['cases', '--json'], { env })).stdout) as { class: string }[];
      return cases.map(({ class: ofClass }) => ofClass);
    };
    await expect.poll(classes).toEqual(['incident']);
    await expect.poll(() => trello.cards).toHaveLength(1);
  });

  it('does not start with a triage.yaml that is wrong, and says all that is', async () => {
    writeFileSync(join(folder, 'triage.yaml'), 'jira: { site: nowhere, project: bugs, colour: red }\n');
    const { code, stderr } = await triage(['start'], { env: { ...env, TRIAGE_JIRA_TOKEN: '' } });
    expect(code).toBe(2);
    for (const said of ['"nowhere"', 'project key like BUGS', '"colour"', 'TRIAGE_JIRA_TOKEN'])
      expect(stderr).toContain(said);
  });
});
