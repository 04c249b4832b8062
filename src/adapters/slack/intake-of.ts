import type { Intake } from '../../desk/records.js';
import { eventId, refOf } from './places.js';
import type { HeardMessage } from './read-event.js';
import { plainText, unnamedIn } from './read-markup.js';
import type { SlackChannel, SlackIdentity } from './slack-api.js';
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

/** So many names are looked up for one message at most; the others stand there as ids. */
const mostNames = 20;

/** Markup as a person reads it. A name that cannot be told holds nothing up; those of private channels are not told. */
export async function readable(markup: string, names: SlackNames): Promise<string> {
  const { users, channels } = unnamedIn(markup);
  const [userNames, channelNames] = await Promise.all([
    namesOf(users, async (id) => (await names.user(id))?.name ?? null),
    namesOf(channels, async (id) => publicName(await names.channel(id))),
  ]);
  return plainText(markup, {
    userName: (id) => userNames.get(id) ?? null,
    channelName: (id) => channelNames.get(id) ?? null,
  });
}

function publicName(channel: SlackChannel | null): string | null {
  return channel?.kind === 'public' ? channel.name : null;
}

async function namesOf(
  ids: readonly string[],
  ask: (id: string) => Promise<string | null>,
): Promise<ReadonlyMap<string, string | null>> {
  const asked = ids.slice(0, mostNames).map(async (id) => [id, await ask(id).catch(() => null)] as const);
  return new Map(await Promise.all(asked));
}
