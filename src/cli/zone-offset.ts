import { DateTime } from 'luxon';

/** Minutes east of UTC in a zone (an IANA name) at a moment (milliseconds since 1970). */
export function offsetIn(zone: string, at: number): number {
  return DateTime.fromMillis(at, { zone }).offset;
}
