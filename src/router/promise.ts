// When somebody who reported something may expect an answer: one sentence that is true at the moment it is said.

import { hoursAt, nextWorkingStart, sayTimeFrom } from './hours.js';
import type { Policy } from './policy.js';

/** A person as named in the sentence. */
interface Named {
  readonly name: string;
}

/**
 * The sentence for `now` (milliseconds since 1970, UTC) and those who answer now. `wakes`: downtime, for which
 * they answer at any hour (the process, Process Overview). `waitedMs`: how long nobody has answered already.
 */
export function promise(
  now: number,
  policy: Policy,
  onCall: readonly Named[],
  wakes: boolean,
  waitedMs = 0,
): string {
  const within = inMinutes(policy.responseMs);
  const hours = hoursAt(now, policy);
  if (onCall.length === 0 && (hours === 'working' || wakes))
    return `The on-call calendar names nobody right now, so an answer may take longer than ${within}.`;
  const who =
    onCall.length === 0
      ? 'the on-call calendar names nobody right now'
      : `${joined(onCall)} ${onCall.length === 1 ? 'is' : 'are'} on call`;
  if ((hours === 'working' || wakes) && waitedMs >= policy.responseMs)
    return `${who}, and the ${within} in which they should answer are over.`;
  if (hours === 'working') return `${who} and should answer within ${within}.`;
  if (wakes) return `${who}, also at this hour, and should answer within ${within}.`;
  const start = sayTimeFrom(now, nextWorkingStart(now, policy), policy);
  const why = hours === 'holiday' ? 'Today is a holiday' : 'It is outside working hours';
  return onCall.length === 0
    ? `${why}, and ${who}; this is picked up from ${start} at the earliest.`
    : `${why}; ${who} for outages only, and everything else is picked up from ${start}.`;
}

/** Names as people list them: "Ada", "Ada and Ben", "Ada, Ben and Cleo". */
export function joined(people: readonly Named[]): string {
  const names = people.map((person) => person.name);
  const last = names.at(-1) ?? '';
  return names.length < 2 ? last : `${names.slice(0, -1).join(', ')} and ${last}`;
}

function inMinutes(ms: number): string {
  const minutes = Math.round(ms / 60_000);
  return minutes === 1 ? '1 minute' : `${minutes} minutes`;
}
