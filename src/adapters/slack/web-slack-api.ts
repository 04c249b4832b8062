// SlackApi over @slack/web-api. Its own retries are off: they last half an hour and send a message twice; the desk's
// outbox tries again, and looks first. Answers are read with zod: only what is needed, and nothing is trusted.

import { WebClient } from '@slack/web-api';
import { z } from 'zod';
import { DeliveryError } from '../../desk/ports.js';
import type { Pace } from './pace.js';
import { quietLogger } from './quiet-logger.js';
import type {
  SlackApi,
  SlackChannel,
  SlackIdentity,
  SlackPage,
  SlackPost,
  SlackRange,
  SlackUser,
} from './slack-api.js';
import { slackCode, slackFailure } from './slack-failure.js';

/** How to reach Slack. */
export interface SlackAccess {
  /** https://slack.com/api/, or a simulated one. */
  readonly apiUrl: string;
  /** A secret. */
  readonly botToken: string;
  /** The longest a call may last, in milliseconds. */
  readonly timeoutMs: number;
  /** Waits for a call's turn, or refuses where that takes too long. */
  readonly pace: Pace;
}

/** Methods that change nothing: after an unknown end they may be called again without looking. */
const questions =
  /^(?:auth\.test|users\.|team\.|chat\.getPermalink|conversations\.(?:history|replies|info|list|members|open))/;

/** Slack's Web API with a bot token. */
export function webSlackApi(access: SlackAccess): SlackApi {
  const client = new WebClient(access.botToken, {
    slackApiUrl: access.apiUrl,
    timeout: access.timeoutMs,
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
    allowAbsoluteUrls: false,
    logger: quietLogger,
  });

  const call = async <T>(method: string, args: Record<string, unknown>, answer: z.ZodType<T>): Promise<T> => {
    const changes = !questions.test(method);
    await access.pace.turn(method, typeof args.channel === 'string' ? args.channel : null);
    let given: unknown;
    try {
      given = await client.apiCall(method, args);
    } catch (error) {
      const failure = slackFailure(error, method, changes);
      if (failure.retryAfterMs !== null) access.pace.rest(method, args.channel, failure.retryAfterMs);
      throw failure;
    }
    const parsed = answer.safeParse(given);
    if (parsed.success) return parsed.data;
    throw new DeliveryError(
      changes ? 'ambiguous' : 'busy',
      `Slack's ${method} failed: its answer is none that Slack documents`,
    );
  };

  const page = async (method: string, { limit = 200, ...range }: SlackRange): Promise<SlackPage> => {
    const { messages, response_metadata } = await call(
      method,
      { ...range, limit, include_all_metadata: true },
      pageAnswer,
    );
    return { messages, cursor: response_metadata?.next_cursor || null };
  };

  const openView = async (method: string, trigger_id: string, view: unknown): Promise<string> =>
    (await call(method, { trigger_id, view }, viewAnswer)).view.id;

  const post = ({ channel, text, blocks, threadTs, metadata }: SlackPost): Record<string, unknown> => ({
    channel,
    text,
    blocks,
    thread_ts: threadTs,
    metadata,
  });

  return {
    async identify() {
      return identityOf(await call('auth.test', {}, identityAnswer));
    },
    async post(message) {
      // Links that people wrote are not to be opened by Slack on our behalf.
      const args = { ...post(message), unfurl_links: false, unfurl_media: false };
      return call('chat.postMessage', args, placeAnswer);
    },
    async update({ channel, ts }, { text, blocks }, metadata) {
      await call('chat.update', { channel, ts, text, blocks: blocks ?? [], metadata }, anyAnswer);
    },
    async delete({ channel, ts }) {
      try {
        await call('chat.delete', { channel, ts }, anyAnswer);
      } catch (error) {
        if (slackCode(error) !== 'message_not_found') throw error;
      }
    },
    async postEphemeral(message) {
      const { metadata: _, ...args } = post(message);
      await call('chat.postEphemeral', { ...args, user: message.user }, anyAnswer);
    },
    async permalink({ channel, ts }) {
      const answer = z.object({ permalink: z.url({ protocol: /^https$/ }) });
      return (await call('chat.getPermalink', { channel, message_ts: ts }, answer)).permalink;
    },
    respond: (url, answer) =>
      respond(url, access, {
        text: answer.text,
        blocks: answer.blocks,
        response_type: answer.inChannel === true ? 'in_channel' : 'ephemeral',
        replace_original: answer.replaceOriginal === true,
      }),

    openView: (trigger, view) => openView('views.open', trigger, view),
    pushView: (trigger, view) => openView('views.push', trigger, view),
    async updateView(view_id, view) {
      await call('views.update', { view_id, view }, anyAnswer);
    },
    async publishHome(user_id, view) {
      await call('views.publish', { user_id, view }, anyAnswer);
    },

    history: (range) => page('conversations.history', range),
    replies: (range) => page('conversations.replies', range),
    async channel(channel) {
      return channelOf((await call('conversations.info', { channel }, channelAnswer)).channel);
    },
    async channels() {
      const found: SlackChannel[] = [];
      let cursor: string | undefined;
      do {
        const args = { types: 'public_channel,private_channel,im', limit: 999, cursor };
        const answer = await call('conversations.list', args, channelsAnswer);
        found.push(...answer.channels.map(channelOf));
        cursor = answer.response_metadata?.next_cursor || undefined;
      } while (cursor !== undefined);
      return found;
    },
    async openDirect(users) {
      const answer = z.object({ channel: z.object({ id }) });
      return (await call('conversations.open', { users }, answer)).channel.id;
    },
    async user(user) {
      return userOf((await call('users.info', { user }, userAnswer)).user);
    },
    async userByEmail(email) {
      try {
        return userOf((await call('users.lookupByEmail', { email }, userAnswer)).user);
      } catch (error) {
        if (slackCode(error) === 'users_not_found') return null;
        throw error;
      }
    },
  };
}

async function respond(
  url: string,
  { timeoutMs, apiUrl }: SlackAccess,
  body: Readonly<Record<string, unknown>>,
): Promise<void> {
  const failed = (outcome: DeliveryError['outcome'], why: string, cause?: unknown): DeliveryError =>
    new DeliveryError(outcome, `Slack's response_url failed: ${why}`, { cause });
  // It came from outside: nothing is sent to any other place.
  if (!isSlackAddress(url, apiUrl)) throw failed('refused', 'it does not lead to Slack');
  let response: Response;
  try {
    response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
      redirect: 'error',
      signal: AbortSignal.timeout(timeoutMs),
    });
    await response.arrayBuffer();
  } catch (cause) {
    throw failed('ambiguous', 'no answer', cause);
  }
  if (response.status >= 500) throw failed('ambiguous', `status ${response.status}`);
  if (!response.ok) throw failed('refused', `status ${response.status}`);
}

function isSlackAddress(url: string, apiUrl: string): boolean {
  if (!URL.canParse(url)) return false;
  const { protocol, hostname, host } = new URL(url);
  if (protocol === 'https:' && /(?:^|\.)slack(?:-gov)?\.com$/.test(hostname)) return true;
  // A simulated workspace has its response URLs at its own address.
  return host === new URL(apiUrl).host;
}

const id = z.string().regex(/^[A-Z0-9]{2,30}$/);
const ts = z.string().regex(/^\d{1,12}\.\d{1,6}$/);
const more = z.object({ next_cursor: z.string().optional() }).optional();

const anyAnswer = z.object({ ok: z.literal(true) });
const placeAnswer = z.object({ channel: id, ts });
const viewAnswer = z.object({ view: z.object({ id: z.string().min(1) }) });
const pageAnswer = z.object({
  messages: z.array(z.record(z.string(), z.unknown())),
  response_metadata: more,
});

const identityAnswer = z.object({
  url: z.string(),
  team: z.string().default(''),
  team_id: id,
  user_id: id,
  bot_id: id,
  response_metadata: z.object({ scopes: z.array(z.string()).optional() }).optional(),
});

function identityOf(answer: z.infer<typeof identityAnswer>): SlackIdentity {
  return {
    team: answer.team,
    teamId: answer.team_id,
    url: answer.url,
    userId: answer.user_id,
    botId: answer.bot_id,
    scopes: answer.response_metadata?.scopes ?? null,
  };
}

const channel = z.object({
  id,
  name: z.string().optional(),
  is_im: z.boolean().optional(),
  is_mpim: z.boolean().optional(),
  is_private: z.boolean().optional(),
  is_group: z.boolean().optional(),
  is_member: z.boolean().optional(),
  is_archived: z.boolean().optional(),
  is_user_deleted: z.boolean().optional(),
  is_ext_shared: z.boolean().optional(),
  is_shared: z.boolean().optional(),
});
const channelAnswer = z.object({ channel });
const channelsAnswer = z.object({ channels: z.array(channel), response_metadata: more });

function channelOf(given: z.infer<typeof channel>): SlackChannel {
  const direct = given.is_im === true || given.is_mpim === true;
  const hidden = given.is_private === true || given.is_group === true;
  return {
    id: given.id,
    name: direct ? null : (given.name ?? null),
    kind: direct ? 'direct' : hidden ? 'private' : 'public',
    // One who talks to the app has it in the conversation.
    member: direct || given.is_member === true,
    archived: given.is_archived === true || given.is_user_deleted === true,
    shared: given.is_ext_shared === true || given.is_shared === true,
  };
}

const userAnswer = z.object({
  user: z.object({
    id,
    name: z.string().default(''),
    real_name: z.string().optional(),
    deleted: z.boolean().default(false),
    is_bot: z.boolean().default(false),
    tz: z.string().nullish(),
    profile: z
      .object({
        display_name: z.string().optional(),
        real_name: z.string().optional(),
        email: z.string().optional(),
      })
      .default({}),
  }),
});

function userOf({
  id,
  name,
  real_name,
  deleted,
  is_bot,
  tz,
  profile,
}: z.infer<typeof userAnswer>['user']): SlackUser {
  const names = [profile.display_name, profile.real_name, real_name, name];
  return {
    id,
    name: names.find((each) => each !== undefined && each !== '') ?? id,
    email: profile.email ?? null,
    bot: is_bot,
    deleted,
    zone: tz ?? null,
  };
}
