// What the desk asks of Slack, one method each. Behind it stands @slack/web-api; whatever fails rejects with
// DeliveryError, whose outcome is decided on codes. Nothing here escapes or shortens: callers hand over markup.

import type { KnownBlock, MessageMetadata, View } from '@slack/types';

/** A message by its place: Slack knows it by the channel's id and its time stamp, which is text and no number. */
export interface SlackPlace {
  readonly channel: string;
  readonly ts: string;
}

/** What a message says. `text` is the fallback of `blocks`, for notifications and screen readers. */
export interface SlackWords {
  readonly text: string;
  readonly blocks?: readonly KnownBlock[];
}

/** A message to post. */
export interface SlackPost extends SlackWords {
  readonly channel: string;
  /** The message that it answers; absent: it stands in the channel itself. */
  readonly threadTs?: string;
  readonly metadata?: MessageMetadata;
}

/** Who the desk is in the workspace. */
export interface SlackIdentity {
  readonly team: string;
  readonly teamId: string;
  /** Address of the workspace, with a slash at its end. */
  readonly url: string;
  readonly userId: string;
  readonly botId: string;
  /** Scopes that the token has, as the answer's header tells; null when it does not tell. */
  readonly scopes: readonly string[] | null;
}

/** A channel, private channel or conversation of few. */
export interface SlackChannel {
  readonly id: string;
  /** Without #; null for direct messages, which have none. */
  readonly name: string | null;
  readonly kind: 'public' | 'private' | 'direct';
  readonly member: boolean;
  readonly archived: boolean;
  /** Shared with another organisation. */
  readonly shared: boolean;
}

/** Somebody, or some bot, of the workspace or of one that shares a channel with it. */
export interface SlackUser {
  readonly id: string;
  /** The name that people see. */
  readonly name: string;
  /** Null when it is not told: the scope users:read.email is missing, or it is a bot. */
  readonly email: string | null;
  readonly bot: boolean;
  readonly deleted: boolean;
  /** IANA zone; null when it is not told. */
  readonly zone: string | null;
}

/** A message as history and events have it; unchecked, to be read with care. */
export type SlackMessage = Readonly<Record<string, unknown>>;

/** One page of messages, newest first for history, oldest first for replies. */
export interface SlackPage {
  readonly messages: readonly SlackMessage[];
  /** Null on the last page. */
  readonly cursor: string | null;
}

/** Which messages of a channel are wanted. */
export interface SlackRange {
  readonly channel: string;
  /** Only after this time stamp, itself left out. */
  readonly oldest?: string;
  /** Only before this time stamp, itself left out unless `inclusive`. */
  readonly latest?: string;
  readonly inclusive?: boolean;
  readonly cursor?: string;
  readonly limit?: number;
}

/** What is said through a response_url: to one person alone, or in place of the message with the button. */
export interface SlackAnswer extends SlackWords {
  readonly replaceOriginal?: boolean;
  /** Everybody in the channel may see it; otherwise only who asked. */
  readonly inChannel?: boolean;
}

/** Calls to Slack's Web API. Each rejects with DeliveryError and nothing else, and is sent once. */
export interface SlackApi {
  identify(): Promise<SlackIdentity>;

  post(message: SlackPost): Promise<SlackPlace>;
  update(place: SlackPlace, words: SlackWords, metadata?: MessageMetadata): Promise<void>;
  /** A message that is gone already counts as deleted. */
  delete(place: SlackPlace): Promise<void>;
  /** Seen by one person alone, until they reload; nobody can find or change it later. */
  postEphemeral(message: SlackPost & { readonly user: string }): Promise<void>;
  permalink(place: SlackPlace): Promise<string>;
  /** Answers a click or a command, within half an hour and five times at most. */
  respond(responseUrl: string, answer: SlackAnswer): Promise<void>;

  /** Opens a form; a trigger is good for three seconds, so this comes before any slow work. Gives the view's id. */
  openView(triggerId: string, view: View): Promise<string>;
  pushView(triggerId: string, view: View): Promise<string>;
  updateView(viewId: string, view: View): Promise<void>;
  publishHome(userId: string, view: View): Promise<void>;

  history(range: SlackRange): Promise<SlackPage>;
  replies(range: SlackRange & { readonly ts: string }): Promise<SlackPage>;
  channel(id: string): Promise<SlackChannel>;
  /** All channels that the desk can see, archived ones and its direct messages included. */
  channels(): Promise<readonly SlackChannel[]>;
  /** The direct message with a person; its id. */
  openDirect(userId: string): Promise<string>;
  user(id: string): Promise<SlackUser>;
  /** Null when nobody of the workspace has it. */
  userByEmail(email: string): Promise<SlackUser | null>;
}
