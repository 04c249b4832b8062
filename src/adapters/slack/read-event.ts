// What an event of Slack means to the desk: a report, an answer in a thread, a change of either, or nothing. Pure:
// names are looked up later, by `intake-of.ts`.

import { type Loose, listOf, loose, textOf, wordsOfBot, wordsOfPerson } from './message-text.js';
import { eventId, timeOf } from './places.js';
import type { SlackPlace } from './slack-api.js';

/** One message as it was heard, in Slack's markup. */
export interface HeardMessage {
  readonly place: SlackPlace;
  /** The message that it answers; null when it stands by itself. */
  readonly threadTs: string | null;
  readonly markup: string;
  readonly kind: 'human' | 'automated';
  /** Slack's id of the person; of the bot for automated ones, or its name where it has no id. */
  readonly user: string;
  readonly at: number;
  /** When its words were last changed; null while they stand as first said. */
  readonly editedAt: number | null;
}

/** What was heard. `why` is a phrase for the log and the tests. */
export type Heard =
  | { readonly kind: 'report'; readonly message: HeardMessage }
  | { readonly kind: 'reply'; readonly message: HeardMessage; readonly broadcast: boolean }
  | { readonly kind: 'edit'; readonly message: HeardMessage; readonly editedAt: number }
  | { readonly kind: 'deletion'; readonly event: string }
  | { readonly kind: 'home-opened'; readonly userId: string }
  | { readonly kind: 'changed'; readonly id: string }
  | { readonly kind: 'trouble'; readonly what: 'rate-limited' | 'token-revoked' | 'uninstalled' }
  | { readonly kind: 'ignored'; readonly why: string };

/** Who the desk is, so that it never listens to itself. */
export interface Self {
  readonly userId: string;
  readonly botId: string;
}

/** Reads the inner event of an envelope. */
export function readEvent(event: Loose, self: Self): Heard {
  switch (event.type) {
    case 'message':
    case 'app_mention':
      return readMessage(event, self);
    case 'app_home_opened':
      return textOf(event.user) === null || event.tab === 'messages'
        ? ignored('the messages of the app were looked at')
        : { kind: 'home-opened', userId: textOf(event.user) ?? '' };
    case 'channel_rename':
    case 'channel_archive':
    case 'channel_unarchive':
    case 'channel_deleted':
    case 'group_rename':
    case 'group_archive':
    case 'group_unarchive':
    case 'user_change':
      return changed(event);
    case 'member_joined_channel':
    case 'member_left_channel':
      return event.user === self.userId ? changed(event) : ignored('somebody came or went');
    case 'app_rate_limited':
      return { kind: 'trouble', what: 'rate-limited' };
    case 'tokens_revoked':
      return { kind: 'trouble', what: 'token-revoked' };
    case 'app_uninstalled':
      return { kind: 'trouble', what: 'uninstalled' };
    default:
      return ignored('an event of another kind');
  }
}

function changed(event: Loose): Heard {
  const subject = event.channel ?? event.user;
  const id = textOf(subject) ?? textOf(loose(subject).id);
  return id === null ? ignored('a change of nothing') : { kind: 'changed', id };
}

/** Kinds of messages that carry somebody's words; all others are notices of Slack's own. */
const spoken: ReadonlySet<unknown> = new Set([
  undefined,
  null,
  '',
  'bot_message',
  'file_share',
  'me_message',
  'thread_broadcast',
  'assistant_app_thread',
]);

function readMessage(event: Loose, self: Self): Heard {
  const channel = textOf(event.channel);
  if (channel === null) return ignored('a message without a channel');
  if (event.subtype === 'message_changed') return readChange(event, channel, self);
  if (event.subtype === 'message_deleted') return readDeletion(event, channel, self);
  if (!spoken.has(event.subtype)) return ignored('a notice of Slack');
  if (event.hidden === true) return ignored('a hidden message');
  return readSpoken(event, channel, self);
}

/** A message as events and history have it. */
export function readSpoken(given: Loose, channel: string, self: Self): Heard {
  if (given.subtype === 'tombstone') return readStone(given, channel);
  if (!spoken.has(given.subtype)) return ignored('a notice of Slack');
  if (isOwn(given, self)) return ignored('our own message');
  const message = messageOf(given, channel, self);
  if (message === null) return ignored('a message without a time or an author');
  if (message.markup === '') return ignored('a message without words');
  if (message.threadTs !== null)
    return { kind: 'reply', message, broadcast: given.subtype === 'thread_broadcast' };
  // From history, where the change itself was not heard.
  if (message.editedAt !== null) return { kind: 'edit', message, editedAt: message.editedAt };
  return { kind: 'report', message };
}

function messageOf(given: Loose, channel: string, self: Self): HeardMessage | null {
  const ts = textOf(given.ts);
  const user = textOf(given.user);
  const bot = textOf(given.bot_id);
  const author = bot ?? user ?? textOf(given.username);
  if (ts === null || !/^\d{1,12}\.\d{1,6}$/.test(ts) || author === null) return null;
  const threadTs = textOf(given.thread_ts);
  const automated = bot !== null || given.subtype === 'bot_message' || user === 'USLACKBOT';
  const words = automated ? wordsOfBot(given) : wordsOfPerson(given);
  return {
    place: { channel, ts },
    threadTs: threadTs === ts ? null : threadTs,
    markup: withoutOwnName(words, self),
    kind: automated ? 'automated' : 'human',
    user: author,
    at: timeOf(ts),
    editedAt: editedAt(given),
  };
}

/** Whoever talks to the desk begins with its name. */
function withoutOwnName(markup: string, { userId }: Self): string {
  const name = new RegExp(`^\\s*<@${userId}(?:\\|[^<>]*)?>[\\s,:]*`);
  return markup.replace(name, '').trim();
}

function editedAt(message: Loose): number | null {
  const ts = textOf(loose(message.edited).ts);
  return ts === null ? null : timeOf(ts);
}

function isOwn(message: Loose, { userId, botId }: Self): boolean {
  return message.bot_id === botId || message.user === userId;
}

/** Slack tells of previews, of answers and of pins as changes, too: only changed words are one. */
function readChange(event: Loose, channel: string, self: Self): Heard {
  const given = loose(event.message);
  if (given.subtype === 'tombstone') return readStone(given, channel);
  if (!spoken.has(given.subtype)) return ignored('a notice of Slack');
  if (isOwn(given, self)) return ignored('our own message');
  // What is there before may come as a list of one.
  const before = Array.isArray(event.previous_message)
    ? (listOf(event.previous_message)[0] ?? {})
    : loose(event.previous_message);
  const ts = textOf(given.ts) ?? textOf(before.ts);
  const message = messageOf({ ...given, ts }, channel, self);
  const earlier = messageOf({ ...before, ts, bot_id: given.bot_id, user: given.user }, channel, self);
  if (message === null || message.markup === '') return ignored('a message without words');
  if (message.markup === earlier?.markup) return ignored('a change of no words');
  if (message.threadTs !== null) return { kind: 'reply', message, broadcast: false };
  return { kind: 'edit', message, editedAt: editedAt(given) ?? timeOf(textOf(event.ts) ?? '0') };
}

function readDeletion(event: Loose, channel: string, self: Self): Heard {
  const before = loose(event.previous_message);
  const ts = textOf(event.deleted_ts) ?? textOf(before.ts);
  if (isOwn(before, self)) return ignored('our own message');
  if (ts === null) return ignored('a deletion of nothing');
  return { kind: 'deletion', event: eventId({ channel, ts }) };
}

/** A deleted message that was answered leaves a stone in its place. */
function readStone(stone: Loose, channel: string): Heard {
  const ts = textOf(stone.ts);
  return ts === null ? ignored('a change of nothing') : { kind: 'deletion', event: eventId({ channel, ts }) };
}

function ignored(why: string): Heard {
  return { kind: 'ignored', why };
}
