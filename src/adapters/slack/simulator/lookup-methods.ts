// auth.*, conversations.*, users.*, usergroups.*: what the app asks.

import {
  type Backstage,
  channelOf,
  type Form,
  isMember,
  type Method,
  method,
  ownChannel,
  pageOf,
  Refused,
} from './method.js';
import {
  messageJson,
  repliesTo,
  type SimChannel,
  type SimMessage,
  type SimUser,
  simApp,
} from './workspace.js';

/** Methods that ask for something. */
export const lookupMethods: Readonly<Record<string, Method>> = {
  'auth.test': method([], [], [], () => ({
    url: 'https://sim.slack.com/',
    team: 'Simulated',
    user: simApp.name,
    team_id: simApp.teamId,
    user_id: simApp.userId,
    bot_id: simApp.botId,
    is_enterprise_install: false,
  })),
  'apps.connections.open': method([], [], [], (_form, backstage) => ({ url: backstage.newSocketUrl() })),
  'conversations.history': method(
    ['channel'],
    ['latest', 'oldest', 'inclusive', 'limit', 'cursor', 'include_all_metadata'],
    (form, backstage) => [`${scopeOf(backstage.workspace.channel(form.channel ?? ''))}:history`],
    (form, backstage) => {
      const channel = ownChannel(form, backstage);
      const all = backstage.workspace.messages
        .filter((message) => message.channel === channel.id && stands(message, backstage.workspace.messages))
        .filter(({ threadTs, subtype }) => threadTs === null || subtype === 'thread_broadcast')
        .filter((message) => within(message, form))
        .toReversed();
      const none = { pin_count: 0, channel_actions_ts: null, channel_actions_count: 0 };
      return messagesPage(all, form, backstage, none);
    },
  ),
  'conversations.replies': method(
    ['channel', 'ts'],
    ['latest', 'oldest', 'inclusive', 'limit', 'cursor', 'include_all_metadata'],
    (form, backstage) => [`${scopeOf(backstage.workspace.channel(form.channel ?? ''))}:history`],
    (form, backstage) => {
      const channel = ownChannel(form, backstage);
      const root = backstage.workspace.messages.find(
        ({ channel: id, ts }) => id === channel.id && ts === form.ts,
      );
      const replies = root === undefined ? [] : repliesTo(root, backstage.workspace.messages);
      if (root === undefined || !stands(root, backstage.workspace.messages))
        throw new Refused('thread_not_found');
      return messagesPage([root, ...replies.filter((message) => within(message, form))], form, backstage);
    },
  ),
  'conversations.info': method(
    ['channel'],
    ['include_locale', 'include_num_members'],
    (form, backstage) => [`${scopeOf(backstage.workspace.channel(form.channel ?? ''))}:read`],
    (form, backstage) => ({ channel: channelJson(channelOf(form, backstage)) }),
  ),
  'conversations.list': method(
    [],
    ['exclude_archived', 'types', 'limit', 'cursor', 'team_id'],
    (form) => [scopeOfTypes(form.types ?? 'public_channel')],
    (form, { workspace }) => {
      const types = (form.types ?? 'public_channel').split(',');
      const wanted = workspace.channels.filter(
        (channel) =>
          types.includes(
            { public: 'public_channel', private: 'private_channel', direct: 'im' }[channel.kind],
          ) &&
          (channel.kind === 'public' || isMember(channel)) &&
          (form.exclude_archived !== 'true' || !channel.archived),
      );
      const { page, next } = pageOf(wanted, form, 999);
      return { channels: page.map(channelJson), response_metadata: { next_cursor: next } };
    },
  ),
  'conversations.members': method(
    ['channel'],
    ['limit', 'cursor'],
    (form, backstage) => [`${scopeOf(backstage.workspace.channel(form.channel ?? ''))}:read`],
    (form, backstage) => {
      const { page, next } = pageOf([...channelOf(form, backstage).members], form, 999);
      return { members: page, response_metadata: { next_cursor: next } };
    },
  ),
  'conversations.join': method(['channel'], [], ['channels:join'], (form, backstage) => {
    const channel = channelOf(form, backstage);
    if (channel.kind !== 'public') throw new Refused('method_not_supported_for_channel_type');
    if (channel.archived) throw new Refused('is_archived');
    channel.members.add(simApp.userId);
    const { num_members: _, ...joined } = channelJson(channel);
    return { channel: joined };
  }),
  'conversations.open': method(
    [],
    ['channel', 'users', 'return_im', 'prevent_creation'],
    ['im:write'],
    (form, { workspace }) => {
      const user = workspace.user(form.users ?? '');
      if (user === null) throw new Refused('user_not_found');
      if (user.botId !== null) throw new Refused('cannot_dm_bot');
      if (user.deleted) throw new Refused('user_disabled');
      const channel = workspace.direct(user.id);
      return { channel: form.return_im === 'true' ? channelJson(channel) : { id: channel.id } };
    },
  ),
  'users.info': method(['user'], ['include_locale'], ['users:read'], (form, { workspace }) => {
    const user = workspace.user(form.user ?? '');
    if (user === null) throw new Refused('user_not_found');
    return { user: userJson(user) };
  }),
  'users.lookupByEmail': method(['email'], [], ['users:read.email'], (form, { workspace }) => {
    const user = workspace.users.find(
      ({ email, deleted }) => !deleted && email !== null && email.toLowerCase() === form.email?.toLowerCase(),
    );
    if (user === undefined) throw new Refused('users_not_found');
    return { user: userJson(user) };
  }),
  'users.list': method(
    [],
    ['limit', 'cursor', 'include_locale', 'team_id'],
    ['users:read'],
    (form, { workspace }) => {
      const { page, next } = pageOf(workspace.users, form, 999);
      return {
        members: page.map(userJson),
        cache_ts: 1_700_000_000,
        response_metadata: { next_cursor: next },
      };
    },
  ),
  'usergroups.list': method(
    [],
    ['include_users', 'include_count', 'include_disabled', 'team_id'],
    ['usergroups:read'],
    () => ({ usergroups: [] }),
  ),
  'team.info': method([], ['team'], ['team:read'], () => ({
    team: { id: simApp.teamId, name: 'Simulated', domain: 'sim', email_domain: '', icon: {} },
  })),
};

/** Slack wants the scope of each type; the most private one stands for all. */
function scopeOfTypes(types: string): string {
  const wanted = types.split(',');
  if (wanted.includes('im')) return 'im:read';
  return wanted.includes('private_channel') ? 'groups:read' : 'channels:read';
}

function scopeOf(channel: SimChannel | null): string {
  return { public: 'channels', private: 'groups', direct: 'im' }[channel?.kind ?? 'public'];
}

/** What was answered leaves a stone behind when it is deleted; the rest leaves nothing. */
function stands(message: SimMessage, all: readonly SimMessage[]): boolean {
  return !message.deleted || repliesTo(message, all).length > 0;
}

function within({ ts }: SimMessage, form: Form): boolean {
  const inclusive = form.inclusive === 'true' || form.inclusive === '1';
  const after = form.oldest === undefined || compare(ts, form.oldest) > (inclusive ? -1 : 0);
  const before = form.latest === undefined || compare(ts, form.latest) < (inclusive ? 1 : 0);
  return after && before;
}

function compare(one: string, other: string): number {
  const micros = (ts: string): bigint => {
    const [seconds = '0', rest = '0'] = ts.split('.');
    if (!/^\d{1,12}$/.test(seconds) || !/^\d{1,6}$/.test(rest)) throw new Refused('invalid_ts_oldest');
    return BigInt(seconds) * 1_000_000n + BigInt(rest.padEnd(6, '0'));
  };
  const [a, b] = [micros(one), micros(other)];
  return a < b ? -1 : a > b ? 1 : 0;
}

function messagesPage(
  all: readonly SimMessage[],
  form: Form,
  { workspace }: Backstage,
  more: Readonly<Record<string, unknown>> = {},
): Readonly<Record<string, unknown>> {
  const { page, next } = pageOf(all, form, 999);
  const withMetadata = form.include_all_metadata === 'true' || form.include_all_metadata === '1';
  return {
    messages: page.map((message) => ({
      ...messageJson(message, workspace),
      ...(withMetadata && message.metadata !== null && { metadata: message.metadata }),
    })),
    has_more: next !== '',
    ...more,
    ...(next !== '' && { response_metadata: { next_cursor: next } }),
  };
}

function channelJson(channel: SimChannel): Readonly<Record<string, unknown>> {
  const { id, name, kind, archived, shared, members } = channel;
  if (kind === 'direct') {
    const user = [...members].find((member) => member !== simApp.userId) ?? simApp.userId;
    return { id, created: 1_700_000_000, is_im: true, is_archived: archived, is_org_shared: false, user };
  }
  return {
    id,
    name,
    name_normalized: name,
    created: 1_700_000_000,
    creator: 'U0001',
    is_channel: kind === 'public',
    is_group: kind === 'private',
    is_im: false,
    is_mpim: false,
    is_private: kind === 'private',
    is_archived: archived,
    is_general: false,
    is_member: isMember(channel),
    is_shared: shared,
    is_ext_shared: shared,
    is_org_shared: false,
    is_pending_ext_shared: false,
    num_members: members.size,
    topic: { value: '', creator: '', last_set: 0 },
    purpose: { value: '', creator: '', last_set: 0 },
  };
}

function userJson(user: SimUser): Readonly<Record<string, unknown>> {
  return {
    id: user.id,
    team_id: simApp.teamId,
    name: user.name,
    deleted: user.deleted,
    real_name: user.realName,
    tz: user.zone,
    tz_label: user.zone,
    tz_offset: 0,
    is_bot: user.botId !== null,
    is_app_user: false,
    updated: 1_700_000_000,
    profile: {
      real_name: user.realName,
      display_name: user.name,
      ...(user.email !== null && { email: user.email }),
      team: simApp.teamId,
    },
  };
}
