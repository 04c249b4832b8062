import type { Destination, PersonId } from '../router/index.js';
import type { Message } from './ports.js';
import type { StoredReport } from './records.js';

/** A message that is looked for, not said: where it would stand is all that is known of it. */
export function soughtMessage(
  stored: StoredReport | null,
  destination: Destination,
  mentions: readonly PersonId[],
): Message {
  const anchor = stored?.anchor ?? { id: '', url: null };
  return { destination, anchor, channel: stored?.report.source.channel ?? '', text: '', mentions };
}
