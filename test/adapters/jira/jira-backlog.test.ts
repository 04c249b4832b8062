import { readdirSync } from 'node:fs';
import { afterEach, describe, expect, it } from 'vitest';
import { checkJira } from '../../../src/adapters/jira/check-jira.js';
import { type JiraProject, jiraBacklog } from '../../../src/adapters/jira/jira-backlog.js';
import { jiraConnection } from '../../../src/adapters/jira/jira-client.js';
import { keyMark } from '../../../src/adapters/key-mark.js';
import { DeliveryError } from '../../../src/desk/ports.js';
import { contractJson, contractPath, haveContracts, withContracts } from '../../support/contracts.js';
import { type FakeJira, type FakeJiraOptions, fakeJira } from '../../support/fake-jira.js';
import type { Answer, Fault } from '../../support/fake-server.js';
import { persistentBacklog } from '../../support/persistent.js';
import { backlogContract, hostileTicket, plainTicket } from '../../support/port-contracts.js';

const running: FakeJira[] = [];
afterEach(async () => {
  await Promise.all(running.splice(0).map((jira) => jira.close()));
});

describe.each<[string, Fault]>([
  ['answers are lost', 'lost'],
  ['connections are cut', 'cut'],
  ['answers are garbled', 'garbled'],
  ['the server fails', { status: 503 }],
  ['there are too many requests', { status: 429, body: '<html>' }],
])('Jira as the backlog while %s', (_, fault) => {
  backlogContract(async () => {
    const { backlog, jira } = await start({}, { onSchemaMismatch: 'silent' });
    for (const path of [/\/issue$/, /\/search\/jql$/, /\/comment$/]) jira.fail('POST', path, fault);
    jira.fail('GET', /\/comment$/, fault);
    return { backlog: persistentBacklog(backlog), settle: () => expect(jira.complaints).toEqual([]) };
  });
});

describe('Jira as the backlog', () => {
  backlogContract(async () => {
    const { backlog, jira } = await start();
    return { backlog, settle: () => expect(jira.complaints).toEqual([]) };
  });

  it('files what was reported as a document, with component, labels, priority and reporter', async () => {
    const { backlog, jira } = await start();
    const ref = await backlog.file('r1:file-ticket', {
      ...plainTicket,
      labels: ['promoted'],
      severity: 'P1',
      reporterEmail: 'ann@example.com',
    });
    expect(ref).toEqual({ id: 'BUGS-1', url: `${jira.url}/browse/BUGS-1` });
    expect(jira.issues[0]?.fields).toEqual({
      project: { key: 'BUGS' },
      issuetype: { name: 'Bug' },
      summary: 'Checkout fails for one collector',
      description: {
        type: 'doc',
        version: 1,
        content: [
          { type: 'paragraph', content: [{ type: 'text', text: 'Checkout fails since noon.' }] },
          {
            type: 'bulletList',
            content: [
              {
                type: 'listItem',
                content: [
                  {
                    type: 'paragraph',
                    content: [{ type: 'text', text: 'Reported by Ann in #gallery-help' }],
                  },
                ],
              },
              {
                type: 'listItem',
                content: [
                  {
                    type: 'paragraph',
                    content: [
                      { type: 'text', text: 'Discussion: ' },
                      {
                        type: 'text',
                        text: 'https://example.slack.com/archives/C1/p1',
                        marks: [
                          { type: 'link', attrs: { href: 'https://example.slack.com/archives/C1/p1' } },
                        ],
                      },
                    ],
                  },
                ],
              },
            ],
          },
        ],
      },
      labels: ['triage-desk', 'promoted', keyMark('r1:file-ticket')],
      components: [{ name: 'Payments' }],
      priority: { name: 'Highest' },
      reporter: { id: '5b10a2844c20165700ede21g' },
    });
    expect(jira.complaints).toEqual([]);
  });

  it('replaces the words of an issue that nobody has edited, and leaves those of people', async () => {
    const { backlog, jira } = await start();
    const ref = await backlog.file('r1:file-ticket', plainTicket);
    const other = { summary: 'Told by another', description: 'In other words.' };
    jira.issues[0]?.history.push({ author: 'ann', fields: ['assignee', 'status'] });
    expect(await backlog.reword?.(ref, other)).toBe(true);
    expect(await backlog.reword?.(ref, { ...other, summary: 'Told by a third' })).toBe(true);
    expect(jira.issues[0]?.fields).toMatchObject({ summary: 'Told by a third', labels: expect.anything() });
    expect(JSON.stringify(jira.issues[0]?.fields)).not.toContain('since noon');
    jira.issues[0]?.history.push({ author: 'ann', fields: ['description'] });
    expect(await backlog.reword?.(ref, other)).toBe(false);
    expect(jira.issues[0]?.fields.summary).toBe('Told by a third');
    expect(jira.complaints).toEqual([]);
  });

  it('hostile words stay words: no node but text, paragraph, list and http links', async () => {
    const { backlog, jira } = await start();
    await backlog.file('h:file-ticket', hostileTicket);
    const { description, labels, summary } = jira.issues[0]?.fields ?? {};
    const types = new Set(
      [...JSON.stringify(description).matchAll(/"type":"(\w+)"/g)].map((match) => match[1]),
    );
    expect([...types].sort()).toEqual(
      ['bulletList', 'doc', 'hardBreak', 'link', 'listItem', 'paragraph', 'text'].filter((type) =>
        types.has(type),
      ),
    );
    expect(summary).toBe('x" OR project = SECRET OR summary ~ " ../../admin {{7*7}} <!channel>');
    expect(labels).toEqual(['triage-desk', 'two-words', '"-OR-1=1', keyMark('h:file-ticket')]);
  });

  it('a component that Jira does not have costs the component and not the issue', async () => {
    const { backlog, jira } = await start({ components: ['CMS'] });
    await backlog.file('c:file-ticket', plainTicket);
    expect(jira.issues).toHaveLength(1);
    expect(jira.issues[0]?.fields).not.toHaveProperty('components');
    expect(jira.requests.filter(({ path }) => path === '/rest/api/3/issue')).toHaveLength(2);
  });

  it('what the index does not show yet is not found, and found later', async () => {
    const { backlog, jira } = await start();
    jira.lag = true;
    await backlog.file('l:file-ticket', plainTicket);
    expect(await backlog.findByKey('l:file-ticket')).toBeNull();
    jira.index();
    expect(await backlog.findByKey('l:file-ticket')).toMatchObject({ id: 'BUGS-1' });
  });

  it('links once per address, and to http addresses only', async () => {
    const { backlog, jira } = await start();
    const ref = await backlog.file('k:file-ticket', plainTicket);
    await backlog.link(ref, 'https://example.slack.com/archives/C1/p2', '');
    await backlog.link(ref, 'https://example.slack.com/archives/C1/p2', 'Discussion <!here>');
    await backlog.link(ref, 'javascript:alert(1)', 'x');
    expect(jira.issues[0]?.links.map(({ object }) => object)).toEqual([
      { url: 'https://example.slack.com/archives/C1/p2', title: 'Discussion <!here>' },
    ]);
    expect(jira.complaints).toEqual([]);
  });

  it('tells what became of its issues, over several pages, and looks back further than asked', async () => {
    const { backlog, jira } = await start();
    for (let i = 0; i < 130; i++) await backlog.file(`p${i}:file-ticket`, plainTicket);
    const [, , third] = jira.issues;
    if (third !== undefined) third.category = 'done';
    const now = Date.UTC(2026, 2, 9, 12);
    const changed = await backlog.changedSince(now - 10 * 60_000, now, now);
    expect(changed).toHaveLength(130);
    expect(changed.filter(({ done }) => done)).toEqual([
      { ref: { id: 'BUGS-3', url: `${jira.url}/browse/BUGS-3` }, status: 'Done', done: true },
    ]);
    expect(JSON.stringify(jira.requests.at(-1)?.body)).toContain('-15m');
    await backlog.changedSince(now - 60 * 60_000, now - 30 * 60_000, now);
    expect(JSON.stringify(jira.requests.at(-1)?.body)).toMatch(/updated >= .*-65m.* AND updated <= .*-30m/);
    expect(jira.complaints).toEqual([]);
  });

  it('of two issues with one key the older is kept and the newer closed, unless somebody has taken it up', async () => {
    const { backlog, jira } = await start();
    for (const key of ['a', 'a', 'a', 'b']) await backlog.file(`${key}:file-ticket`, plainTicket);
    const taken = jira.issues[2];
    if (taken !== undefined) taken.assignee = { displayName: 'Ann' };
    const found = (await backlog.findAllByKey?.('a:file-ticket')) ?? [];
    expect(found.map(({ id }) => id)).toEqual(['BUGS-1', 'BUGS-2', 'BUGS-3']);
    const [kept, ...newer] = found;
    for (let twice = 0; twice < 2; twice++) {
      for (const ref of newer) if (kept !== undefined) await backlog.closeDuplicate?.(ref, kept);
    }
    expect(jira.issues.map(({ category }) => category)).toEqual(['new', 'done', 'new', 'new']);
    expect(jira.issues.map(({ comments }) => comments.length)).toEqual([0, 1, 1, 0]);
    expect(jira.issues.map(({ duplicates }) => duplicates)).toEqual([[], ['BUGS-1'], ['BUGS-1'], []]);
    expect(await backlog.findAllByKey?.('a:file-ticket')).toEqual([kept]);
    expect(jira.complaints).toEqual([]);
  });
});

describe('what goes wrong with Jira', () => {
  const busyPage: Answer = { status: 429, body: '<html>slow down</html>', headers: { 'retry-after': '7' } };

  it.each<[string, Fault, Partial<DeliveryError>]>([
    ['500', { status: 500, body: 'oops' }, { outcome: 'ambiguous' }],
    ['503', { status: 503 }, { outcome: 'ambiguous' }],
    ['429 as a web page', busyPage, { outcome: 'busy', retryAfterMs: 7000 }],
    ['403', { status: 403, body: { errorMessages: [], errors: {} } }, { outcome: 'refused' }],
    [
      'a web page instead of an answer',
      { status: 200, body: '<html>log in</html>' },
      { outcome: 'ambiguous' },
    ],
    ['an answer of another shape', 'garbled', { outcome: 'ambiguous' }],
    ['a connection cut before', 'cut', { outcome: 'ambiguous' }],
    ['a connection cut after', 'lost', { outcome: 'ambiguous' }],
    ['no answer', 'hang', { outcome: 'ambiguous' }],
  ])('%s while filing, and nothing is sent twice', async (_, fault, expected) => {
    const { backlog, jira } = await start(
      {},
      { timeoutMs: fault === 'hang' ? 1_000 : 5_000, onSchemaMismatch: 'silent' },
    );
    jira.fail('POST', /\/issue$/, fault);
    await expect(backlog.file('r:file-ticket', plainTicket)).rejects.toMatchObject({
      name: 'DeliveryError',
      ...expected,
    });
    expect(jira.requests.filter(({ method }) => method === 'POST')).toHaveLength(1);
  });

  it.each<[string, Fault]>([
    ['500', { status: 500 }],
    ['no answer', 'hang'],
    ['a web page', { status: 200, body: '<html>' }],
    ['another shape', 'garbled'],
  ])('%s while looking has changed nothing: busy', async (_, fault) => {
    const { backlog, jira } = await start(
      {},
      { timeoutMs: fault === 'hang' ? 1_000 : 5_000, onSchemaMismatch: 'silent' },
    );
    jira.fail('POST', /search/, fault);
    await expect(backlog.findByKey('r:file-ticket')).rejects.toMatchObject({ outcome: 'busy' });
  });

  it('a slow look-up of the reporter costs the reporter and not the issue', async () => {
    const { backlog, jira } = await start({}, { timeoutMs: 1_500 });
    jira.fail('GET', /user\/search/, 'hang');
    await backlog.file('r:file-ticket', { ...plainTicket, reporterEmail: 'ann@example.com' });
    expect(jira.issues[0]?.fields).not.toHaveProperty('reporter');
  });

  it('nothing is begun when the time of an operation is up: nothing is made behind the desk', async () => {
    const { backlog, jira } = await start({}, { timeoutMs: 1_000 });
    jira.fail('GET', /comment/, 'hang');
    await expect(backlog.comment('r:note', { id: 'BUGS-1', url: null }, 'x')).rejects.toMatchObject({
      outcome: 'busy',
    });
    expect(jira.requests.filter(({ method }) => method === 'POST')).toEqual([]);
  });

  it('a server that is not there has received nothing: busy', async () => {
    const { backlog, jira } = await start();
    await jira.close();
    await expect(backlog.file('r:file-ticket', plainTicket)).rejects.toMatchObject({ outcome: 'busy' });
  });

  it('messages name the field and never the token', async () => {
    const { backlog, jira } = await start({}, { token: 'wrong-token-0123456789' });
    const error = await backlog.file('r:file-ticket', plainTicket).catch((caught: unknown) => caught);
    expect(String(error)).toMatch(/401.*TRIAGE_JIRA_TOKEN/);
    expect(`${String(error)} ${JSON.stringify(error)}`).not.toContain('wrong-token');
    expect(jira.issues).toEqual([]);
  });

  withContracts('errors that Jira was seen to answer with', () => {
    const outcomes: Readonly<Record<string, readonly [DeliveryError['outcome'], RegExp]>> = {
      '400.field_not_on_screen.json': ['refused', /Field '10075' cannot be set/],
      '400.invalid_issue_type.json': ['refused', /issuetype: The issue type selected is invalid/],
      '400.remotelink_title_required.json': ['refused', /'title' is required/],
      '400.required_field.json': ['refused', /Field 'priority' is required/],
      '401.not_authenticated.json': ['refused', /TRIAGE_JIRA_TOKEN/],
      '401.plain_text_body.json': ['refused', /TRIAGE_JIRA_TOKEN/],
      '404.issue.json': ['refused', /gone/],
      '404.project_also_when_token_is_bad.json': ['refused', /token has run out/],
      '410.search_removed.json': ['refused', /410.*update the desk/],
      '429.rate_limited.json': ['busy', /too many requests/],
    };

    it('the table names every file', () => {
      expect(readdirSync(contractPath('jira', 'errors')).sort()).toEqual(Object.keys(outcomes).sort());
    });

    it.each(Object.entries(outcomes))('%s', async (file, [outcome, message]) => {
      const answer = contractJson('jira', 'errors', file) as Answer;
      const { backlog, jira } = await start();
      jira.fail('POST', /\/issue$/, answer);
      const error = await backlog.file('r:file-ticket', plainTicket).catch((caught: unknown) => caught);
      expect(error).toBeInstanceOf(DeliveryError);
      expect(error).toMatchObject({ outcome, ...(outcome === 'busy' && { retryAfterMs: 1000 }) });
      expect(String(error)).toMatch(message);
    });
  });
});

describe('whether Jira is ready', () => {
  it('has nothing to say of a project that is', async () => {
    expect(await problems()).toEqual([]);
  });

  it.each<[string, FakeJiraOptions, RegExp]>([
    [
      'an issue type that is not there',
      { issueTypes: ['Task', 'Story'] },
      /^error: jira\.issue-type: project BUGS has no "Bug".*it has Task, Story/,
    ],
    [
      'a required field without a default',
      {
        fields: [
          { fieldId: 'customfield_10042', name: 'Impact', required: true, allowedValues: [{ name: 'Low' }] },
        ],
      },
      /^error: The field "Impact" \(customfield_10042\) is required.*jira\.fields\.customfield_10042.*One of: Low/,
    ],
    [
      'labels that are not on the screen',
      { without: ['labels'] },
      /^error: The field labels is not on the create screen/,
    ],
    ['a component that is not there', { components: ['CMS'] }, /^warning: The component "Payments"/],
  ])('names %s', async (_, options, message) => {
    const [first] = await problems(options);
    expect(first).toMatch(message);
  });

  it('names a field of triage.yaml that the create screen lacks', async () => {
    expect(await problems({}, { fields: { customfield_1: 'x' } })).toEqual([
      expect.stringMatching(
        /^error: jira\.fields\.customfield_1: the create screen of "Bug" has no such field/,
      ),
    ]);
  });

  it('names a priority that Jira does not have', async () => {
    expect(await problems({}, { priorities: { P1: 'Highest', P2: 'Urgent' } })).toEqual([
      expect.stringMatching(
        /^warning: jira\.priorities\.P2: Jira has no priority "Urgent".*Highest, High, Medium/,
      ),
    ]);
  });

  it('names a project that is not there', async () => {
    expect(await problems({}, { project: 'GONE' })).toEqual([
      expect.stringMatching(/there is no project "GONE"/),
    ]);
  });

  it('tells a bad token from a missing project, though Jira says 404 for both', async () => {
    const { client, jira, settings } = await start();
    jira.fail('GET', /project/, {
      status: 404,
      body: { errorMessages: ["No project could be found with key 'BUGS'."], errors: {} },
    });
    jira.fail('GET', /myself/, {
      status: 401,
      body: 'Client must be authenticated to access this resource.',
    });
    const [problem] = await checkJira(client, settings, []);
    expect(problem?.text).toMatch(/TRIAGE_JIRA_TOKEN/);
  });

  async function problems(
    options: FakeJiraOptions = {},
    odd: Partial<JiraProject> = {},
  ): Promise<readonly string[]> {
    const { client, settings, jira } = await start(options);
    const found = await checkJira(client, { ...settings, ...odd }, ['Payments', 'CMS']);
    expect(jira.complaints).toEqual([]);
    return found.map(({ severity, text }) => `${severity}: ${text}`);
  }
});

const project: JiraProject = {
  site: '',
  project: 'BUGS',
  issueType: 'Bug',
  labels: ['triage-desk'],
  priorities: { P1: 'Highest' },
  fields: {},
};

async function start(
  options: FakeJiraOptions = {},
  odd: { timeoutMs?: number; token?: string; onSchemaMismatch?: 'silent' } = {},
) {
  const jira = await fakeJira(options);
  running.push(jira);
  const connection = jiraConnection({
    site: jira.url,
    email: 'desk@example.com',
    token: odd.token ?? 'token-of-the-desk',
    timeoutMs: odd.timeoutMs ?? 5_000,
    // Answers of the fake must be those that Jira documents.
    onSchemaMismatch: odd.onSchemaMismatch ?? (haveContracts ? 'throw' : 'silent'),
  });
  const settings = { ...project, site: jira.url };
  return { jira, client: connection.client, settings, backlog: jiraBacklog(connection, settings) };
}
