// Working hours by rules/policy.yaml. Public holidays count as weekends (the process, Holidays).

import { DateTime } from 'luxon';
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
  const local = DateTime.fromMillis(time, { zone: policy.zone, locale: 'en-GB' });
  return `${local.toFormat("cccc d LLLL 'at' HH:mm")} (${zoneName(policy)} time)`;
}

/** Like `sayTime`, without the day when both moments lie on the same one: "18:00 (New York time)". */
export function sayTimeFrom(now: number, time: number, policy: Policy): string {
  const options = { zone: policy.zone, locale: 'en-GB' };
  const local = DateTime.fromMillis(time, options);
  if (!local.hasSame(DateTime.fromMillis(now, options), 'day')) return sayTime(time, policy);
  return `${local.toFormat('HH:mm')} (${zoneName(policy)} time)`;
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
  const local = DateTime.fromMillis(time, { zone: place.zone });
  const minute = local.hour * 60 + local.minute;
  return isWorkday(local, place) && minute >= place.from && minute < place.to;
}

function isHoliday(time: number, place: Place): boolean {
  const local = DateTime.fromMillis(time, { zone: place.zone });
  return place.days.includes(local.weekday) && place.holidays.includes(local.toFormat('yyyy-MM-dd'));
}

function isWorkday(local: DateTime, place: Place): boolean {
  return place.days.includes(local.weekday) && !place.holidays.includes(local.toFormat('yyyy-MM-dd'));
}

/** Looks a year ahead; a place that never works within it gives infinity. */
function nextStart(time: number, place: Place): number {
  const today = DateTime.fromMillis(time, { zone: place.zone }).startOf('day');
  for (let days = 0; days <= 366; days += 1) {
    const day = today.plus({ days });
    const start = day.set({ hour: Math.floor(place.from / 60), minute: place.from % 60 }).toMillis();
    if (start > time && isWorkday(day, place)) return start;
  }
  return Number.POSITIVE_INFINITY;
}
