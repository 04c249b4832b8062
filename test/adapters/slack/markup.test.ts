import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readable } from '../../../src/adapters/slack/intake-of.js';
import { wordsOfBot, wordsOfPerson } from '../../../src/adapters/slack/message-text.js';
import { readEvent } from '../../../src/adapters/slack/read-event.js';
import { plainText } from '../../../src/adapters/slack/read-markup.js';
import type { SlackNames } from '../../../src/adapters/slack/slack-names.js';
import { escapeMarkup, mrkdwn } from '../../../src/adapters/slack/write-markup.js';

const names = {
  userName: (id: string) => (id === 'U1' ? 'ann' : null),
  channelName: (id: string) => (id === 'C1' ? 'incidents' : null),
};
const people = {
  userOf: (person: string) => (person === 'ann' ? 'U0ANN' : null),
  nameOf: (person: string) => (person === 'bob' ? 'Bob <b@x>' : person),
};
const self = { userId: 'U0SELF', botId: 'B0SELF' };

describe('markup of Slack, read', () => {
  it.each([
    ['a person', '<@U1> says', '@ann says'],
    ['a stranger', '<@U9> says', '@U9 says'],
    ['a person with a label', '<@U9|bo> says', '@bo says'],
    ['a channel', 'see <#C1> and <#C9|other>', 'see #incidents and #other'],
    ['everybody', '<!here> <!channel|@channel> <!subteam^S1|@on-call>', '@here @channel @on-call'],
    ['a date', '<!date^1392734382^{date}|18 February>', '18 February'],
    ['an address', '<https://x.example/a?b=1&amp;c=2>', 'https://x.example/a?b=1&c=2'],
    ['an address that says so', '<https://x.example/|x.example>', 'https://x.example/'],
    ['a link in disguise', '<https://evil.example|bank.example>', 'bank.example (https://evil.example)'],
    ['mail', '<mailto:a@x.example|a@x.example>', 'a@x.example'],
    ['entities', '1 &lt; 2 &amp;&amp; 3 &gt; 2 &amp;lt;', '1 < 2 && 3 > 2 &lt;'],
    ['what is none', 'a <b> c <>', 'a <b> c <>'],
  ])('%s', (_, markup, text) => expect(plainText(markup, names)).toBe(text));
});

describe('names in what people wrote', () => {
  const channel = { member: true, archived: false, shared: false };
  const workspace: Pick<SlackNames, 'user' | 'channel'> = {
    user: async (id) => {
      if (id === 'U0GONE') throw new Error('Slack does not answer');
      return { id, name: 'ann', email: null, bot: false, deleted: false, zone: null };
    },
    channel: async (id) => {
      if (id === 'C0GONE') throw new Error('Slack does not answer');
      return id === 'G0BOARD'
        ? { ...channel, id, name: 'board', kind: 'private' }
        : { ...channel, id, name: 'incidents', kind: 'public' };
    },
  };

  it('are looked up; those that cannot be told, and those of private channels, stay ids', async () => {
    const text = '<@U0ANN> <@U0GONE> <#C0INC> <#C0GONE> <#G0BOARD>';
    expect(await readable(text, workspace as SlackNames)).toBe('@ann @U0GONE #incidents #C0GONE #G0BOARD');
  });
});

describe('our text as markup', () => {
  it.each([
    ['mentions those we mean', 'for @{ann}', 'for <@U0ANN>'],
    ['names those Slack does not know', 'for @{bob}', 'for Bob &lt;b@x&gt;'],
    [
      'escapes what people wrote',
      '<!channel> <@U1> & <https://evil|x>',
      '&lt;!channel&gt; &lt;@U1&gt; &amp; &lt;<https://evil>|x&gt;',
    ],
    [
      'shows where links lead',
      'see https://x.example/a_b?c=1&d=2.',
      'see <https://x.example/a_b?c=1&amp;d=2>.',
    ],
    ['takes no mention from an invisible space', '@\u200B{ann}', '@\u200B{ann}'],
    ['drops controls', 'a\u202eb\u0000', 'ab'],
  ])('%s', (_, text, markup) => expect(mrkdwn(text, people)).toBe(markup));

  it('whatever people write, nothing but an address stands between angle brackets', () => {
    const pieces = fc.array(
      fc.constantFrom(
        '<',
        '>',
        '&',
        '|',
        '!channel',
        '@U1',
        '#C1',
        'https://a.b/',
        ' ',
        'x',
        '@{',
        '}',
        'mailto:',
        '\n',
      ),
      { maxLength: 30 },
    );
    fc.assert(
      fc.property(pieces, (words) => {
        const written = mrkdwn(words.join('').replaceAll('@{', '@\u200B{'), people);
        for (const [, inside] of written.matchAll(/<([^>]*)>/g))
          expect(inside).toMatch(/^https:\/\/[^|<\s]*$/);
      }),
      { numRuns: 2_000 },
    );
  });

  it('what was escaped reads as it was written', () => {
    fc.assert(fc.property(fc.string(), (text) => plainText(escapeMarkup(text)) === text));
  });
});

describe('the words of a message', () => {
  const alert = {
    attachments: [
      {
        fallback: '[FIRING] CheckoutErrors',
        title: '[FIRING:1] CheckoutErrors',
        title_link: 'https://alerts.example/1',
        text: 'Error rate above 5%',
        fields: [{ title: 'Severity', value: 'critical' }],
      },
    ],
  };

  it('of a bot come from text, blocks, attachments and fallback', () => {
    expect(wordsOfBot(alert)).toBe(
      '[FIRING:1] CheckoutErrors https://alerts.example/1\nError rate above 5%\nSeverity: critical',
    );
    expect(wordsOfBot({ attachments: [{ fallback: 'Disk full' }] })).toBe('Disk full');
    const blocks = [
      { type: 'header', text: { type: 'plain_text', text: 'Deploy failed' } },
      {
        type: 'section',
        fields: [
          { type: 'mrkdwn', text: '*Env*' },
          { type: 'mrkdwn', text: 'production' },
        ],
      },
      { type: 'context', elements: [{ type: 'mrkdwn', text: 'by <@U1>' }] },
    ];
    expect(wordsOfBot({ text: "This content can't be displayed.", blocks })).toBe(
      'Deploy failed\n*Env*\nproduction\nby <@U1>',
    );
  });

  it('of a bot are told once, though it says them twice', () => {
    const blocks = [{ type: 'section', text: { type: 'mrkdwn', text: '*Checkout* is down since 12:00' } }];
    expect(wordsOfBot({ text: 'Checkout is down', blocks })).toBe('*Checkout* is down since 12:00');
  });

  it('of a person are what they wrote, without previews of links, and with what they forward', () => {
    const preview = { from_url: 'https://x.example', title: 'X', text: 'a preview' };
    expect(wordsOfPerson({ text: 'look', attachments: [preview] })).toBe('look');
    const forwarded = { is_share: true, text: 'Checkout is down' };
    expect(wordsOfPerson({ text: 'fyi', attachments: [forwarded] })).toBe('fyi\nCheckout is down');
    expect(wordsOfPerson({ text: '', files: [{ title: 'checkout error.png' }] })).toBe('checkout error.png');
  });

  it('are found however deep somebody buries them, and no deeper', () => {
    let node: Record<string, unknown> = { type: 'text', text: 'deep' };
    for (let depth = 0; depth < 10_000; depth++) node = { type: 'rich_text_section', elements: [node] };
    expect(wordsOfBot({ text: '', blocks: [node] })).toBe('');
  });
});

describe('a change of a message', () => {
  const message = { type: 'message', user: 'U1', ts: '1700000000.000100', text: 'Checkout fails' };
  const change = (after: object, before: object = message) =>
    readEvent(
      {
        type: 'message',
        subtype: 'message_changed',
        channel: 'C1',
        ts: '1700000009.000100',
        message: after,
        previous_message: before,
      },
      self,
    );

  it.each([
    ['the preview of a link', { ...message, attachments: [{ from_url: 'https://x.example', text: 'x' }] }],
    ['an answer in its thread', { ...message, thread_ts: message.ts, reply_count: 1 }],
    ['a pin', { ...message, pinned_to: ['C1'] }],
  ])('that is %s changes no words', (_, after) => {
    expect(change(after)).toEqual({ kind: 'ignored', why: 'a change of no words' });
  });

  it('of its words is an edit', () => {
    const after = { ...message, text: 'Checkout works', edited: { user: 'U1', ts: '1700000008.000000' } };
    expect(change(after)).toMatchObject({ kind: 'edit', editedAt: 1_700_000_008_000 });
  });

  it('of our own is nobody else’s business', () => {
    expect(change({ ...message, bot_id: 'B0SELF', text: 'new' })).toEqual({
      kind: 'ignored',
      why: 'our own message',
    });
  });

  it('of a monitor is an edit when its attachments change', () => {
    const before = { ...message, user: undefined, bot_id: 'B1', text: '', attachments: [{ text: 'FIRING' }] };
    const after = { ...before, attachments: [{ text: 'RESOLVED' }] };
    expect(change(after, before)).toMatchObject({ kind: 'edit', message: { markup: 'RESOLVED' } });
  });
});
