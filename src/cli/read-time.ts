import { DateTime } from 'luxon';
import { offsetIn } from '../classifier/index.js';

/** A moment in milliseconds since 1970 UTC, and the minutes east of UTC of whoever named it. */
export interface ReadTime {
  readonly at: number;
  readonly utcOffset: number;
}

// JavaScript's dates end at 8.64e15; a deadline some years after the report must still be one.
const furthest = 8.6e15;
// Nine to eleven digits are seconds between 1973 and 5138: as milliseconds they would all lie in 1970.
const epoch = /^-?\d{1,16}(\.\d+)?$/;
const inSeconds = /^\d{9,11}(\.\d+)?$/;

/**
 * A time as programs write it: ISO 8601, milliseconds or seconds since 1970, Slack's "1709640000.000100". One
 * without a zone of its own is meant in `zone` (an IANA name). Null for anything else, and for times so far off
 * that no calendar reaches them.
 */
export function readTime(ts: string | number, zone: string): ReadTime | null {
  const written = String(ts);
  if (epoch.test(written)) {
    const at = Math.round(Number(written) * (inSeconds.test(written) ? 1000 : 1));
    return Math.abs(at) > furthest ? null : { at, utcOffset: offsetIn(zone, at) };
  }
  if (typeof ts === 'number') return null;
  const time = DateTime.fromISO(ts, { zone, setZone: true });
  if (!time.isValid || Math.abs(time.toMillis()) > furthest) return null;
  return { at: time.toMillis(), utcOffset: time.offset };
}
