// What a fix has left to do, from the command in Slack to the word that it is done: a workspace and a Jira that check
// what they are asked, and the shipped rules between them.

import { afterEach, beforeEach, expect, it } from 'vitest';
import { jiraBacklog } from '../../src/adapters/jira/jira-backlog.js';
import { jiraConnection } from '../../src/adapters/jira/jira-client.js';
import { permalinkOf } from '../../src/adapters/slack/simulator/chat-methods.js';
import type { SimMessage } from '../../src/adapters/slack/simulator/workspace.js';
import { localSettings } from '../../src/desk/settings.js';
import { bugsAt, type FakeJira, fakeJira } from '../support/fake-jira.js';
import { shippedSlackDesk } from '../support/slack/shipped-slack-desk.js';
import { until } from '../support/slack/slack-desk.js';

let jira: FakeJira;
let desk: Awaited<ReturnType<typeof shippedSlackDesk>>;

beforeEach(async () => {
  jira = await fakeJira();
  const connection = jiraConnection({
    site: jira.url,
    email: 'desk@example.com',
    token: 'token-of-the-desk',
    timeoutMs: 5_000,
    onSchemaMismatch: 'throw',
  });
  desk = await shippedSlackDesk({
    backlog: jiraBacklog(connection, bugsAt(jira.url)),
    settings: { ...localSettings, ticketsEveryMs: 50 },
  });
});

afterEach(async () => {
  await desk.close();
  await jira.close();
});

it('a follow-up that is done is told once to each who reported the incident', async () => {
  const { people, workspace } = desk.sim;
  const said = (channel: string, words: RegExp): readonly SimMessage[] =>
    desk.said().filter((one) => one.channel === workspace.channel(channel)?.id && words.test(one.text));
  const first = people.say(
    'greta',
    'gallery-help',
    'Checkout is broken for all collectors since ten, nobody can pay',
  );
  await until(() => said('incidents', /^Incident reported/).length === 1);
  const second = people.say('pam', 'gallery-help', 'Checkout fails for all of our collectors, none can pay');
  await until(() => said('gallery-help', /I've added your report to it/).length === 1);

  const [announced] = said('incidents', /^Incident reported/);
  if (announced === undefined) throw new Error('nothing was announced');
  await until(() => said('incidents', /^Also reported/).length === 1);
  expect(said('incidents', /^Also reported/)[0]?.threadTs).toBe(announced.ts);
  await people.click('ann', announced, 'triage:acknowledge');
  await until(() => announced.text.startsWith('Incident, taken up by'));
  await people.command(
    'ann',
    'incidents',
    '/triage',
    `follow-up ${permalinkOf(announced)} Retry payments when the provider times out`,
  );
  await until(() => jira.issues.length === 1);
  await people.click('ann', announced, 'triage:resolve');
  await until(() => said('gallery-help', /It has been resolved by/).length === 2);

  const [issue] = jira.issues;
  if (issue === undefined) throw new Error('no ticket was filed');
  expect(JSON.stringify(issue.fields)).toContain('Retry payments when the provider times out');
  issue.category = 'done';
  await until(() => said('gallery-help', /What was left to do about its cause is done now/).length === 2);
  const told = said('gallery-help', /What was left to do about its cause is done now/);
  expect(told.map(({ threadTs }) => threadTs).sort()).toEqual([first.ts, second.ts].sort());
  expect(told[0]?.text).toContain(`${jira.url}/browse/${issue.key}`);
  expect([...jira.complaints, ...desk.sim.complaints]).toEqual([]);
});
