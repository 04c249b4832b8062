import type { Effect } from '../router/index.js';
import type { Message } from './ports.js';
import type { Records, StoredReport } from './records.js';

/** Where a message is said. */
export type MessagePlace = Pick<Message, 'destination' | 'anchor' | 'channel'>;

/** Where the message of an effect stands, or is to stand: below its report, or in the thread of another message. */
export async function messagePlace(
  records: Pick<Records, 'effect' | 'report'>,
  { destination, below }: Effect,
  stored: StoredReport | null,
): Promise<MessagePlace> {
  const other = below === undefined ? null : await records.effect(below);
  if (other === null) return placeBelow(destination, stored);
  if (other.effect.destination.kind === 'thread')
    return placeBelow({ kind: 'thread' }, await records.report(other.report));
  const channel = destination.kind === 'channel' ? destination.channel : '';
  // Its announcement was taken away by somebody: then it is said where that stood.
  return other.ref === null
    ? placeBelow(destination, stored)
    : { destination: { kind: 'thread' }, anchor: other.ref, channel };
}

/** A message that is looked for, not said: where it would stand is all that is known of it. */
export async function soughtMessage(
  records: Pick<Records, 'effect' | 'report'>,
  effect: Effect,
  report: string,
): Promise<Message> {
  const place = await messagePlace(records, effect, await records.report(report));
  return { ...place, text: '', mentions: effect.mentions };
}

function placeBelow(destination: Effect['destination'], stored: StoredReport | null): MessagePlace {
  return {
    destination,
    anchor: stored?.anchor ?? { id: '', url: null },
    channel: stored?.report.source.channel ?? '',
  };
}
