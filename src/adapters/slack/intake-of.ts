import type { Intake } from '../../desk/records.js';
import { eventId, refOf } from './places.js';
import type { HeardMessage } from './read-event.js';
import { plainText, unnamedIn } from './read-markup.js';
import type { SlackIdentity } from './slack-api.js';
import type { SlackNames } from './slack-names.js';

/** What a heard message needs to become a report. */
export interface IntakeDeps {
  readonly names: SlackNames;
  readonly identity: Pick<SlackIdentity, 'url'>;
  /** Minutes east of UTC at a moment, in an IANA zone or, for null, in the policy's. */
  utcOffset(at: number, zone: string | null): number;
}

/** What a conversation without a name counts as; what is said there is quoted nowhere else. */
export const directChannel = 'direct-message';

/** A message as the inbox takes it: names instead of ids, words instead of markup. */
export async function intakeOf(message: HeardMessage, deps: IntakeDeps): Promise<Intake> {
  const { names, identity } = deps;
  const { place, markup, kind, user, at, threadTs } = message;
  const [channel, person, who, text] = await Promise.all([
    names.channel(place.channel),
    kind === 'human' ? names.person(user) : user,
    kind === 'human' ? names.user(user) : null,
    readable(markup, names),
  ]);
  return {
    event: eventId(place),
    text,
    source: {
      kind,
      channel: channel === null ? place.channel : (channel.name ?? directChannel),
      user: person,
    },
    at,
    utcOffset: deps.utcOffset(at, who?.zone ?? null),
    anchor: refOf(identity.url, place, threadTs),
    // What cannot be looked up is no public channel as far as we know.
    private: channel?.kind !== 'public',
    synthetic: false,
  };
}

/** Markup as a person reads it. */
export async function readable(markup: string, names: SlackNames): Promise<string> {
  const { users, channels } = unnamedIn(markup);
  const [userNames, channelNames] = await Promise.all([
    Promise.all(users.map(async (id) => [id, (await names.user(id))?.name ?? null] as const)),
    Promise.all(channels.map(async (id) => [id, (await names.channel(id))?.name ?? null] as const)),
  ]);
  const known = { users: new Map(userNames), channels: new Map(channelNames) };
  return plainText(markup, {
    userName: (id) => known.users.get(id) ?? null,
    channelName: (id) => known.channels.get(id) ?? null,
  });
}
