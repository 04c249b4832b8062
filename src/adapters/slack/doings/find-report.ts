// From a place or a link in Slack to the report behind it.

import type { StoredReport } from '../../../desk/records.js';
import { eventId, placeId } from '../places.js';
import type { SlackPlace } from '../slack-api.js';
import type { DoingsDeps } from './doings-deps.js';

const link = /https?:\/\/[^\s/<>|]+\/archives\/([A-Z0-9]{2,30})\/p(\d{10,16})(?:\?([^\s<>|]*))?/;

/** The message that a link leads to, and the one that it answers; null for what is no link to a message. */
export function placeInLink(
  text: string,
): { readonly place: SlackPlace; readonly thread: SlackPlace } | null {
  const [, channel, digits, query] = link.exec(text.replaceAll('&amp;', '&')) ?? [];
  if (channel === undefined || digits === undefined) return null;
  const place = { channel, ts: `${digits.slice(0, -6)}.${digits.slice(-6)}` };
  const threadTs = /(?:^|&)thread_ts=(\d{1,12}\.\d{6})/.exec(query ?? '')?.[1];
  return { place, thread: threadTs === undefined ? place : { channel, ts: threadTs } };
}

/** The report that a message is, that it answers, or that the desk speaks of in it; null when there is none. */
export async function reportAt(
  { store }: Pick<DoingsDeps, 'store'>,
  ...places: readonly SlackPlace[]
): Promise<StoredReport | null> {
  for (const place of places) {
    const report = await store.reportByEvent(eventId(place));
    if (report !== null) return report;
    const effect = await store.effectByRef(placeId(place));
    const about =
      effect === null
        ? ((await store.reportsBelow(placeId(place)))[0] ?? null)
        : await store.report(effect.report);
    if (about !== null) return about;
  }
  return null;
}
