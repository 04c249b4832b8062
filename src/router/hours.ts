// Working hours by rules/policy.yaml. Public holidays count as weekends (the process, Holidays).

import { type LocalTime, localDay, localTime, momentOf } from './local-time.js';
import type { Place, Policy } from './policy.js';
import type { Hours } from './types.js';

/** How a moment (milliseconds since 1970, UTC) counts; `holiday` only where it would be a day of work otherwise. */
export function hoursAt(time: number, policy: Policy): Hours {
  if (policy.places.some((place) => works(time, place))) return 'working';
  return policy.places.some((place) => isHoliday(time, place)) ? 'holiday' : 'off';
}

/** The moment itself when it is working time, else the next one at which work begins, in milliseconds, UTC. */
export function nextWorkingStart(time: number, policy: Policy): number {
  if (hoursAt(time, policy) === 'working') return time;
  return Math.min(...policy.places.map((place) => nextStart(time, place)));
}

/** The last quarter of an hour of work before a moment that is none, not before `from`; null when there is none. */
export function lastWorkBefore(time: number, from: number, policy: Policy): number | null {
  const last = quarters(time, -1, policy, (hours) => hours === 'working');
  return last === null || last < from ? null : last;
}

/** A moment as people of the policy's zone read it: "Monday 9 March at 09:00 (New York time)". */
export function sayTime(time: number, policy: Policy): string {
  const { date, weekday, minute } = localTime(time, policy.offsets);
  const [, month, day] = date.split('-').map(Number);
  return `${WEEKDAYS[weekday - 1]} ${day} ${MONTHS[(month ?? 1) - 1]} at ${clock(minute)} (${zoneName(policy)} time)`;
}

/** Like `sayTime`, without the day when both moments lie on the same one: "18:00 (New York time)". */
export function sayTimeFrom(now: number, time: number, policy: Policy): string {
  const local = localTime(time, policy.offsets);
  if (local.day !== localTime(now, policy.offsets).day) return sayTime(time, policy);
  return `${clock(local.minute)} (${zoneName(policy)} time)`;
}

const WEEKDAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];
const MONTHS = 'January February March April May June July August September October November December'.split(
  ' ',
);

function clock(minute: number): string {
  const two = (part: number) => String(part).padStart(2, '0');
  return `${two(Math.floor(minute / 60))}:${two(minute % 60)}`;
}

const quarter = 900_000;

/** Looks for a moment of some kind, in steps of a quarter of an hour, for ten days. */
function quarters(
  time: number,
  direction: 1 | -1,
  policy: Policy,
  wanted: (hours: Hours) => boolean,
): number | null {
  if (wanted(hoursAt(time, policy))) return time;
  const start = direction === 1 ? Math.floor(time / quarter) : Math.ceil(time / quarter);
  for (let step = 1; step <= 960; step += 1) {
    const moment = (start + direction * step) * quarter;
    if (wanted(hoursAt(moment, policy))) return moment;
  }
  return null;
}

function zoneName(policy: Policy): string {
  return (policy.zone.split('/').at(-1) ?? policy.zone).replaceAll('_', ' ');
}

function works(time: number, place: Place): boolean {
  const local = localTime(time, place.offsets);
  return isWorkday(local, place) && local.minute >= place.from && local.minute < place.to;
}

function isHoliday(time: number, place: Place): boolean {
  const { weekday, date } = localTime(time, place.offsets);
  return place.days.includes(weekday) && place.holidays.includes(date);
}

function isWorkday({ weekday, date }: Pick<LocalTime, 'weekday' | 'date'>, place: Place): boolean {
  return place.days.includes(weekday) && !place.holidays.includes(date);
}

/** Looks a year ahead; a place that never works within it gives infinity. */
function nextStart(time: number, place: Place): number {
  const today = localTime(time, place.offsets).day;
  for (let day = today; day <= today + 366; day += 1) {
    const start = momentOf(day, place.from, place.offsets);
    if (start > time && isWorkday(localDay(day), place)) return start;
  }
  return Number.POSITIVE_INFINITY;
}
