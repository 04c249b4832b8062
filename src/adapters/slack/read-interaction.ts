// What people did, out of Slack's payloads. Values come from clients and are only read, never trusted.

import { type Loose, listOf, loose, textOf } from './message-text.js';
import type {
  Interaction,
  SlackAction,
  SlackCommand,
  SlackShortcut,
  SlackSubmission,
  SlackView,
} from './slack-interactions.js';

/** One thing that somebody did. */
export type Done =
  | { readonly kind: 'action'; readonly action: SlackAction }
  | { readonly kind: 'shortcut'; readonly shortcut: SlackShortcut }
  | { readonly kind: 'submission'; readonly submission: SlackSubmission }
  | { readonly kind: 'command'; readonly command: SlackCommand }
  | { readonly kind: 'ignored'; readonly why: string };

/** Reads an envelope of type `interactive` or `slash_commands`. */
export function readInteraction(envelope: string, type: string, body: Loose): Done {
  if (type === 'slash_commands') return readCommand(envelope, body);
  const common = commonOf(envelope, body);
  if (common === null) return { kind: 'ignored', why: 'nobody did it' };
  switch (body.type) {
    case 'block_actions':
      return readAction(common, body);
    case 'shortcut':
      return {
        kind: 'shortcut',
        shortcut: { ...common, callbackId: textOf(body.callback_id) ?? '', message: null },
      };
    case 'message_action':
      return {
        kind: 'shortcut',
        shortcut: { ...common, callbackId: textOf(body.callback_id) ?? '', message: loose(body.message) },
      };
    case 'view_submission':
      return { kind: 'submission', submission: { ...common, ...submissionOf(loose(body.view)) } };
    default:
      return { kind: 'ignored', why: 'an interaction of another kind' };
  }
}

function commonOf(envelope: string, body: Loose): Interaction | null {
  const user = loose(body.user);
  const userId = textOf(user.id);
  if (userId === null) return null;
  const container = loose(body.container);
  return {
    envelope,
    userId,
    teamId: textOf(user.team_id) ?? textOf(loose(body.team).id) ?? '',
    triggerId: textOf(body.trigger_id),
    responseUrl: textOf(body.response_url),
    channelId: textOf(loose(body.channel).id) ?? textOf(container.channel_id),
  };
}

function readAction(common: Interaction, body: Loose): Done {
  const [action] = listOf(body.actions);
  const actionId = textOf(action?.action_id);
  if (action === undefined || actionId === null) return { kind: 'ignored', why: 'nothing was clicked' };
  const container = loose(body.container);
  const ts = textOf(container.message_ts) ?? textOf(loose(body.message).ts);
  const view = loose(body.view);
  return {
    kind: 'action',
    action: {
      ...common,
      actionId,
      blockId: textOf(action.block_id) ?? '',
      value: chosen(action),
      message: ts === null || common.channelId === null ? null : { channel: common.channelId, ts },
      view: textOf(view.id) === null ? null : viewOf(view),
    },
  };
}

function submissionOf(view: Loose): { readonly view: SlackView; readonly values: SlackSubmission['values'] } {
  const values: Record<string, string | null> = {};
  for (const [block, fields] of Object.entries(loose(loose(view.state).values))) {
    const [field] = Object.values(loose(fields));
    values[block] = chosen(loose(field));
  }
  return { view: viewOf(view), values };
}

function viewOf(view: Loose): SlackView {
  return {
    id: textOf(view.id) ?? '',
    callbackId: textOf(view.callback_id) ?? '',
    privateMetadata: textOf(view.private_metadata) ?? '',
  };
}

/** What was entered or chosen in an element of any kind; several choices are joined by commas. */
function chosen(element: Loose): string | null {
  const option = textOf(loose(element.selected_option).value);
  if (option !== null) return option;
  const options = listOf(element.selected_options).map(({ value }) => textOf(value) ?? '');
  if (options.length > 0) return options.join(',');
  const when = element.selected_date_time;
  if (typeof when === 'number') return String(when);
  const fields = [
    'value',
    'selected_date',
    'selected_time',
    'selected_user',
    'selected_conversation',
    'selected_channel',
  ];
  return fields.map((name) => textOf(element[name])).find((value) => value !== null && value !== '') ?? null;
}

function readCommand(envelope: string, body: Loose): Done {
  const userId = textOf(body.user_id);
  const channelId = textOf(body.channel_id);
  if (userId === null || channelId === null) return { kind: 'ignored', why: 'nobody did it' };
  return {
    kind: 'command',
    command: {
      envelope,
      userId,
      channelId,
      teamId: textOf(body.team_id) ?? '',
      triggerId: textOf(body.trigger_id),
      responseUrl: textOf(body.response_url),
      command: textOf(body.command) ?? '',
      text: textOf(body.text) ?? '',
    },
  };
}
