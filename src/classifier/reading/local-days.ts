// Days where the report was made, by its offset from UTC.

/** When and where the text was written. */
export interface Now {
  /** Milliseconds since 1970, UTC. */
  readonly at: number;
  /** Minutes east of UTC. */
  readonly utcOffset: number;
}

export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

/** Midnight of the day at a place, in milliseconds as if its clock showed UTC. */
export function startOfDay(now: Now): number {
  const local = now.at + now.utcOffset * MINUTE;
  return local - (((local % DAY) + DAY) % DAY);
}

/** 0 is Sunday; day 0 of 1970 was a Thursday. */
export function weekdayOf(localMidnight: number): number {
  return (((Math.floor(localMidnight / DAY) + 4) % 7) + 7) % 7;
}
