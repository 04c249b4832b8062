// chat.*, views.*: what the app says.

import { blockProblems, viewProblems } from './check-blocks.js';
import {
  type Backstage,
  channelOf,
  type Form,
  jsonField,
  type Method,
  method,
  ownChannel,
  Refused,
} from './method.js';
import { messageJson, type SimMessage, simApp } from './workspace.js';

const messageFields = ['text', 'blocks', 'attachments', 'as_user', 'parse', 'link_names'];
const authorFields = ['username', 'icon_emoji', 'icon_url'];

/** Methods that say something. */
export const chatMethods: Readonly<Record<string, Method>> = {
  'chat.postMessage': method(
    ['channel'],
    [
      ...messageFields,
      ...authorFields,
      'thread_ts',
      'reply_broadcast',
      'unfurl_links',
      'unfurl_media',
      'mrkdwn',
      'metadata',
    ],
    ['chat:write'],
    (form, backstage) => {
      const { workspace } = backstage;
      const channel =
        workspace.user(form.channel ?? '') === null
          ? channelOf(form, backstage)
          : workspace.direct(form.channel ?? '');
      if (channel.archived) throw new Refused('is_archived');
      if (channel.kind !== 'direct') ownChannel(form, backstage);
      const words = wordsOf(form);
      const threadTs = form.thread_ts;
      if (threadTs !== undefined && !/^\d{10}\.\d{6}$/.test(threadTs)) throw new Refused('invalid_thread_ts');
      const root = threadTs === undefined ? null : workspace.message(channel.id, threadTs);
      const message = workspace.say({
        channel: channel.id,
        user: simApp.userId,
        ...words,
        // An answer to an answer hangs below the same message.
        threadTs: root?.threadTs ?? threadTs,
        metadata: metadataOf(form),
      });
      return { channel: channel.id, ts: message.ts, message: messageJson(message, workspace) };
    },
  ),
  'chat.update': method(
    ['channel', 'ts'],
    [...messageFields, 'reply_broadcast', 'metadata', 'file_ids'],
    ['chat:write'],
    (form, backstage) => {
      const { workspace } = backstage;
      const message = ownMessage(form, backstage, 'cant_update_message');
      const metadata = metadataOf(form);
      const { text, blocks, attachments } = wordsOf(form);
      workspace.edit(message, {
        text,
        // What is not given stays as it was.
        ...(blocks !== undefined && { blocks }),
        ...(attachments !== undefined && { attachments }),
        ...(metadata !== null && { metadata }),
      });
      const { ts, thread_ts: _, ...shown } = messageJson(message, workspace);
      return { channel: message.channel, ts, text: message.text, message: shown };
    },
  ),
  'chat.delete': method(['channel', 'ts'], ['as_user'], ['chat:write'], (form, backstage) => {
    const message = ownMessage(form, backstage, 'cant_delete_message');
    backstage.workspace.remove(message);
    return { channel: message.channel, ts: message.ts };
  }),
  'chat.postEphemeral': method(
    ['channel', 'user'],
    [...messageFields, ...authorFields, 'thread_ts'],
    ['chat:write'],
    (form, backstage) => {
      const channel = ownChannel(form, backstage);
      if (!channel.members.has(form.user ?? '')) throw new Refused('user_not_in_channel');
      backstage.whisper(channel.id, form.user ?? '', wordsOf(form));
      return { message_ts: `${Math.floor(backstage.workspace.now() / 1000)}.000001` };
    },
  ),
  'chat.getPermalink': method(['channel', 'message_ts'], [], [], (form, backstage) => {
    const channel = channelOf(form, backstage);
    const message = backstage.workspace.message(channel.id, form.message_ts ?? '');
    if (message === null) throw new Refused('message_not_found');
    return { channel: channel.id, permalink: permalinkOf(message) };
  }),
  'views.open': method(['view'], ['trigger_id', 'interactivity_pointer'], [], openView),
  'views.push': method(['view'], ['trigger_id', 'interactivity_pointer'], [], openView),
  'views.update': method(['view'], ['view_id', 'external_id', 'hash'], [], (form, backstage) => {
    const view = viewOf(form);
    const known = backstage.views.find(({ id }) => id === form.view_id);
    if (known === undefined) throw new Refused('not_found');
    known.view = view;
    backstage.viewed(known);
    return { view: viewJson(known.id, view) };
  }),
  'views.publish': method(['user_id', 'view'], ['hash'], [], (form, backstage) => {
    const user = backstage.workspace.user(form.user_id ?? '');
    if (user === null) throw new Refused('invalid_arguments');
    const view = viewOf(form);
    if (view.type !== 'home') throw new Refused('invalid_arguments');
    let home = backstage.views.find((each) => each.user === user.id && each.view.type === 'home');
    if (home !== undefined) home.view = view;
    else {
      home = { id: `V${backstage.views.length + 1}`, user: user.id, view };
      backstage.views.push(home);
    }
    backstage.viewed(home);
    return { view: viewJson(home.id, view) };
  }),
};

/** Where a message can be read. */
export function permalinkOf({
  channel,
  ts,
  threadTs,
}: Pick<SimMessage, 'channel' | 'ts' | 'threadTs'>): string {
  const thread = threadTs === null ? '' : `?thread_ts=${threadTs}&cid=${channel}`;
  return `https://sim.slack.com/archives/${channel}/p${ts.replace('.', '')}${thread}`;
}

/** The words of a call, checked as Slack checks them. */
export function wordsOf(form: Form): {
  readonly text: string;
  readonly blocks: readonly unknown[] | undefined;
  readonly attachments: readonly unknown[] | undefined;
} {
  const text = form.text ?? '';
  const blocks = jsonField(form, 'blocks', 'invalid_blocks_format');
  const attachments = jsonField(form, 'attachments');
  if (text === '' && blocks === undefined && attachments === undefined) throw new Refused('no_text');
  if (text.length > 40_000) throw new Refused('msg_too_long');
  if (Array.isArray(attachments) && attachments.length > 100) throw new Refused('too_many_attachments');
  const problems = blocks === undefined ? [] : blockProblems(blocks);
  if (problems.length > 0) {
    throw new Refused('invalid_blocks', {
      errors: problems,
      response_metadata: { messages: problems.map((problem) => `[ERROR] ${problem}`) },
    });
  }
  return {
    text,
    blocks: blocks as readonly unknown[] | undefined,
    attachments: attachments as readonly unknown[] | undefined,
  };
}

function metadataOf(form: Form): unknown {
  const metadata = jsonField(form, 'metadata', 'invalid_metadata_format');
  if (metadata === undefined) return null;
  const { event_type, event_payload } = metadata as Record<string, unknown>;
  if (typeof event_type !== 'string' || typeof event_payload !== 'object' || event_payload === null)
    throw new Refused('invalid_metadata_schema');
  if (JSON.stringify(metadata).length > 8_000) throw new Refused('metadata_too_large');
  return metadata;
}

function ownMessage(form: Form, backstage: Backstage, otherwise: string): SimMessage {
  const channel = channelOf(form, backstage);
  const message = backstage.workspace.message(channel.id, form.ts ?? '');
  if (message === null) throw new Refused('message_not_found');
  if (message.user !== simApp.userId) throw new Refused(otherwise);
  return message;
}

function viewOf(form: Form): Readonly<Record<string, unknown>> {
  const view = jsonField(form, 'view');
  const problems = viewProblems(view);
  if (problems.length > 0) {
    throw new Refused('invalid_arguments', {
      response_metadata: { messages: problems.map((problem) => `[ERROR] ${problem}`) },
    });
  }
  return view as Readonly<Record<string, unknown>>;
}

function openView(form: Form, backstage: Backstage): Readonly<Record<string, unknown>> {
  const view = viewOf(form);
  const trigger = backstage.takeTrigger(form.trigger_id ?? '');
  if (typeof trigger === 'string') throw new Refused(trigger);
  const opened = { id: `V${backstage.views.length + 1}`, user: trigger.user, view };
  backstage.views.push(opened);
  backstage.viewed(opened);
  return { view: viewJson(opened.id, view) };
}

function viewJson(id: string, view: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  return {
    id,
    team_id: simApp.teamId,
    app_id: simApp.appId,
    bot_id: simApp.botId,
    private_metadata: '',
    callback_id: '',
    ...view,
    state: { values: {} },
    hash: `${id}.hash`,
    root_view_id: id,
  };
}
