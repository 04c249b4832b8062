// Rules of repetition. ical.js counts in wall-clock time, and runs for ever on rules that can never be met, so
// only the parts that a rota needs are let through.

import ICAL from 'ical.js';
import type { FileTime } from './calendar.js';
import { dateOfWall, readWallTime, type WallTime } from './wall-time.js';

const partsOfARota: ReadonlySet<string> = new Set([
  'FREQ',
  'INTERVAL',
  'COUNT',
  'UNTIL',
  'WKST',
  'BYDAY',
  'BYMONTH',
  'BYMONTHDAY',
  'BYSETPOS',
]);
const frequencies: ReadonlySet<string> = new Set(['DAILY', 'WEEKLY', 'MONTHLY', 'YEARLY']);
const longestMonth = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
const mostOccurrences = 20_000;

/** What speaks against a rule, as a sentence; null when it can be used. */
export function ruleProblem(rule: string): string | null {
  const parts = partsOf(rule);
  const odd = [...parts.keys()].find((name) => !partsOfARota.has(name));
  const freq = parts.get('FREQ')?.[0] ?? '';
  if (odd !== undefined || !frequencies.has(freq)) {
    return `its rule "${rule.slice(0, 80)}" is none of a rota, expected one by day, week, month or year`;
  }
  const days = (parts.get('BYMONTHDAY') ?? []).map(Number);
  const months = (parts.get('BYMONTH') ?? ['1']).map(Number);
  const met =
    days.length === 0 ||
    months.some((month) => days.some((day) => Math.abs(day) <= (longestMonth[month - 1] ?? 0)));
  const nth = (parts.get('BYDAY') ?? []).map((day) => Math.abs(Number.parseInt(day, 10) || 0));
  const places = (parts.get('BYSETPOS') ?? []).map((place) => Math.abs(Number(place)));
  const tooFar = Math.max(0, ...nth) > (freq === 'YEARLY' && !parts.has('BYMONTH') ? 52 : 4);
  const oddPlaces = places.length > 0 && (freq !== 'MONTHLY' || days.length > 0 || Math.max(...places) > 4);
  if (met && !oddPlaces && (!tooFar || nth.every((n) => n <= 5))) return null;
  return `its rule "${rule.slice(0, 80)}" names days that no month has`;
}

/**
 * Wall times of an event's repetitions from its start on, in order, as far as `until` (milliseconds, UTC). A bare
 * date as the rule's UNTIL includes that day, as Google means it.
 */
export function repetitions(start: FileTime, rule: string, until: number): readonly WallTime[] {
  const recur = ICAL.Recur.fromString(rule.replace(/;?UNTIL=[^;]*/i, ''));
  const goesOn = endOf(rule, start);
  const iterator = recur.iterator(
    ICAL.Time.fromData({ ...start.wall, isDate: start.wall.dateOnly }, ICAL.Timezone.localTimezone),
  );
  const found: WallTime[] = [];
  for (let count = 0; count < mostOccurrences; count++) {
    const next = iterator.next() as ICAL.Time | null;
    if (next === null) return found;
    const { year, month, day, hour, minute, second } = next;
    const wall = { ...start.wall, year, month, day, hour, minute, second };
    const instant = start.zone.instantOf(wall);
    if (instant > until || !goesOn(wall, instant)) return found;
    found.push(wall);
  }
  return found;
}

/** UNTIL compared by us: ical.js would compare wall times of different zones. */
function endOf(rule: string, start: FileTime): (wall: WallTime, instant: number) => boolean {
  const value = partsOf(rule).get('UNTIL')?.[0];
  const read = readWallTime(value === undefined ? null : asJcal(value));
  if (read === null) return () => true;
  if (read.wall.dateOnly || start.wall.dateOnly) {
    const last = dateOfWall(read.wall);
    return (wall) => dateOfWall(wall) <= last;
  }
  const last = read.utc ? Date.UTC(...numbers(read.wall)) : start.zone.instantOf(read.wall);
  return (_, instant) => instant <= last;
}

function numbers(wall: WallTime): [number, number, number, number, number, number] {
  return [wall.year, wall.month - 1, wall.day, wall.hour, wall.minute, wall.second];
}

/** "20261224T110000Z" as jCal writes it. */
function asJcal(value: string): string {
  return value.replace(
    /^(\d{4})-?(\d{2})-?(\d{2})(?:T(\d{2}):?(\d{2}):?(\d{2})(Z?))?$/,
    (_, year, month, day, hour, minute, second, zulu) =>
      hour === undefined
        ? `${year}-${month}-${day}`
        : `${year}-${month}-${day}T${hour}:${minute}:${second}${zulu}`,
  );
}

function partsOf(rule: string): ReadonlyMap<string, readonly string[]> {
  return new Map(
    rule.split(';').map((part) => {
      const [name = '', value = ''] = part.split('=');
      return [name.toUpperCase(), value.toUpperCase().split(',')];
    }),
  );
}
