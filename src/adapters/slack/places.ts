// How the desk names messages of Slack: `C0123:1700000000.000100`. The same for events, anchors and what it posted.

import type { Ref } from '../../desk/ports.js';
import type { SlackPlace } from './slack-api.js';

const place = /^([A-Z0-9]{2,30}):(\d{1,12}\.\d{1,6})$/;

/** The id of a message. */
export function placeId({ channel, ts }: SlackPlace): string {
  return `${channel}:${ts}`;
}

/** The place that an id names; null when it names no message of Slack. */
export function placeOf(id: string): SlackPlace | null {
  const found = place.exec(id);
  return found === null ? null : { channel: found[1] ?? '', ts: found[2] ?? '' };
}

/** What a report's event is called in the desk: the same however often and by whatever way it comes. */
export function eventId(at: SlackPlace): string {
  return `slack:${placeId(at)}`;
}

/** The message with its address. `workspace` ends with a slash; `threadTs` is the message that it answers. */
export function refOf(workspace: string, at: SlackPlace, threadTs: string | null = null): Ref {
  const link = `${workspace}archives/${at.channel}/p${at.ts.replace('.', '')}`;
  const thread = threadTs === null || threadTs === at.ts ? '' : `?thread_ts=${threadTs}&cid=${at.channel}`;
  return { id: placeId(at), url: `${link}${thread}` };
}

/** Milliseconds since 1970 of a time stamp. */
export function timeOf(ts: string): number {
  return Math.floor(Number(ts) * 1000);
}

/** The time stamp of a moment in milliseconds. */
export function tsAt(time: number): string {
  return `${Math.floor(time / 1000)}.${String(Math.max(0, time % 1000)).padStart(3, '0')}000`;
}
