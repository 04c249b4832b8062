// What the clocks of a zone show. When they change is worked out as a policy is read, like its holidays: a start that
// decides one report must not wake Intl, which takes longer than deciding.

/**
 * The clocks of a zone: minutes east of UTC, each from a moment on (milliseconds since 1970, UTC), for 2015 to 2050; the
 * first and the last count for all time before and after.
 */
export type Offsets = readonly (readonly [from: number, minutes: number])[];

/** A moment as people of a zone see it. */
export interface LocalTime {
  /** YYYY-MM-DD. */
  readonly date: string;
  /** Days since 1 January 1970. */
  readonly day: number;
  /** 1 for Monday to 7 for Sunday. */
  readonly weekday: number;
  /** After midnight. */
  readonly minute: number;
}

/** What the clocks of a zone show at a moment. */
export function localTime(time: number, offsets: Offsets): LocalTime {
  const local = time + offsetAt(time, offsets) * MINUTE;
  const day = Math.floor(local / DAY);
  return { ...localDay(day), minute: Math.floor((local - day * DAY) / MINUTE) };
}

/** A day of the calendar. */
export function localDay(day: number): Omit<LocalTime, 'minute'> {
  const weekday = ((((day + 3) % 7) + 7) % 7) + 1;
  return { date: new Date(day * DAY).toISOString().slice(0, 10), day, weekday };
}

/** The moment at which the clocks of a zone show a minute of a day; where they skip it, as if they had not gone forward yet. */
export function momentOf(day: number, minute: number, offsets: Offsets): number {
  const local = day * DAY + minute * MINUTE;
  const guess = local - offsetAt(local, offsets) * MINUTE;
  const moment = local - offsetAt(guess, offsets) * MINUTE;
  return localTime(moment, offsets).minute === minute ? moment : guess;
}

/** Minutes east of UTC in a zone at a moment. */
export function offsetAt(time: number, offsets: Offsets): number {
  let low = 0;
  let high = offsets.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((offsets[middle]?.[0] ?? 0) <= time) low = middle;
    else high = middle - 1;
  }
  return offsets[low]?.[1] ?? 0;
}

const MINUTE = 60_000;
const DAY = 86_400_000;
