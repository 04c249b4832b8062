// What an iCalendar file says, in our words: events with their rules, not yet unfolded in time.

import type { WallTime, Zone } from './wall-time.js';

/** A moment as the file gives it; `zone` is null for a floating time, which the calendar's own zone settles. */
export interface FileTime {
  readonly wall: WallTime;
  readonly zone: Zone;
}

/** One VEVENT that can be used. */
export interface CalendarEvent {
  readonly uid: string;
  readonly summary: string;
  /** E-mail addresses of those invited who have not declined, lower case. */
  readonly attendees: readonly string[];
  readonly start: FileTime;
  /**
   * How long it lasts, in milliseconds: `nominal` by the clock on the wall, and `exact` on top of it. A shift from
   * Monday 11:00 to Monday 11:00 is nominal: it ends at 11:00 in the week of a clock change too.
   */
  readonly length: { readonly nominal: number; readonly exact: number };
  /** The value of RRULE, in iCalendar's own words; null for an event that happens once. */
  readonly rule: string | null;
  /** Further times at which it happens. */
  readonly also: readonly FileTime[];
  readonly except: readonly FileTime[];
  /** Which occurrence of the event with the same uid it replaces; null for a master. */
  readonly replaces: FileTime | null;
  readonly cancelled: boolean;
  readonly sequence: number;
}

/** A calendar that could be read. */
export interface Calendar {
  readonly events: readonly CalendarEvent[];
  /** Events that could not be used, one sentence each: for people who mend the calendar. */
  readonly problems: readonly string[];
}

/** The text is no calendar, or one without events: never to be taken for an empty rota. */
export class CalendarError extends Error {
  override readonly name = 'CalendarError';
}
