// Times as iCalendar writes them: a clock on a wall, and the zone it hangs in.

import { DateTime, IANAZone } from 'luxon';

/** What a DATE or DATE-TIME says. */
export interface WallTime {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
  /** A day without a time of day. */
  readonly dateOnly: boolean;
}

/** Minutes, or any part of them, from UTC to the zone at a wall time, in milliseconds. */
export interface Zone {
  readonly name: string;
  /** Milliseconds since 1970, UTC, of a wall time here; a time that a clock change skips counts as after it. */
  instantOf(wall: WallTime): number;
  /** The local date of a moment, as YYYY-MM-DD. */
  dateOf(instant: number): string;
}

const wallPattern = /^(\d{4})-(\d{2})-(\d{2})(?:T(?:(\d{2}):(\d{2}):(\d{2})(Z)?|::))?$/;

/**
 * Reads a value of jCal, "2026-03-09T11:00:00Z" or "2026-03-09"; null when it is none. Google writes bare dates
 * where the type says date and time ("2026-03-09T::"): they are dates.
 */
export function readWallTime(value: unknown): { readonly wall: WallTime; readonly utc: boolean } | null {
  const match = typeof value === 'string' ? wallPattern.exec(value) : null;
  if (match === null) return null;
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = match
    .slice(1, 7)
    .map((part) => Number(part ?? 0));
  const wall = { year, month, day, hour, minute, second, dateOnly: match[4] === undefined };
  return DateTime.utc(year, month, day, hour, minute, Math.min(second, 59)).isValid
    ? { wall, utc: match[7] === 'Z' }
    : null;
}

/** The local date a wall time lies on, as YYYY-MM-DD. */
export function dateOfWall({ year, month, day }: WallTime): string {
  return `${pad(year, 4)}-${pad(month, 2)}-${pad(day, 2)}`;
}

/** A zone of the IANA database; null when it has none of that name. */
export function ianaZone(name: string): Zone | null {
  if (!IANAZone.isValidZone(name)) return null;
  return {
    name,
    instantOf: ({ year, month, day, hour, minute, second }) =>
      DateTime.fromObject(
        { year, month, day, hour, minute, second: Math.min(second, 59) },
        { zone: name },
      ).toMillis(),
    dateOf: (instant) => DateTime.fromMillis(instant, { zone: name }).toFormat('yyyy-MM-dd'),
  };
}

/** A zone whose offset from UTC is told in seconds for a wall time, as a VTIMEZONE does. */
export function offsetZone(name: string, offsetAt: (wall: WallTime) => number): Zone {
  const instantOf = (wall: WallTime): number => asUtc(wall) - offsetAt(wall) * 1000;
  return {
    name,
    instantOf,
    dateOf: (instant) => {
      // An offset is known for wall times only; one guess corrected once is exact but for the hour of a change.
      const guess = offsetAt(wallOf(instant)) * 1000;
      return dateOfWall(wallOf(instant + offsetAt(wallOf(instant + guess)) * 1000));
    },
  };
}

/** The wall time of a moment in UTC. */
export function wallOf(instant: number): WallTime {
  const { year, month, day, hour, minute, second } = DateTime.fromMillis(instant, { zone: 'utc' });
  return { year, month, day, hour, minute, second, dateOnly: false };
}

/** A wall time taken as one of UTC, in milliseconds since 1970: for differences between wall times. */
export function asUtc({ year, month, day, hour, minute, second }: WallTime): number {
  return Date.UTC(year, month - 1, day, hour, minute, second);
}

function pad(value: number, length: number): string {
  return String(value).padStart(length, '0');
}
