// What a method of the simulated Web API is made of.

import type { SimChannel, Workspace } from './workspace.js';

/** The values of a call, as the form had them. */
export type Form = Readonly<Record<string, string>>;

/** A view that the app has opened or published. */
export interface SimView {
  readonly id: string;
  /** For whom. */
  readonly user: string;
  view: Readonly<Record<string, unknown>>;
}

/** What is behind the methods besides the workspace. */
export interface Backstage {
  readonly workspace: Workspace;
  readonly views: SimView[];
  /** Whom a trigger belongs to, once; null when it is unknown, used or older than three seconds. */
  takeTrigger(
    id: string,
  ): { readonly user: string } | 'expired_trigger_id' | 'exchanged_trigger_id' | 'invalid_trigger_id';
  /** Address of a new socket. */
  newSocketUrl(): string;
  /** A view was opened, changed or published. */
  viewed(view: SimView): void;
  /** Says something to one person alone. */
  whisper(channel: string, user: string, words: Readonly<Record<string, unknown>>): void;
}

/** A refusal as Slack answers it. */
export class Refused extends Error {
  override readonly name = 'Refused';
  constructor(
    readonly code: string,
    readonly more: Readonly<Record<string, unknown>> = {},
  ) {
    super(code);
  }
}

/** One method: what it takes, the scope it needs, and what it does. */
export interface Method {
  readonly required: readonly string[];
  readonly optional: readonly string[];
  /** One of them is enough; none needed when empty. */
  scopes(form: Form, backstage: Backstage): readonly string[];
  run(form: Form, backstage: Backstage): Readonly<Record<string, unknown>>;
}

/** A method's definition with what is usual left out. */
export function method(
  required: readonly string[],
  optional: readonly string[],
  scopes: readonly string[] | Method['scopes'],
  run: Method['run'],
): Method {
  return { required, optional, scopes: typeof scopes === 'function' ? scopes : () => scopes, run };
}

/** A field that holds JSON; refused as Slack does it when it is none. */
export function jsonField(form: Form, name: string, code = 'invalid_json'): unknown {
  const text = form[name];
  if (text === undefined || text === '') return undefined;
  try {
    return JSON.parse(text);
  } catch {
    throw new Refused(code);
  }
}

/** The channel of a call; one that is private and not the app's does not exist for it. */
export function channelOf(form: Form, { workspace }: Backstage): SimChannel {
  const channel = workspace.channel(form.channel ?? '');
  if (channel === null || (channel.kind !== 'public' && !isMember(channel)))
    throw new Refused('channel_not_found');
  return channel;
}

/** The same, where the app must be a member. */
export function ownChannel(form: Form, backstage: Backstage): SimChannel {
  const channel = channelOf(form, backstage);
  if (!isMember(channel)) throw new Refused('not_in_channel');
  return channel;
}

export function isMember({ members }: SimChannel): boolean {
  return members.has('U0DESK');
}

/** A page of a list, and the cursor of the next. */
export function pageOf<T>(
  all: readonly T[],
  form: Form,
  longest: number,
): { readonly page: readonly T[]; readonly next: string } {
  const limit = Math.min(Number(form.limit ?? 100) || 100, longest);
  const from = form.cursor === undefined || form.cursor === '' ? 0 : cursorAt(form.cursor);
  const next = from + limit < all.length ? Buffer.from(`at:${from + limit}`).toString('base64') : '';
  return { page: all.slice(from, from + limit), next };
}

function cursorAt(cursor: string): number {
  const found = /^at:(\d+)$/.exec(Buffer.from(cursor, 'base64').toString());
  if (found === null) throw new Refused('invalid_cursor');
  return Number(found[1]);
}
