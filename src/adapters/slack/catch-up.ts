// What was said, changed and deleted while nobody listened. Each channel has a watermark: up to there all was read. It
// moves only when a channel was read to its end, never with a single event, because the event before that one may have
// been lost. After an absence the day before is read too: what was known already may have changed.

import type { Logger, Records } from '../../desk/ports.js';
import { tellDeleted } from './deleted-meanwhile.js';
import { type HeardWords, isWords } from './listen.js';
import { eventId, placeOf, timeOf, tsAt } from './places.js';
import { readSpoken, type Self } from './read-event.js';
import type { SlackApi, SlackChannel, SlackMessage, SlackPage, SlackPlace } from './slack-api.js';
import type { SlackNames } from './slack-names.js';

/** What catching up needs. */
export interface CatchUpDeps {
  readonly api: Pick<SlackApi, 'history' | 'replies'>;
  readonly names: Pick<SlackNames, 'channels'>;
  readonly store: Pick<
    Records,
    'watermark' | 'setWatermark' | 'cases' | 'report' | 'reportByEvent' | 'reportsHeard'
  >;
  readonly self: Self;
  readonly log: Logger;
  /** Nobody listened for a while; otherwise it is only made sure that nothing is missing. */
  readonly away: boolean;
  now(): number;
  /** Keeps what was heard. */
  hear(heard: HeardWords): Promise<void>;
}

/** Messages that are just being delivered are read again next time: the desk knows what it has. */
const overlapMs = 5 * 60_000;
/** What was said that lately may not be in the history yet. */
const settleMs = 30_000;
/** How far before its watermark a channel is looked through for changes; less than the shortest retention of Slack's. */
const lookBackMs = 23 * 3_600_000;
/** For how long a direct message is read after without cause once somebody has said something in it. */
const inUseMs = 7 * 86_400_000;
/** Threads that are read at most in one go; the newest cases first. */
const mostThreads = 200;
/** Watermark of all direct messages together: one that is younger has been read from its beginning. */
const directs = 'direct messages';

/** Reads every channel from its watermark, and the threads of open cases. False when some of it could not be read. */
export async function catchUp(deps: CatchUpDeps): Promise<boolean> {
  const { names, store } = deps;
  const begun = deps.now();
  let complete = true;
  // The others are not to wait for one that fails; its watermark stays where it was.
  const guarded = async (what: string, read: () => Promise<void>): Promise<void> => {
    try {
      await read();
    } catch (error) {
      complete = false;
      deps.log.warn({ error: nameOf(error) }, `${what} could not be read after`);
    }
  };
  const channels = (await names.channels()).filter(({ member, archived }) => member && !archived);
  const inUse = await directsInUse(deps);
  for (const channel of channels)
    if (deps.away || channel.kind !== 'direct' || inUse.has(channel.id))
      await guarded('a channel', () => readChannel(deps, channel));
  for (const record of await store.cases('open', mostThreads)) {
    const [report] = record.reports;
    const stored = report === undefined ? null : await store.report(report);
    const place = stored === null ? null : placeOf(stored.anchor.id);
    if (place !== null) await guarded('a thread', () => readThread(deps, place));
  }
  if (deps.away && complete) await store.setWatermark(directs, begun - overlapMs);
  return complete;
}

/** An app has a direct message with everybody who has ever looked at it: those in which somebody talks are few. */
async function directsInUse({ store, now }: CatchUpDeps): Promise<ReadonlySet<string>> {
  const heard = await store.reportsHeard(eventId({ channel: 'D', ts: '' }).slice(0, -1), now() - inUseMs);
  return new Set(heard.flatMap(({ anchor }) => placeOf(anchor.id)?.channel ?? []));
}

async function readChannel(deps: CatchUpDeps, { id: channel, kind }: SlackChannel): Promise<void> {
  const { store, api } = deps;
  const begun = deps.now();
  const own = await store.watermark(channel);
  const mark = own ?? (kind === 'direct' ? await store.watermark(directs) : null);
  // What was said before the desk came is not its business.
  if (mark === null) return store.setWatermark(channel, begun);
  const since = deps.away ? mark - lookBackMs : mark;
  const messages = await allPages((cursor) =>
    api.history({ channel, oldest: tsAt(since), inclusive: true, ...cursor }),
  );
  const known = await store.reportsHeard(eventId({ channel, ts: '' }), since - overlapMs);
  const events = new Set(known.map(({ event }) => event));
  const isNew = ({ ts }: SlackMessage): boolean => typeof ts === 'string' && timeOf(ts) >= mark;
  const isKnown = ({ ts }: SlackMessage): boolean =>
    typeof ts === 'string' && events.has(eventId({ channel, ts }));
  await hearAll(
    deps,
    channel,
    messages.toReversed().filter((message) => isNew(message) || isKnown(message)),
  );
  await tellDeleted(deps, { channel, known, messages, since, until: begun - settleMs });
  await store.setWatermark(channel, Math.max(mark, begun - overlapMs));
}

async function readThread(deps: CatchUpDeps, { channel, ts }: SlackPlace): Promise<void> {
  const name = `${channel}:${ts}`;
  const begun = deps.now();
  const since = await deps.store.watermark(name);
  const oldest = since === null ? {} : { oldest: tsAt(since), inclusive: true };
  const messages = await allPages((cursor) => deps.api.replies({ channel, ts, ...oldest, ...cursor }));
  const isOldNews = (message: SlackMessage): boolean =>
    message.ts === ts && readSpoken(message, channel, deps.self).kind === 'report';
  await hearAll(
    deps,
    channel,
    messages.filter((message) => !isOldNews(message)),
  );
  await deps.store.setWatermark(name, Math.max(since ?? 0, begun - overlapMs));
}

async function hearAll(deps: CatchUpDeps, channel: string, messages: readonly SlackMessage[]): Promise<void> {
  for (const message of messages) {
    const heard = readSpoken(message, channel, deps.self);
    if (heard.kind === 'deletion') {
      // The stone stays where it is, and is met again each time.
      const known = await deps.store.reportByEvent(heard.event);
      if (known?.state !== 'erased') await deps.hear(heard);
    } else if (isWords(heard)) await deps.hear(heard);
  }
}

async function allPages(
  read: (cursor: { readonly cursor?: string }) => Promise<SlackPage>,
): Promise<readonly SlackMessage[]> {
  const messages: SlackMessage[] = [];
  let page = await read({});
  messages.push(...page.messages);
  while (page.cursor !== null) {
    page = await read({ cursor: page.cursor });
    messages.push(...page.messages);
  }
  return messages;
}

function nameOf(error: unknown): string {
  return error instanceof Error ? error.name : typeof error;
}
