import { afterEach, describe, expect, it } from 'vitest';
import {
  type SlackDesk,
  type SlackDeskOptions,
  startSlackDesk,
  until,
} from '../../support/slack/slack-desk.js';

const running: SlackDesk[] = [];
afterEach(async () => {
  for (const each of running.splice(0)) await each.close();
});

async function start(options: SlackDeskOptions = {}): Promise<SlackDesk> {
  const desk = await startSlackDesk(options);
  running.push(desk);
  return desk;
}

describe('a desk in Slack', () => {
  it('answers a report in its thread, once, and links to the ticket', async () => {
    const { sim, said } = await start();
    const report = sim.people.say('greta', 'gallery-help', 'Charge details need an update');
    await until(() => said().length > 0);
    expect(said().map(({ threadTs, text }) => ({ threadTs, text }))).toEqual([
      { threadTs: report.ts, text: expect.stringMatching(/^reply .* non-incident ticket=/) },
    ]);
    expect(sim.complaints).toEqual([]);
  });

  it('knows who reported, where and when', async () => {
    const { sim, store } = await start();
    const at = sim.people.say('ann', 'gallery-help', 'see <#C0002>: <@U0004> says &lt;b&gt; is an outage');
    await until(async () => (await store.reports(1)).length > 0);
    const [stored] = await store.reports(1);
    expect(stored).toMatchObject({
      event: `slack:${at.channel}:${at.ts}`,
      anchor: { url: `https://sim.slack.com/archives/${at.channel}/p${at.ts.replace('.', '')}` },
      private: false,
      report: {
        text: 'see #gallery-help: @greta says <b> is an outage',
        source: { kind: 'human', channel: 'gallery-help', user: 'ann-engineer' },
        at: Math.floor(Number(at.ts) * 1000),
      },
    });
  });
});
