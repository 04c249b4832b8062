// The desk's voice in Slack. Every message carries its key in its metadata, so that after an unknown end it can be
// looked for; metadata that other apps wrote counts for nothing.

import { type Chat, DeliveryError, type Message, type Ref } from '../../desk/ports.js';
import { keyMark } from '../key-mark.js';
import { loose, textOf } from './message-text.js';
import { placeOf, refOf, tsAt } from './places.js';
import { renderMessage } from './render-message.js';
import type {
  SlackApi,
  SlackIdentity,
  SlackMessage,
  SlackPage,
  SlackPlace,
  SlackWords,
} from './slack-api.js';
import { slackCode } from './slack-failure.js';
import { type SlackNames, slackId } from './slack-names.js';
import type { MentionNames } from './write-markup.js';

/** What speaking needs. */
export interface ChatDeps {
  readonly api: SlackApi;
  readonly names: SlackNames;
  identity(): Promise<SlackIdentity>;
  now(): number;
  /** Blocks and text of a message; the plain ones unless given. */
  readonly render?: (message: Message, names: MentionNames) => SlackWords;
}

const eventType = 'triage_desk_message';

/** The longest that looking up where to speak may take: what is left of the desk's patience is for the call itself. */
const lookUpMs = 3_000;
/** How far back a message is looked for whose report is none of Slack's, and how many pages are read at most. */
const lookBackMs = 3 * 86_400_000;
const mostPages = 25;

/** Chat through Slack. */
export function slackChat(deps: ChatDeps): Chat {
  const { api, render = renderMessage } = deps;

  const findAll = async (key: string, message: Message): Promise<readonly Ref[]> => {
    const where = await whereOf(deps, message);
    const identity = await deps.identity();
    const found: Ref[] = [];
    for await (const each of messagesAround(deps, where)) {
      if (markOf(each, identity) !== keyMark(key)) continue;
      const ts = textOf(each.ts);
      if (ts !== null) found.push(refOf(identity.url, { channel: where.channel, ts }, where.threadTs));
    }
    return found.toSorted((a, b) => (a.id < b.id ? -1 : 1));
  };

  return {
    async post(key, message) {
      const begun = deps.now();
      const { url } = await deps.identity();
      const { channel, threadTs } = await whereOf(deps, message);
      const words = render(message, await mentionNames(deps.names, message));
      if (deps.now() - begun > lookUpMs)
        throw new DeliveryError('busy', 'Slack is slow to tell where to speak');
      const metadata = { event_type: eventType, event_payload: { key: keyMark(key) } };
      const place = await api.post({ channel, ...words, ...(threadTs !== null && { threadTs }), metadata });
      return refOf(url, place, threadTs);
    },

    async edit(key, posted, message) {
      const place = placed(posted);
      const words = render(message, await mentionNames(deps.names, message));
      const metadata = { event_type: eventType, event_payload: { key: keyMark(key) } };
      try {
        await api.update(place, words, metadata);
      } catch (error) {
        // Somebody has removed it, and their word is final.
        if (slackCode(error) !== 'message_not_found') throw error;
      }
    },

    findByKey: async (key, message) => (await findAll(key, message))[0] ?? null,
    findAllByKey: findAll,
    withdraw: (posted) => api.delete(placed(posted)),
    nameOf: async (user) => (slackId.test(user) ? ((await deps.names.user(user))?.name ?? null) : null),
  };
}

interface Where {
  readonly channel: string;
  readonly threadTs: string | null;
  /** Nothing that is looked for is older. */
  readonly since: string;
}

async function whereOf(deps: ChatDeps, { destination, anchor, channel: home }: Message): Promise<Where> {
  const report = placeOf(anchor.id);
  const since = report?.ts ?? tsAt(deps.now() - lookBackMs);
  if (destination.kind === 'thread' && report !== null) {
    return { channel: report.channel, threadTs: report.ts, since };
  }
  if (destination.kind === 'person') {
    return { channel: await directWith(deps.names, destination.person), threadTs: null, since };
  }
  const name = destination.kind === 'channel' ? destination.channel : home;
  const channel = await deps.names.channelId(name);
  if (channel !== null) return { channel, threadTs: null, since };
  throw new DeliveryError(
    'refused',
    `Slack has no #${name} that the app can see. Create it, and invite the app`,
  );
}

async function directWith(names: SlackNames, person: string): Promise<string> {
  const userId = await names.userIdOf(person);
  if (userId !== null) return names.direct(userId);
  throw new DeliveryError(
    'refused',
    `Slack knows nobody by the e-mail of "${person}". Correct it in rules/directory.yaml, or add { slack: U… } to their addresses`,
  );
}

/** Ids of all who are mentioned, looked up before the message is written. Who cannot be found is named. */
async function mentionNames(names: SlackNames, { text, mentions }: Message): Promise<MentionNames> {
  const written = [...text.matchAll(/@\{([^{}\s]{1,200})\}/g)].map((found) => found[1] ?? '');
  const people = [...new Set([...mentions, ...written])];
  const ids = new Map(await Promise.all(people.map(async (id) => [id, await names.userIdOf(id)] as const)));
  return { userOf: (person) => ids.get(person) ?? null, nameOf: names.nameOf };
}

async function* messagesAround(
  { api }: ChatDeps,
  { channel, threadTs, since }: Where,
): AsyncGenerator<SlackMessage> {
  let cursor: string | null = null;
  for (let read = 0; read < mostPages; read++) {
    const range: { channel: string; cursor?: string } = { channel, ...(cursor !== null && { cursor }) };
    const page: SlackPage =
      threadTs === null
        ? await api.history({ ...range, oldest: since, inclusive: true })
        : await repliesOf(api, { ...range, ts: threadTs });
    yield* page.messages;
    if (page.cursor === null) return;
    cursor = page.cursor;
  }
}

/** The thread of a message that is gone has nothing in it. */
async function repliesOf(api: SlackApi, range: Parameters<SlackApi['replies']>[0]): Promise<SlackPage> {
  try {
    return await api.replies(range);
  } catch (error) {
    if (slackCode(error) === 'thread_not_found') return { messages: [], cursor: null };
    throw error;
  }
}

/** The mark of one of our own messages; null for all others. */
function markOf(message: SlackMessage, { botId }: SlackIdentity): string | null {
  if (message.bot_id !== botId) return null;
  const metadata = loose(message.metadata);
  return metadata.event_type === eventType ? textOf(loose(metadata.event_payload).key) : null;
}

function placed(posted: Ref): SlackPlace {
  const place = placeOf(posted.id);
  if (place !== null) return place;
  throw new DeliveryError('refused', `"${posted.id}" is no message of Slack.`);
}
