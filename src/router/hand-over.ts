// When one shift hands over to the next, once a week after stand-up (the process, Handing-off to a new shift). Pure.

import { DateTime } from 'luxon';
import type { Place, Policy } from './policy.js';

/** The latest hand-over up to a moment, in milliseconds, UTC; one that falls on a day off is on the next day of work. */
export function lastHandOver(now: number, { handOver, zone, places }: Policy): number {
  const monday = DateTime.fromMillis(now, { zone }).startOf('week');
  const moments = [1, 0, -1, -2].map((weeks) => {
    const day = monday.plus({ weeks, days: handOver.day - 1 });
    const open = [0, 1, 2, 3, 4, 5, 6]
      .map((days) => day.plus({ days }))
      .find((each) => isWorked(each, places));
    return (open ?? day)
      .set({ hour: Math.floor(handOver.minute / 60), minute: handOver.minute % 60 })
      .toMillis();
  });
  return moments.find((moment) => moment <= now) ?? now;
}

/** How a past shift is named on the board: "2–9 March 2026". Times in milliseconds, UTC. */
export function shiftDates(from: number, to: number, { zone }: Pick<Policy, 'zone'>): string {
  const first = DateTime.fromMillis(from, { zone, locale: 'en-GB' });
  const last = DateTime.fromMillis(to, { zone, locale: 'en-GB' });
  const year = first.year === last.year ? '' : ' yyyy';
  const month = year === '' && first.month === last.month ? '' : ' LLLL';
  return `${first.toFormat(`d${month}${year}`)}–${last.toFormat('d LLLL yyyy')}`;
}

function isWorked(day: DateTime, places: readonly Place[]): boolean {
  return places.some(
    ({ days, holidays }) => days.includes(day.weekday) && !holidays.includes(day.toFormat('yyyy-MM-dd')),
  );
}
