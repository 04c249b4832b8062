// What people do in the simulated workspace: write, click, command, fill in forms. Payloads as Slack sends them.

import { randomUUID } from 'node:crypto';
import type { Backstage, SimView } from './method.js';
import type { Reaction, Sockets } from './sockets.js';
import {
  messageJson,
  type SimChannel,
  type SimMessage,
  type SimSpeech,
  type SimUser,
  simApp,
} from './workspace.js';

/** Something said to one person alone. */
export interface Whisper {
  readonly channel: string;
  readonly user: string;
  readonly words: Readonly<Record<string, unknown>>;
}

/** The hands of people. Users and channels are given by id or by name. */
export interface People {
  say(user: string, channel: string, text: string, more?: Partial<SimSpeech>): SimMessage;
  /** Clicks a button, or chooses `value` from a menu, of a message or of App Home. */
  click(user: string, on: SimMessage | SimView, actionId: string, value?: string): Promise<Reaction>;
  command(user: string, channel: string, command: string, text: string): Promise<Reaction>;
  shortcut(user: string, callbackId: string, on?: SimMessage): Promise<Reaction>;
  /** Sends the form with these values by block id. */
  submit(view: SimView, values: Readonly<Record<string, string | null>>): Promise<Reaction>;
  openHome(user: string): void;
}

/** What people need besides the workspace. */
export interface PeopleDeps {
  readonly backstage: Backstage;
  readonly sockets: Sockets;
  newTrigger(user: string): string;
  newResponseUrl(user: string, channel: string, message: SimMessage | null): string;
  event(event: Readonly<Record<string, unknown>>): void;
}

/** People of a workspace. */
export function createPeople(deps: PeopleDeps): People {
  const { workspace } = deps.backstage;
  const userOf = (wanted: string): SimUser => {
    const user = workspace.user(wanted);
    if (user === null) throw new RangeError(`There is nobody called "${wanted}".`);
    return user;
  };
  const channelOf = (wanted: string): SimChannel => {
    const channel = workspace.channel(wanted);
    if (channel === null) throw new RangeError(`There is no channel "${wanted}".`);
    return channel;
  };
  const common = (user: SimUser) => ({
    token: 'simulated',
    team: { id: simApp.teamId, domain: 'sim' },
    user: { id: user.id, username: user.name, name: user.name, team_id: simApp.teamId },
    api_app_id: simApp.appId,
    is_enterprise_install: false,
    enterprise: null,
    trigger_id: deps.newTrigger(user.id),
  });

  return {
    say: (user, channel, text, more = {}) =>
      workspace.say({ user: userOf(user).id, channel: channelOf(channel).id, text, ...more }),

    click(given, on, actionId, value) {
      const user = userOf(given);
      const element = elementOf('ts' in on ? on.blocks : on.view.blocks, actionId);
      const action = {
        action_id: actionId,
        block_id: element.blockId,
        type: element.type,
        ...(element.type === 'button'
          ? { value: value ?? element.value ?? '', text: element.text }
          : { selected_option: { value: value ?? '', text: { type: 'plain_text', text: value ?? '' } } }),
        action_ts: `${Math.floor(workspace.now() / 1000)}.000001`,
      };
      if (!('ts' in on)) {
        const payload = {
          type: 'block_actions',
          ...common(user),
          container: { type: 'view', view_id: on.id },
          view: viewState(on, {}),
          actions: [action],
        };
        return deps.sockets.sendInteraction('interactive', payload, false);
      }
      const channel = channelOf(on.channel);
      const payload = {
        type: 'block_actions',
        ...common(user),
        container: { type: 'message', message_ts: on.ts, channel_id: on.channel, is_ephemeral: false },
        channel: { id: on.channel, name: channel.name ?? 'directmessage' },
        message: messageJson(on, workspace),
        response_url: deps.newResponseUrl(user.id, on.channel, on),
        actions: [action],
      };
      return deps.sockets.sendInteraction('interactive', payload, false);
    },

    command(given, where, command, text) {
      const user = userOf(given);
      const channel = channelOf(where);
      const { trigger_id } = common(user);
      const payload = {
        token: 'simulated',
        team_id: simApp.teamId,
        team_domain: 'sim',
        channel_id: channel.id,
        channel_name: channel.name ?? 'directmessage',
        user_id: user.id,
        user_name: user.name,
        command,
        text,
        api_app_id: simApp.appId,
        response_url: deps.newResponseUrl(user.id, channel.id, null),
        trigger_id,
      };
      return deps.sockets.sendInteraction('slash_commands', payload, true).then((reaction) => {
        if (typeof reaction.payload.text === 'string')
          deps.backstage.whisper(channel.id, user.id, reaction.payload);
        return reaction;
      });
    },

    shortcut(given, callbackId, on) {
      const user = userOf(given);
      const action_ts = `${Math.floor(workspace.now() / 1000)}.000001`;
      const payload =
        on === undefined
          ? { type: 'shortcut', ...common(user), callback_id: callbackId, action_ts }
          : {
              type: 'message_action',
              ...common(user),
              user: { id: user.id, name: user.name, team_id: simApp.teamId },
              callback_id: callbackId,
              action_ts,
              channel: { id: on.channel, name: channelOf(on.channel).name ?? 'directmessage' },
              message_ts: on.ts,
              message: messageJson(on, workspace),
              response_url: deps.newResponseUrl(user.id, on.channel, on),
            };
      return deps.sockets.sendInteraction('interactive', payload, false);
    },

    async submit(view, values) {
      const payload = {
        type: 'view_submission',
        ...common(userOf(view.user)),
        view: viewState(view, values),
        response_urls: [],
      };
      const reaction = await deps.sockets.sendInteraction('interactive', payload, true);
      const { response_action, view: next } = reaction.payload;
      if (response_action === 'update') view.view = next as Readonly<Record<string, unknown>>;
      return reaction;
    },

    openHome(given) {
      const user = userOf(given);
      deps.event({
        type: 'app_home_opened',
        user: user.id,
        channel: workspace.direct(user.id).id,
        tab: 'home',
        event_ts: `${Math.floor(workspace.now() / 1000)}.000001`,
      });
    },
  };
}

function viewState(
  on: SimView,
  values: Readonly<Record<string, string | null>>,
): Readonly<Record<string, unknown>> {
  return {
    id: on.id,
    team_id: simApp.teamId,
    app_id: simApp.appId,
    bot_id: simApp.botId,
    private_metadata: '',
    callback_id: '',
    ...on.view,
    hash: randomUUID(),
    previous_view_id: null,
    root_view_id: on.id,
    state: { values: stateOf(on.view.blocks, values) },
  };
}

function stateOf(
  blocks: unknown,
  values: Readonly<Record<string, string | null>>,
): Readonly<Record<string, unknown>> {
  const state: Record<string, unknown> = {};
  for (const block of list(blocks)) {
    if (block.type !== 'input') continue;
    const element = block.element as Readonly<Record<string, unknown>>;
    const value = values[String(block.block_id)] ?? null;
    state[String(block.block_id)] = { [String(element.action_id)]: fieldState(String(element.type), value) };
  }
  return state;
}

function fieldState(type: string, value: string | null): Readonly<Record<string, unknown>> {
  switch (type) {
    case 'plain_text_input':
    case 'url_text_input':
      return { type, value };
    case 'static_select':
    case 'radio_buttons':
      return {
        type,
        selected_option: value === null ? null : { value, text: { type: 'plain_text', text: value } },
      };
    case 'checkboxes':
      return {
        type,
        selected_options: value === null ? [] : value.split(',').map((each) => ({ value: each })),
      };
    case 'datepicker':
      return { type, selected_date: value };
    case 'timepicker':
      return { type, selected_time: value };
    case 'datetimepicker':
      return { type, selected_date_time: value === null ? null : Number(value) };
    case 'users_select':
      return { type, selected_user: value };
    default:
      return { type, selected_conversation: value, selected_channel: value };
  }
}

function elementOf(
  blocks: unknown,
  actionId: string,
): { readonly blockId: string; readonly type: string; readonly value?: unknown; readonly text?: unknown } {
  for (const [at, block] of list(blocks).entries()) {
    const elements = [
      ...list(block.elements),
      ...(block.accessory === undefined ? [] : list([block.accessory])),
    ];
    const found = elements.find(({ action_id }) => action_id === actionId);
    if (found !== undefined) {
      return {
        blockId: String(block.block_id ?? `block-${at}`),
        type: String(found.type),
        value: found.value,
        text: found.text,
      };
    }
  }
  throw new RangeError(`There is no "${actionId}" to click.`);
}

function list(value: unknown): readonly Readonly<Record<string, unknown>>[] {
  return Array.isArray(value) ? value : [];
}
