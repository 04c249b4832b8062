// Events unfolded in time: repetitions, moved and cancelled ones, days and clock changes.

import type { Calendar, CalendarEvent, FileTime } from './calendar.js';
import { repetitions } from './recurrence.js';
import { asUtc, dateOfWall, type WallTime, wallOf } from './wall-time.js';

/** One event at one time; times in milliseconds since 1970, UTC, the end not included. */
export interface Occurrence {
  readonly from: number;
  readonly to: number;
  readonly summary: string;
  readonly attendees: readonly string[];
}

/** All that happens between two moments, in order of time. */
export function occurrences(calendar: Calendar, from: number, to: number): readonly Occurrence[] {
  const changes = latestChanges(calendar.events);
  const masters = calendar.events.filter((event) => event.replaces === null && !event.cancelled);
  const found = masters.flatMap((event) => fromMaster(event, changes.get(event.uid) ?? [], to));
  // A feed shared as free/busy holds changes only, without what they change: they stand for themselves.
  const changed = [...changes.values()].flat().filter((event) => !event.cancelled);
  return [...found, ...changed.map((event) => occurrence(event, event.start.wall))]
    .filter((each) => each.from < to && each.to > from)
    .sort((a, b) => a.from - b.from || a.summary.localeCompare(b.summary));
}

/** Of several changes of one occurrence the one with the highest sequence counts, wherever it stands. */
function latestChanges(events: readonly CalendarEvent[]): ReadonlyMap<string, readonly CalendarEvent[]> {
  const latest = new Map<string, CalendarEvent>();
  for (const event of events) {
    if (event.replaces === null) continue;
    const key = JSON.stringify([event.uid, placeOf(event.replaces)]);
    const known = latest.get(key);
    if (known === undefined || event.sequence >= known.sequence) latest.set(key, event);
  }
  const byUid = new Map<string, CalendarEvent[]>();
  for (const event of latest.values()) byUid.set(event.uid, [...(byUid.get(event.uid) ?? []), event]);
  return byUid;
}

function placeOf({ wall, zone }: FileTime): string | number {
  return wall.dateOnly ? dateOfWall(wall) : zone.instantOf(wall);
}

function fromMaster(
  event: CalendarEvent,
  changes: readonly CalendarEvent[],
  to: number,
): readonly Occurrence[] {
  const own = event.rule === null ? [event.start.wall] : repetitions(event.start, event.rule, to);
  const also = event.also.map((time) => inZoneOf(event, time));
  const gone = [...event.except, ...changes.flatMap(({ replaces }) => replaces ?? [])];
  const seen = new Set<number>();
  return [...own, ...also]
    .filter((wall) => !gone.some((time) => isAt(event, wall, time)))
    .map((wall) => occurrence(event, wall))
    .filter((each) => !seen.has(each.from) && seen.add(each.from));
}

/** A further date of an event, as a wall time of the event's own zone. */
function inZoneOf(event: CalendarEvent, { wall, zone }: FileTime): WallTime {
  if (event.start.wall.dateOnly) return { ...wall, hour: 0, minute: 0, second: 0, dateOnly: true };
  if (wall.dateOnly) return { ...event.start.wall, year: wall.year, month: wall.month, day: wall.day };
  const instant = zone.instantOf(wall);
  const guess = wallOf(instant);
  const shift = asUtc(guess) - event.start.zone.instantOf(guess);
  return wallOf(instant + shift);
}

/** Is an occurrence the one that an exception names? By the day where one of the two is a day, else by the moment. */
function isAt(event: CalendarEvent, wall: WallTime, time: FileTime): boolean {
  if (wall.dateOnly || time.wall.dateOnly) return dateOfWall(wall) === dateOfWall(time.wall);
  return event.start.zone.instantOf(wall) === time.zone.instantOf(time.wall);
}

function occurrence(event: CalendarEvent, wall: WallTime): Occurrence {
  const { zone } = event.start;
  const to = zone.instantOf(wallOf(asUtc(wall) + event.length.nominal)) + event.length.exact;
  return { from: zone.instantOf(wall), to, summary: event.summary, attendees: event.attendees };
}
