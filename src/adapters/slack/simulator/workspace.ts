// A Slack workspace in memory: people, channels, messages. It knows what may be said where, and tells what happened
// as Slack's events would; how those travel, and what calls look like, is the business of the files beside it.

/** Somebody of the workspace, or a bot. */
export interface SimUser {
  readonly id: string;
  readonly name: string;
  readonly realName: string;
  readonly email: string | null;
  /** The id that its messages carry; null for people. */
  readonly botId: string | null;
  deleted: boolean;
  readonly zone: string;
}

/** A conversation. */
export interface SimChannel {
  readonly id: string;
  /** Null for direct messages. */
  readonly name: string | null;
  readonly kind: 'public' | 'private' | 'direct';
  readonly members: Set<string>;
  archived: boolean;
  readonly shared: boolean;
}

/** A message; what people and apps put into it is kept as they sent it. */
export interface SimMessage {
  readonly ts: string;
  readonly channel: string;
  readonly user: string;
  readonly botId: string | null;
  readonly threadTs: string | null;
  readonly subtype: string | null;
  text: string;
  blocks: readonly unknown[] | null;
  attachments: readonly unknown[] | null;
  readonly files: readonly unknown[] | null;
  metadata: unknown;
  editedTs: string | null;
  /** Deleted messages stay, so that tests can see what was said. */
  deleted: boolean;
}

/** What is said in a channel. */
export interface SimSpeech {
  readonly channel: string;
  readonly user: string;
  readonly text: string;
  readonly threadTs?: string | undefined;
  readonly subtype?: string;
  readonly blocks?: readonly unknown[] | undefined;
  readonly attachments?: readonly unknown[] | undefined;
  readonly files?: readonly unknown[];
  readonly metadata?: unknown;
}

/** Called with the inner event of everything that happens in a channel. */
export type SimListener = (event: Readonly<Record<string, unknown>>, channel: SimChannel) => void;

/** The app that is tried out. */
export const simApp = {
  teamId: 'T0SIM',
  appId: 'A0SIM',
  userId: 'U0DESK',
  botId: 'B0DESK',
  name: 'triage-desk',
};

/** A workspace. Channels and people are found by id or by name. */
export interface Workspace {
  readonly users: readonly SimUser[];
  readonly channels: readonly SimChannel[];
  readonly messages: readonly SimMessage[];
  addUser(user: Partial<SimUser> & { readonly name: string }): SimUser;
  addChannel(channel: Partial<SimChannel> & { readonly name: string | null }): SimChannel;
  user(idOrName: string): SimUser | null;
  channel(idOrName: string): SimChannel | null;
  message(channel: string, ts: string): SimMessage | null;
  /** The direct channel between the app and somebody. */
  direct(userId: string): SimChannel;
  say(speech: SimSpeech): SimMessage;
  edit(
    message: SimMessage,
    change: Partial<Pick<SimMessage, 'text' | 'blocks' | 'attachments' | 'metadata'>>,
  ): void;
  /** A change that is none of the author's words, like the preview of a link. */
  unfurl(message: SimMessage): void;
  remove(message: SimMessage): void;
  join(channel: SimChannel, user: SimUser): void;
  leave(channel: SimChannel, user: SimUser): void;
  on(listener: SimListener): void;
  now(): number;
}

/** An empty workspace with the app's own user in it. */
export function createWorkspace(now: () => number = Date.now): Workspace {
  const users: SimUser[] = [];
  const channels: SimChannel[] = [];
  const messages: SimMessage[] = [];
  const byPlace = new Map<string, SimMessage>();
  const listeners: SimListener[] = [];
  let lastMicros = 0;

  const nextTs = (): string => {
    lastMicros = Math.max(lastMicros + 1, now() * 1000);
    return `${Math.floor(lastMicros / 1_000_000)}.${String(lastMicros % 1_000_000).padStart(6, '0')}`;
  };
  const tell = (event: Readonly<Record<string, unknown>>, channel: SimChannel): void => {
    for (const listener of listeners) listener(event, channel);
  };
  const channelOf = (message: SimMessage): SimChannel => {
    const channel = channels.find(({ id }) => id === message.channel);
    if (channel === undefined) throw new RangeError(`There is no channel ${message.channel}.`);
    return channel;
  };
  const changed = (message: SimMessage, before: Readonly<Record<string, unknown>>): void => {
    const channel = channelOf(message);
    tell(
      {
        ...envelopeOf('message_changed', channel, nextTs()),
        message: messageJson(message, workspace),
        previous_message: before,
        hidden: true,
      },
      channel,
    );
  };

  const workspace: Workspace = {
    users,
    channels,
    messages,
    now,
    on: (listener) => void listeners.push(listener),
    addUser(given) {
      const user: SimUser = {
        id: `U${String(users.length + 1).padStart(4, '0')}`,
        realName: given.name,
        email: null,
        botId: null,
        deleted: false,
        zone: 'America/New_York',
        ...given,
      };
      users.push(user);
      return user;
    },
    addChannel(given) {
      const kind = given.kind ?? 'public';
      const letter = { public: 'C', private: 'G', direct: 'D' }[kind];
      const channel: SimChannel = {
        id: `${letter}${String(channels.length + 1).padStart(4, '0')}`,
        archived: false,
        shared: false,
        ...given,
        kind,
        members: given.members ?? new Set([simApp.userId]),
      };
      channels.push(channel);
      return channel;
    },
    user: (wanted) => users.find(({ id, name }) => id === wanted || name === wanted) ?? null,
    channel: (wanted) =>
      channels.find(
        ({ id, name }) => id === wanted || (name !== null && name === wanted.replace(/^#/, '')),
      ) ?? null,
    message: (channel, ts) => {
      const found = byPlace.get(`${channel} ${ts}`);
      return found === undefined || found.deleted ? null : found;
    },
    direct(userId) {
      const known = channels.find(({ kind, members }) => kind === 'direct' && members.has(userId));
      return (
        known ??
        workspace.addChannel({ name: null, kind: 'direct', members: new Set([simApp.userId, userId]) })
      );
    },
    say(speech) {
      const message: SimMessage = {
        ts: nextTs(),
        channel: speech.channel,
        user: speech.user,
        botId: workspace.user(speech.user)?.botId ?? null,
        threadTs: speech.threadTs ?? null,
        subtype: speech.subtype ?? null,
        text: speech.text,
        blocks: speech.blocks ?? null,
        attachments: speech.attachments ?? null,
        files: speech.files ?? null,
        metadata: speech.metadata ?? null,
        editedTs: null,
        deleted: false,
      };
      const channel = channelOf(message);
      messages.push(message);
      byPlace.set(`${message.channel} ${message.ts}`, message);
      const json = { ...messageJson(message, workspace), channel: channel.id, event_ts: message.ts };
      tell({ ...json, channel_type: typeOf(channel) }, channel);
      if (message.text.includes(`<@${simApp.userId}>`) && message.user !== simApp.userId)
        tell({ ...json, type: 'app_mention' }, channel);
      return message;
    },
    edit(message, change) {
      const before = messageJson(message, workspace);
      Object.assign(message, change);
      message.editedTs = nextTs();
      changed(message, before);
    },
    unfurl(message) {
      const before = messageJson(message, workspace);
      message.attachments = [{ from_url: 'https://example.com/', fallback: 'Example Domain', id: 1 }];
      changed(message, before);
    },
    remove(message) {
      const channel = channelOf(message);
      const before = messageJson(message, workspace);
      const thread = threadOf(message, messages);
      message.deleted = true;
      if (thread !== null) {
        tell(
          {
            ...envelopeOf('message_changed', channel, nextTs()),
            message: messageJson(message, workspace),
            previous_message: before,
            hidden: true,
          },
          channel,
        );
        return;
      }
      tell(
        {
          ...envelopeOf('message_deleted', channel, nextTs()),
          deleted_ts: message.ts,
          previous_message: before,
          hidden: true,
        },
        channel,
      );
    },
    join(channel, user) {
      channel.members.add(user.id);
      tell(
        {
          type: 'member_joined_channel',
          user: user.id,
          channel: channel.id,
          channel_type: channel.kind === 'private' ? 'G' : 'C',
          team: simApp.teamId,
          event_ts: nextTs(),
        },
        channel,
      );
      workspace.say({
        channel: channel.id,
        user: user.id,
        text: `<@${user.id}> has joined the channel`,
        subtype: 'channel_join',
      });
    },
    leave(channel, user) {
      channel.members.delete(user.id);
    },
  };
  workspace.addUser({ id: simApp.userId, name: simApp.name, botId: simApp.botId });
  return workspace;
}

function envelopeOf(subtype: string, channel: SimChannel, ts: string): Record<string, unknown> {
  return {
    type: 'message',
    subtype,
    channel: channel.id,
    channel_type: typeOf(channel),
    ts,
    event_ts: ts,
  };
}

function typeOf({ kind }: SimChannel): string {
  return { public: 'channel', private: 'group', direct: 'im' }[kind];
}

/** A message as history and events show it. */
export function messageJson(
  message: SimMessage,
  workspace: Pick<Workspace, 'user' | 'messages'>,
): Readonly<Record<string, unknown>> {
  const user = workspace.user(message.user);
  const root = message.threadTs === null ? threadOf(message, workspace.messages) : null;
  if (message.deleted) return { ...stone, ...root, ts: message.ts };
  return {
    type: 'message',
    ...(message.subtype !== null && { subtype: message.subtype }),
    text: message.text,
    user: message.user,
    ts: message.ts,
    team: simApp.teamId,
    ...(message.botId !== null && {
      bot_id: message.botId,
      ...(message.botId === simApp.botId && { app_id: simApp.appId }),
      bot_profile: { id: message.botId, deleted: false, name: user?.name ?? '', team_id: simApp.teamId },
    }),
    ...(message.blocks !== null && { blocks: message.blocks }),
    ...(message.attachments !== null && { attachments: message.attachments }),
    ...(message.files !== null && { files: message.files, upload: false }),
    ...(message.editedTs !== null && { edited: { user: message.user, ts: message.editedTs } }),
    ...(message.threadTs !== null && { thread_ts: message.threadTs }),
    ...root,
  };
}

/** What stands where a message was deleted that had been answered, so that the answers stay. */
const stone = {
  type: 'message',
  subtype: 'tombstone',
  text: 'This message was deleted.',
  user: 'USLACKBOT',
  hidden: true,
};

/** What a message that was answered shows of its thread. */
function threadOf(message: SimMessage, all: readonly SimMessage[]): Record<string, unknown> | null {
  const replies = repliesTo(message, all);
  if (replies.length === 0) return null;
  const people = [...new Set(replies.map(({ user }) => user))];
  return {
    thread_ts: message.ts,
    reply_count: replies.length,
    reply_users_count: people.length,
    latest_reply: replies.at(-1)?.ts,
    reply_users: people,
    is_locked: false,
    subscribed: false,
  };
}

/** The answers in a message's thread, oldest first. */
export function repliesTo(message: SimMessage, all: readonly SimMessage[]): readonly SimMessage[] {
  return all.filter(
    ({ channel, threadTs, deleted }) => channel === message.channel && threadTs === message.ts && !deleted,
  );
}
