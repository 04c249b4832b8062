// Five hundred alerts through the simulated workspace with Slack's rate limits, faster than any monitor would send them.

import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { shippedSlackDesk } from '../support/slack/shipped-slack-desk.js';
import { until } from '../support/slack/slack-desk.js';

type ShippedSlackDesk = Awaited<ReturnType<typeof shippedSlackDesk>>;

const alerts = 500;
const kinds = ['HighErrorRate checkout', 'DiskFull', 'QueueStuck emails', 'ApiLatency prod', 'PodCrash web'];

describe('a storm in Slack', () => {
  let desk: ShippedSlackDesk;
  beforeEach(async () => {
    desk = await shippedSlackDesk({}, { limits: true });
  });
  afterEach(() => desk.close());

  /** Monitors write in each of the ways that Slack knows. */
  const sendAlert = (at: number): void => {
    const title = `[FIRING:${at}] ${kinds[at % kinds.length]} on host-${at}`;
    const body = `${50 + (at % 50)}% for ${at} s`;
    const shapes = [
      { text: `${title}, ${body}` },
      { text: '', attachments: [{ fallback: title, title, text: body, color: 'danger' }] },
      { text: title, blocks: [{ type: 'section', text: { type: 'mrkdwn', text: `*${title}* ${body}` } }] },
    ];
    const { text, ...more } = shapes[(at % kinds.length) % shapes.length] ?? { text: title };
    desk.sim.people.say('monitor', 'incidents', text, more);
  };

  it(`of ${alerts} alerts makes one case, one mention and one card of each kind, counted in place`, async () => {
    const { sim, store } = desk;
    sim.faults.deliverTwice(50);
    for (let at = 0; at < alerts / 2; at++) sendAlert(at);
    const report = sim.people.say(
      'greta',
      'gallery-help',
      'Charge details of Kestrel Gallery need an update',
    );
    for (let at = alerts / 2; at < alerts; at++) sendAlert(at);
    await until(async () => (await store.reports(1_000)).length === alerts + 1, 60_000);
    await desk.desk.settled();

    const cases = (await store.cases('all', 1_000)).filter(({ class: of }) => of === 'incident');
    expect(cases.map(({ reports }) => reports.length)).toEqual(kinds.map(() => alerts / kinds.length));
    const incidents = sim.workspace.channel('incidents')?.id;
    const told = () => desk.said().filter(({ channel }) => channel === incidents);
    // A machine too busy to answer itself opens the breaker, which rests half a minute.
    await until(() => told().length >= kinds.length, 75_000);
    const counted = `So far ${alerts / kinds.length} alerts and reports`;
    await until(() => told().every(({ text }) => text.includes(counted)), 60_000);
    expect(told()).toHaveLength(kinds.length);
    expect(told().filter(({ text }) => /<@U\w+>/.test(text))).toHaveLength(kinds.length);
    expect(await store.localItems('board', 1_000)).toHaveLength(kinds.length);
    // A person who reports amid it is answered all the same.
    await until(() => desk.said().some(({ threadTs }) => threadTs === report.ts), 30_000);

    const calls = (method: string, status: number) =>
      sim.calls.filter((call) => call.method === method && call.status === status).length;
    console.log(
      `${alerts} alerts: ${calls('chat.postMessage', 200)} posts, ${calls('chat.update', 200)} edits, ${calls('chat.update', 429)} edits refused`,
    );
    expect(calls('chat.update', 200)).toBeLessThan(10 * kinds.length);
    expect(sim.complaints).toEqual([]);
  }, 200_000);

  it('that a monitor ends is over in its message, and nobody is mentioned again', async () => {
    sendAlert(0);
    const incidents = desk.sim.workspace.channel('incidents')?.id;
    const told = () => desk.said().filter(({ channel }) => channel === incidents);
    await until(() => told().length === 1, 30_000);
    desk.sim.people.say('monitor', 'incidents', '[RESOLVED] HighErrorRate checkout on host-0');
    await until(() => told()[0]?.text.includes('The monitor says that this is over') === true, 30_000);
    await desk.desk.settled();
    expect(told()).toHaveLength(1);
  });
});
