// What was said while nobody listened. Each channel has a watermark: up to there all was read. It moves only when a
// channel was read to its end, never with a single event, because the event before that one may have been lost.

import type { Logger, Records } from '../../desk/ports.js';
import type { HeardWords } from './listen.js';
import { placeOf, tsAt } from './places.js';
import { readSpoken, type Self } from './read-event.js';
import type { SlackApi, SlackMessage, SlackPage } from './slack-api.js';
import type { SlackNames } from './slack-names.js';

/** What catching up needs. */
export interface CatchUpDeps {
  readonly api: Pick<SlackApi, 'history' | 'replies'>;
  readonly names: Pick<SlackNames, 'channels'>;
  readonly store: Pick<Records, 'watermark' | 'setWatermark' | 'cases' | 'report'>;
  readonly self: Self;
  readonly log: Logger;
  now(): number;
  /** Keeps what was heard. */
  hear(heard: HeardWords): Promise<void>;
}

/** Messages that are just being delivered are read again next time: the desk knows what it has. */
const overlapMs = 5 * 60_000;
/** Threads that are read at most in one go; the newest cases first. */
const mostThreads = 200;

/** Reads every channel from its watermark, and the threads of open cases. Gives the number of messages heard. */
export async function catchUp(deps: CatchUpDeps): Promise<number> {
  const { names, store, log } = deps;
  let heard = 0;
  const channels = (await names.channels()).filter(({ member, archived }) => member && !archived);
  for (const { id } of channels) {
    try {
      heard += await readChannel(deps, id);
    } catch (error) {
      // The others are not to wait for it; its watermark stays where it was.
      log.warn({ error: nameOf(error) }, 'a channel could not be read after');
    }
  }
  for (const record of await store.cases('open', mostThreads)) {
    const [report] = record.reports;
    const stored = report === undefined ? null : await store.report(report);
    const place = stored === null ? null : placeOf(stored.anchor.id);
    if (place === null) continue;
    try {
      heard += await readThread(deps, place);
    } catch (error) {
      log.warn({ error: nameOf(error) }, 'a thread could not be read after');
    }
  }
  return heard;
}

async function readChannel(deps: CatchUpDeps, channel: string): Promise<number> {
  const begun = deps.now();
  const mark = await deps.store.watermark(channel);
  // What was said before the desk came is not its business.
  const since = mark ?? begun;
  const messages =
    mark === null
      ? []
      : await allPages((cursor) =>
          deps.api.history({ channel, oldest: tsAt(since), inclusive: true, ...cursor }),
        );
  const count = await hearAll(deps, channel, messages.toReversed());
  await deps.store.setWatermark(channel, mark === null ? begun : Math.max(since, begun - overlapMs));
  return count;
}

async function readThread(
  deps: CatchUpDeps,
  { channel, ts }: { readonly channel: string; readonly ts: string },
): Promise<number> {
  const name = `${channel}:${ts}`;
  const begun = deps.now();
  const since = await deps.store.watermark(name);
  const oldest = since === null ? {} : { oldest: tsAt(since), inclusive: true };
  const messages = await allPages((cursor) => deps.api.replies({ channel, ts, ...oldest, ...cursor }));
  const count = await hearAll(
    deps,
    channel,
    messages.filter((message) => message.ts !== ts),
  );
  await deps.store.setWatermark(name, Math.max(since ?? 0, begun - overlapMs));
  return count;
}

async function hearAll(
  deps: CatchUpDeps,
  channel: string,
  messages: readonly SlackMessage[],
): Promise<number> {
  let count = 0;
  for (const message of messages) {
    const heard = readSpoken(message, channel, deps.self);
    if (heard.kind !== 'report' && heard.kind !== 'reply' && heard.kind !== 'edit') continue;
    await deps.hear(heard);
    count += 1;
  }
  return count;
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
