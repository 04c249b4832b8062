// What the desk has heard and a channel no longer shows was deleted by its author. Because a deletion erases a report and
// takes back all that was said about it, Slack is asked about each message once more before that.

import type { StoredReport } from '../../desk/records.js';
import type { HeardWords } from './listen.js';
import { eventId, placeId, placeOf, timeOf } from './places.js';
import type { SlackApi, SlackMessage, SlackPlace } from './slack-api.js';

/** One channel, as it was read. */
export interface ReadChannel {
  readonly channel: string;
  /** What the desk has heard there. */
  readonly known: readonly StoredReport[];
  /** All that stands there now from `since` on. */
  readonly messages: readonly SlackMessage[];
  /** The time that can be told about, in milliseconds: what was said later may be missing for its being new. */
  readonly since: number;
  readonly until: number;
}

interface DeletedDeps {
  readonly api: Pick<SlackApi, 'history'>;
  hear(heard: HeardWords): Promise<void>;
}

/** Tells what was deleted. */
export async function tellDeleted(deps: DeletedDeps, read: ReadChannel): Promise<void> {
  const there = new Set(read.messages.map(({ ts }) => ts));
  for (const place of standingThere(read)) {
    if (there.has(place.ts) || (await stands(deps, place))) continue;
    await deps.hear({ kind: 'deletion', event: eventId(place) });
  }
}

/** Messages that stand in the channel itself; an answer in a thread, or a form, is no such message. */
function standingThere({ channel, known, since, until }: ReadChannel): readonly SlackPlace[] {
  return known.flatMap(({ event, anchor, state }) => {
    const place = placeOf(anchor.id);
    if (place === null || place.channel !== channel || state === 'erased') return [];
    const at = timeOf(place.ts);
    return event === eventId(place) && at >= since && at < until ? [place] : [];
  });
}

async function stands({ api }: DeletedDeps, place: SlackPlace): Promise<boolean> {
  const { channel, ts } = place;
  const { messages } = await api.history({ channel, oldest: ts, latest: ts, inclusive: true, limit: 1 });
  return messages.some((message) => placeId({ channel, ts: String(message.ts) }) === placeId(place));
}
