// The real clients of Slack against the simulated workspace, before any code of ours is between them.

import { SocketModeClient } from '@slack/socket-mode';
import { WebClient } from '@slack/web-api';
import { afterEach, describe, expect, it } from 'vitest';
import { type Simulator, startSimulator } from '../../../src/adapters/slack/simulator/serve-workspace.js';

const running: { close(): Promise<void> }[] = [];
afterEach(async () => {
  for (const each of running.splice(0)) await each.close();
});

async function start(): Promise<{ readonly sim: Simulator; readonly web: WebClient }> {
  const sim = await startSimulator();
  running.push(sim);
  sim.workspace.addUser({ name: 'ann', email: 'ann@example.com' });
  sim.workspace.addChannel({ name: 'incidents' });
  const web = new WebClient(sim.botToken, { slackApiUrl: sim.apiUrl, retryConfig: { retries: 0 } });
  return { sim, web };
}

describe('the simulated workspace', () => {
  it('takes a message in a thread and shows it, with its metadata, among the replies', async () => {
    const { sim, web } = await start();
    const root = sim.people.say('ann', 'incidents', 'Checkout fails');
    const metadata = { event_type: 'made_by_test', event_payload: { key: 'k' } };
    const posted = await web.chat.postMessage({
      channel: root.channel,
      thread_ts: root.ts,
      text: 'On it',
      metadata,
    });
    const { messages } = await web.conversations.replies({
      channel: root.channel,
      ts: root.ts,
      include_all_metadata: true,
    });
    expect(messages?.map(({ text }) => text)).toEqual(['Checkout fails', 'On it']);
    expect(messages?.[1]).toMatchObject({ ts: posted.ts, metadata, thread_ts: root.ts });
    expect(sim.complaints).toEqual([]);
  });

  it.each([
    ['a channel that is not there', { channel: 'C999', text: 'x' }, 'channel_not_found'],
    ['no words', { channel: 'incidents' }, 'no_text'],
    ['too many words', { channel: 'incidents', text: 'x'.repeat(40_001) }, 'msg_too_long'],
    [
      'a block of no kind',
      { channel: 'incidents', text: 'x', blocks: [{ type: 'nothing' }] },
      'invalid_blocks',
    ],
    [
      'a section that is too long',
      {
        channel: 'incidents',
        text: 'x',
        blocks: [{ type: 'section', text: { type: 'mrkdwn', text: 'x'.repeat(3_001) } }],
      },
      'invalid_blocks',
    ],
    ['a field that is none', { channel: 'incidents', text: 'x', colour: 'red' }, 'invalid_arguments'],
  ])('refuses %s', async (_, call, error) => {
    const { web } = await start();
    await expect(web.apiCall('chat.postMessage', call)).rejects.toMatchObject({ data: { error } });
  });

  it('refuses a wrong token, and a private channel that the app is not in', async () => {
    const { sim } = await start();
    const secret = sim.workspace.addChannel({ name: 'board', kind: 'private', members: new Set() });
    const stranger = new WebClient('xoxb-wrong', { slackApiUrl: sim.apiUrl, retryConfig: { retries: 0 } });
    await expect(stranger.auth.test()).rejects.toMatchObject({ data: { error: 'invalid_auth' } });
    const web = new WebClient(sim.botToken, { slackApiUrl: sim.apiUrl });
    await expect(web.conversations.info({ channel: secret.id })).rejects.toMatchObject({
      data: { error: 'channel_not_found' },
    });
  });

  it('sends what people write and click down a socket, and hears the acknowledgement', async () => {
    const { sim, web } = await start();
    const socket = new SocketModeClient({
      appToken: sim.appToken,
      clientOptions: { slackApiUrl: sim.apiUrl },
    });
    const heard: string[] = [];
    socket.on('slack_event', ({ ack, body }) => {
      heard.push(body.event?.text ?? body.actions?.[0]?.value ?? body.text);
      void ack(body.command === undefined ? undefined : { text: 'heard you' });
    });
    await socket.start();
    sim.people.say('ann', 'incidents', 'Checkout fails');
    const { ts = '', channel = '' } = await web.chat.postMessage({
      channel: 'incidents',
      text: 'Take it up?',
      blocks: [
        {
          type: 'actions',
          block_id: 'b',
          elements: [
            {
              type: 'button',
              action_id: 'take',
              value: 'case-1',
              text: { type: 'plain_text', text: 'Take over' },
            },
          ],
        },
      ],
    });
    const message = sim.workspace.message(channel, ts);
    if (message === null) throw new Error('nothing was posted');
    expect((await sim.people.click('ann', message, 'take')).acknowledged).toBe(true);
    expect((await sim.people.command('ann', 'incidents', '/triage', 'status')).payload).toEqual({
      text: 'heard you',
    });
    expect(heard).toEqual(['Checkout fails', 'Take it up?', 'case-1', 'status']);
    expect(sim.whispers.map(({ words }) => words.text)).toEqual(['heard you']);
    await socket.disconnect();
  });
});
