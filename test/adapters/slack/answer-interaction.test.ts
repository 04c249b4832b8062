// Slack sends a click once and waits three seconds. Whoever clicked learns what became of it, whatever becomes of it.

import { afterEach, describe, expect, it } from 'vitest';
import { answerInteraction } from '../../../src/adapters/slack/answer-interaction.js';
import type { SlackAnswer } from '../../../src/adapters/slack/slack-api.js';
import type { SlackInteractions, Taken } from '../../../src/adapters/slack/slack-interactions.js';
import { quietLog } from '../../desk/quiet-log.js';

const timers: (() => void)[] = [];
afterEach(() => timers.splice(0));

/** A clock that stands still until `late` lets the patience end. */
const clock = {
  after: (_ms: number, then: () => void) => {
    timers.push(then);
    return () => {};
  },
};
const late = (): void => {
  for (const then of timers.splice(0)) then();
};

const payloads = {
  command: {
    type: 'slash_commands',
    body: { command: '/triage', text: 'status', user_id: 'U1', channel_id: 'C1', response_url: 'url' },
  },
  action: {
    type: 'interactive',
    body: {
      type: 'block_actions',
      user: { id: 'U1' },
      container: { message_ts: '1.000001', channel_id: 'C1' },
      response_url: 'url',
      actions: [{ type: 'button', action_id: 'acknowledge', value: 'case-1' }],
    },
  },
  submission: {
    type: 'interactive',
    body: {
      type: 'view_submission',
      user: { id: 'U1' },
      view: {
        id: 'V1',
        callback_id: 'form',
        state: { values: { what: { value: { type: 'plain_text_input', value: 'x' } } } },
      },
    },
  },
};

async function take(kind: keyof typeof payloads, does: () => Promise<Taken>, ack?: () => Promise<void>) {
  const acknowledged: unknown[] = [];
  const told: string[] = [];
  const interactions: SlackInteractions = {
    onAction: does,
    onShortcut: does,
    onSubmission: does,
    onCommand: does,
    onHomeOpened: async () => {},
  };
  const work = answerInteraction(
    {
      id: 'e',
      attempt: 0,
      ...payloads[kind],
      ack: async (payload) => {
        acknowledged.push(payload);
        await ack?.();
      },
    },
    {
      api: {
        respond: async (_url: string, { text }: SlackAnswer) => void told.push(text),
        postEphemeral: async ({ text }) => void told.push(text),
      },
      interactions,
      clock,
      log: quietLog,
    },
  );
  return { work, acknowledged, told };
}

describe('what somebody did in Slack', () => {
  it('is acknowledged once it is kept, and then answered to them alone', async () => {
    const order: string[] = [];
    const { work, acknowledged, told } = await take('action', async () => {
      order.push('kept');
      return { say: { text: 'Acknowledged.' }, after: async () => void order.push('after') };
    });
    await work;
    expect({ acknowledged, told, order }).toEqual({
      acknowledged: [{}],
      told: ['Acknowledged.'],
      order: ['kept', 'after'],
    });
  });

  it.each([
    ['command', { say: { text: 'All is well.' } }, { response_type: 'ephemeral', text: 'All is well.' }],
    [
      'submission',
      { errors: { what: 'Say more.' } },
      { response_action: 'errors', errors: { what: 'Say more.' } },
    ],
    ['submission', {}, {}],
  ] as const)('a %s is answered in the acknowledgement itself', async (kind, taken, payload) => {
    const { work, acknowledged, told } = await take(kind, async () => taken);
    await work;
    expect(acknowledged).toEqual([payload]);
    expect(told).toEqual([]);
  });

  it.each([
    ['command', { response_type: 'ephemeral', text: expect.stringMatching(/not recorded/) }, 0],
    ['action', {}, 1],
    ['submission', { response_action: 'errors', errors: { what: expect.stringMatching(/not recorded/) } }, 0],
  ] as const)('a %s that cannot be kept is answered as not recorded', async (kind, payload, whispers) => {
    const { work, acknowledged, told } = await take(kind, async () => {
      throw new Error('the disk is full');
    });
    await work;
    expect(acknowledged).toEqual([payload]);
    expect(told).toHaveLength(whispers);
  });

  it('that is kept too late is told twice: that it was not, and that it was after all', async () => {
    const kept = Promise.withResolvers<Taken>();
    const { work, acknowledged, told } = await take('action', () => kept.promise);
    late();
    // The acknowledgement goes out although the store still works on it.
    while (told.length === 0) await new Promise((resolve) => setImmediate(resolve));
    expect(acknowledged).toEqual([{}]);
    kept.resolve({});
    await work;
    expect(told).toEqual([
      expect.stringMatching(/not recorded/),
      expect.stringMatching(/recorded after all/),
    ]);
  });

  it('is done although the socket goes before the acknowledgement', async () => {
    const { work, told } = await take(
      'action',
      async () => ({ say: { text: 'Acknowledged.' } }),
      async () => {
        throw new Error('the socket is gone');
      },
    );
    await work;
    expect(told).toEqual(['Acknowledged.']);
  });
});
