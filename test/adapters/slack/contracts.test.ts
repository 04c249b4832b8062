// Every payload that others published goes through the desk's ears: as report, as reply, as a change of either, as
// something a person did, or ignored with a reason. A payload without a row here fails the test.

import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { intakeOf } from '../../../src/adapters/slack/intake-of.js';
import { type Loose, loose, textOf } from '../../../src/adapters/slack/message-text.js';
import { type Heard, readEvent } from '../../../src/adapters/slack/read-event.js';
import { readInteraction } from '../../../src/adapters/slack/read-interaction.js';
import type { SlackNames } from '../../../src/adapters/slack/slack-names.js';
import { contractJson, contractPath, withContracts } from '../../support/contracts.js';

/** The bot whose own words stand in one of the samples. */
const self = { userId: 'U0SELF', botId: 'BZYBOTHED' };

/** What each sample is: the kind, and for words whose they are, what they say and what they answer. */
const expected: Readonly<Record<string, string>> = {
  'events/app_home_opened.org_app.json': 'ignored: the messages of the app were looked at',
  'events/app_mention.json': 'report of human W222 in C111: <@W111> Hi there!',
  'events/app_mention.shared_channel.json': 'report of human W222 in C111: <@W111> Hi there!',
  'events/app_uninstalled.json': 'trouble: uninstalled',
  'events/member_joined_channel.json': 'ignored: somebody came or went',
  'events/member_left_channel.json': 'ignored: somebody came or went',
  'events/message.bot.new_style_no_subtype.json':
    'report of automated B999 in C111: Hi there! Thanks for sharing the info!',
  'events/message.bot_message.classic.json':
    'report of automated B888 in C111: Hi there! Thanks for sharing the info!',
  'events/message.channel_join.shared_channel.json': 'ignored: a notice of Slack',
  'events/message.channel_leave.shared_channel.json': 'ignored: a notice of Slack',
  'events/message.file_share.json': 'report of human U111 in C111: Hi there!',
  'events/message.im.assistant_thread_reply.json':
    'reply to 1726133698.626339 of human W222 in D111: When Slack was released?',
  'events/message.im.thread_reply.json':
    'reply to 1726133698.626339 of human W222 in D111: When Slack was released?',
  'events/message.message_changed.json': 'edit of human U111 in C111: updated message',
  'events/message.message_deleted.json': 'deletion: slack:C111:1665368619.804829',
  'events/message.org_app.json': 'report of human W111 in C111: <@W222>',
  'events/message.plain.json': 'report of human W111 in C111: Hi there! Thanks for sharing the info!',
  'events/message.plain.no_blocks.json':
    "report of human W111 in C111: We've received 103 messages from you!",
  'events/message.self_via_response_url.json': 'ignored: our own message',
  'events/message.thread_broadcast.json':
    'broadcast reply to 1633663824.000500 of human U111 in C111: Hi there!',
  'events/message.thread_reply.json':
    'reply to 1726133698.626339 of human W222 in D111: When Slack was released?',
  'events/message.ticket_keys_in_text.json':
    'report of human W111 in C111: Please fix JIRA-1234, SCM-567 and BUG-169 as soon as you can!',
  'events/reaction_added.json': 'ignored: an event of another kind',
  'events/reaction_added.shared_channel.json': 'ignored: an event of another kind',
  'events/tokens_revoked.json': 'trouble: token-revoked',
  'events/url_verification.json': 'ignored: an event of another kind',
  'events-inner/message.bot_message.thread_reply.json':
    "reply to 1610402224.000200 of automated B111 in C111: Let's make a pact.",
  'events-inner/message.channel_join.invited.json': 'ignored: a message without a channel',
  'events-inner/message.channel_join.json': 'ignored: a message without a channel',
  'events-inner/message.edited_field.json': 'edit of human U2147483697 in C2147483705: Hello, world!',
  'events-inner/message.group.json':
    'report of human U2147483697 in G024BE91L: One cannot programmatically detect the difference between `message.mpim` and `message.groups`.',
  'events-inner/message.im.json': 'report of human U2147483697 in D024BE91L: Hello hello can you hear me?',
  'events-inner/message.message_changed.thread_reply_edited.json':
    'reply to 1626342092.008500 of human U111 in C111: updated message',
  'events-inner/message.message_changed.tombstone_parent_deleted.json':
    'deletion: slack:C111:1626774922.004400',
  'events-inner/message.message_changed.tombstone_previous_message_is_array.json':
    'deletion: slack:C03E94MKU:1626775604.004900',
  'events-inner/message.message_changed.with_files.json':
    'edit of human U111 in C111: Here you are - let me know if you need other files as well',
  'events-inner/message.mpim.json': "report of human U2147483697 in G024BE91L: Let's make a pact.",
  'interactions/block_actions.message.json': 'action a = click_me_123 by W111 on C111:111.222',
  'interactions/message_action.json': 'shortcut test-shortcut by W111 on 1583636382.000300',
  'interactions/shortcut.global.json': 'shortcut test-shortcut by W111',
  'interactions/slash_command.form.json': 'command /hello-world "Hi" by W111 in C111',
  'interactions/view_closed.json': 'ignored: an interaction of another kind',
  'interactions/view_submission.json': 'submission view-id by W111: {"hspI":"test"}',
  'interactions/view_submission.response_urls.json': 'submission view-id by U111: {}',
  'socket-mode/disconnect.refresh_requested.json': 'disconnect',
  'socket-mode/disconnect.too_many_websockets.json': 'disconnect',
  'socket-mode/disconnect.warning.json': 'disconnect',
  'socket-mode/events_api.app_mention.json': 'report of human U111 in C111: <@U222> hey',
  'socket-mode/events_api.app_mention.redacted.json':
    'report of human redacted in redacted: <@U01JKSB8T7Y> test',
  'socket-mode/events_api.message.retry_timeout.json': 'report of human U111 in C111: <@W111>',
  'socket-mode/hello.four_connections.json': 'hello',
  'socket-mode/hello.json': 'hello',
  'socket-mode/interactive.block_actions.json': 'action a = underlying by U111 on C111:1605853634.000400',
  'socket-mode/interactive.shortcut.json': 'shortcut do-something by U111',
  'socket-mode/slash_commands.json': 'command /hello-socket-mode "" by U111 in C111',
};

withContracts('payloads of Slack', () => {
  const folders = ['events', 'events-inner', 'interactions', 'socket-mode'];
  const files = folders.flatMap((folder) =>
    readdirSync(contractPath('slack', folder)).map((name) => `${folder}/${name}`),
  );

  describe('payloads of Slack that nobody here wrote', () => {
    it('all have a row', () => expect(Object.keys(expected).toSorted()).toEqual(files.toSorted()));

    it.each(files)('%s', async (file) => {
      const heard = readSample(file, loose(contractJson('slack', ...file.split('/'))));
      expect(heard).toBe(expected[file]);
    });

    it.each(files.filter((file) => expected[file]?.startsWith('report')))(
      '%s becomes a report that says where it can be read',
      async (file) => {
        const heard = eventIn(loose(contractJson('slack', ...file.split('/'))));
        if (heard.kind !== 'report') throw new Error('it was expected to be a report');
        const { place, user } = heard.message;
        const intake = await intakeOf(heard.message, {
          names: strangers,
          identity: { url: 'https://a.slack.com/' },
          utcOffset: () => -300,
        });
        expect(intake).toMatchObject({
          event: `slack:${place.channel}:${place.ts}`,
          source: { user, channel: place.channel },
          anchor: { url: `https://a.slack.com/archives/${place.channel}/p${place.ts.replace('.', '')}` },
          utcOffset: -300,
          // Nothing is known of the channel: then it is not quoted elsewhere.
          private: true,
        });
      },
    );
  });
});

/** Nobody and nothing is known by name. */
const strangers: SlackNames = {
  channels: async () => [],
  channel: async () => null,
  channelId: async () => null,
  user: async () => null,
  person: async (id) => id,
  userIdOf: async () => null,
  nameOf: (person) => person,
  direct: async (id) => id,
  forget() {},
};

function readSample(file: string, sample: Loose): string {
  const payload = sample.payload === undefined ? sample : loose(sample.payload);
  if (file.startsWith('interactions/')) {
    return sayDone(file.includes('slash_command') ? 'slash_commands' : 'interactive', sample);
  }
  if (sample.type === 'interactive' || sample.type === 'slash_commands') return sayDone(sample.type, payload);
  if (sample.type === 'hello' || sample.type === 'disconnect') return sample.type;
  return sayHeard(eventIn(sample));
}

function eventIn(sample: Loose): Heard {
  const body = sample.payload === undefined ? sample : loose(sample.payload);
  return readEvent(body.event === undefined ? body : loose(body.event), self);
}

function sayHeard(heard: Heard): string {
  switch (heard.kind) {
    case 'report':
    case 'edit':
    case 'reply': {
      const { kind, user, place, markup, threadTs } = heard.message;
      const broadcast = heard.kind === 'reply' && heard.broadcast ? 'broadcast ' : '';
      const thread = threadTs === null ? '' : ` to ${threadTs}`;
      return `${broadcast}${heard.kind}${thread} of ${kind} ${user} in ${place.channel}: ${markup}`;
    }
    case 'deletion':
      return `deletion: ${heard.event}`;
    case 'ignored':
      return `ignored: ${heard.why}`;
    case 'trouble':
      return `trouble: ${heard.what}`;
    case 'changed':
      return `changed: ${heard.id}`;
    case 'home-opened':
      return `home opened by ${heard.userId}`;
  }
}

function sayDone(type: string, body: Loose): string {
  const done = readInteraction('envelope', type, body);
  switch (done.kind) {
    case 'action': {
      const { actionId, value, userId, message } = done.action;
      return `action ${actionId} = ${value} by ${userId} on ${message?.channel}:${message?.ts}`;
    }
    case 'shortcut': {
      const { callbackId, userId, message } = done.shortcut;
      return `shortcut ${callbackId} by ${userId}${message === null ? '' : ` on ${textOf(message.ts)}`}`;
    }
    case 'submission':
      return `submission ${done.submission.view.callbackId} by ${done.submission.userId}: ${JSON.stringify(done.submission.values)}`;
    case 'command':
      return `command ${done.command.command} "${done.command.text}" by ${done.command.userId} in ${done.command.channelId}`;
    case 'ignored':
      return `ignored: ${done.why}`;
  }
}
