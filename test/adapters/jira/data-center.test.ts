import { afterEach, describe, expect, it } from 'vitest';
import { type JiraBacklog, jiraBacklog } from '../../../src/adapters/jira/jira-backlog.js';
import { jiraConnection } from '../../../src/adapters/jira/jira-client.js';
import { type FakeDataCenter, fakeDataCenter } from '../../support/fake-data-center.js';
import { bugsAt } from '../../support/fake-jira.js';
import { backlogContract, hostileTicket, plainTicket } from '../../support/port-contracts.js';

const running: FakeDataCenter[] = [];
afterEach(async () => {
  await Promise.all(running.splice(0).map((jira) => jira.close()));
});

describe('a Data Center as the backlog', () => {
  backlogContract(async () => ({ ...(await start()), settle: () => {} }));

  it('is sent text whose markup means nothing', async () => {
    const { backlog, jira } = await start();
    await backlog.file('r:file-ticket', hostileTicket);
    expect(jira.issues[0]?.fields.description).toContain('\\!image.png\\! \\[\\~admin\\] \\{code\\}');
  });

  it('knows the reporter by name', async () => {
    const { backlog, jira } = await start();
    await backlog.file('r:file-ticket', { ...plainTicket, reporterEmail: 'ann@example.com' });
    await backlog.file('s:file-ticket', { ...plainTicket, reporterEmail: 'nobody@example.com' });
    expect(jira.issues.map(({ fields }) => fields.reporter)).toEqual([{ name: 'ann' }, undefined]);
  });

  it('tells of all issues that changed, page by page', async () => {
    const { backlog } = await start();
    for (let i = 0; i < 120; i++) await backlog.file(`r${i}:file-ticket`, plainTicket);
    const changed = await backlog.changedSince(0, 60_000, 60_000);
    expect(new Set(changed.map(({ ref }) => ref.id)).size).toBe(120);
    expect(changed[0]).toMatchObject({ status: 'Done', done: true });
  });
});

async function start(): Promise<{ readonly backlog: JiraBacklog; readonly jira: FakeDataCenter }> {
  const jira = await fakeDataCenter();
  running.push(jira);
  const connection = jiraConnection({
    site: jira.url,
    email: null,
    token: 'personal-token',
    timeoutMs: 5_000,
    onSchemaMismatch: 'silent',
  });
  const backlog = jiraBacklog(connection, bugsAt(jira.url));
  return { backlog, jira };
}
