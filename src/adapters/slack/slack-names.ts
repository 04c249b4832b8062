// Who and what is behind Slack's ids, asked once and kept for a while. What cannot be asked is called by its id: a
// report is never held up by a name.

import type { Directory } from '../../router/index.js';
import type { SlackApi, SlackChannel, SlackUser } from './slack-api.js';
import { slackCode } from './slack-failure.js';

/** Names of a workspace, both ways. */
export interface SlackNames {
  /** All that the desk can see, asked anew; from then on they are known, also when Slack cannot be asked. */
  channels(): Promise<readonly SlackChannel[]>;
  /** Null when it is not there for the desk; rejects when that cannot be told now. */
  channel(id: string): Promise<SlackChannel | null>;
  /** The id of a channel by its name without #; null when the desk can see none of that name. */
  channelId(name: string): Promise<string | null>;
  user(id: string): Promise<SlackUser | null>;
  /** Who somebody is in the directory; their id of Slack when the directory does not know them. */
  person(userId: string): Promise<string>;
  /** Slack's id of a person of the directory; null when Slack knows nobody of that e-mail, and no address is given. */
  userIdOf(person: string): Promise<string | null>;
  /** How a person of the directory is called. */
  nameOf(person: string): string;
  /** The direct message with somebody. */
  direct(userId: string): Promise<string>;
  /** Something about a channel or a user has changed. */
  forget(id: string): void;
}

/** What names are made of. */
export interface NamesDeps {
  readonly api: SlackApi;
  /** As it stands now: rules may change while the desk runs. */
  directory(): Directory;
  now(): number;
}

const keepMs = 3_600_000;
/** What was not found may be made any moment, but is not asked for with every message. */
const keepMissingMs = 60_000;

/** Names that are asked as they are needed. */
export function slackNames({ api, directory, now }: NamesDeps): SlackNames {
  const channels = kept<SlackChannel | null>((id) => orNone(api.channel(id)), now);
  const users = kept((id) => orNull(api.user(id)), now);
  const byEmail = kept((email) => api.userByEmail(email), now);
  const directs = kept((userId) => api.openDirect(userId), now);
  const all = async (): Promise<readonly SlackChannel[]> => {
    const found = await api.channels();
    for (const channel of found) channels.learn(channel.id, channel);
    return found;
  };
  const byName = kept(async (name) => {
    const found = (await all()).filter((channel) => !channel.archived || channel.name === name);
    return (
      found.find((channel) => channel.name === name && !channel.archived) ??
      found.find((channel) => channel.name === name) ??
      null
    );
  }, now);

  return {
    channels: all,
    channel: channels.get,
    channelId: async (name) => (await byName.get(name))?.id ?? null,
    user: users.get,
    direct: directs.get,
    async person(userId) {
      const { people } = directory();
      const addressed = people.find(({ addresses }) => addresses?.slack === userId);
      if (addressed !== undefined) return addressed.id;
      const email = (await users.get(userId))?.email?.toLowerCase() ?? null;
      const mailed = email === null ? undefined : people.find((each) => each.email?.toLowerCase() === email);
      return mailed?.id ?? userId;
    },
    async userIdOf(person) {
      const known = directory().people.find(({ id }) => id === person);
      if (known === undefined) return slackId.test(person) ? person : null;
      if (known.addresses?.slack !== undefined) return known.addresses.slack;
      return known.email === undefined ? null : ((await byEmail.get(known.email))?.id ?? null);
    },
    nameOf: (person) => directory().people.find(({ id }) => id === person)?.name ?? person,
    forget(id) {
      channels.forget(id);
      users.forget(id);
      byName.clear();
    },
  };
}

/** Ids of people, as Slack gives them. */
export const slackId = /^[UW][A-Z0-9]{2,}$/;

/** What Slack says is not there is an answer; that it says nothing is none. */
async function orNone<T>(asked: Promise<T>): Promise<T | null> {
  try {
    return await asked;
  } catch (error) {
    if (slackCode(error) === 'channel_not_found') return null;
    throw error;
  }
}

/** Some things cannot be told, like a user of another organisation: that is an answer, other failures are not. */
async function orNull<T>(asked: Promise<T>): Promise<T | null> {
  try {
    return await asked;
  } catch {
    return null;
  }
}

interface Kept<T> {
  get(key: string): Promise<T>;
  /** Something that was told without being asked. */
  learn(key: string, answer: T): void;
  /** It is asked anew next time; what was known serves until then, should that fail. */
  forget(key: string): void;
  clear(): void;
}

/** Answers by key, asked once at a time; a failed question is asked again. */
function kept<T>(ask: (key: string) => Promise<T>, now: () => number): Kept<T> {
  const known = new Map<string, { readonly answer: Promise<T>; until: number }>();
  const largest = 20_000;
  return {
    get(key) {
      const there = known.get(key);
      if (there !== undefined && there.until > now()) return there.answer;
      // What was known is better than nothing, when it cannot be asked anew.
      const answer = there === undefined ? ask(key) : ask(key).catch(() => there.answer);
      const entry = { answer, until: now() + keepMs };
      known.delete(key);
      known.set(key, entry);
      if (known.size > largest) known.delete(known.keys().next().value ?? '');
      entry.answer.then(
        (answer) => {
          if (answer === null) entry.until = now() + keepMissingMs;
        },
        () => known.delete(key),
      );
      return entry.answer;
    },
    learn: (key, answer) => void known.set(key, { answer: Promise.resolve(answer), until: now() + keepMs }),
    forget(key) {
      const there = known.get(key);
      if (there !== undefined) there.until = 0;
    },
    clear() {
      for (const there of known.values()) there.until = 0;
    },
  };
}
