import { DateTime } from 'luxon';
import type { Period } from './period.js';

/** A calendar week of a zone: "2026-W11" and when it lasts. */
export interface Week extends Period {
  readonly name: string;
}

/** The weeks that a period touches, oldest first. */
export function weeksOf({ from, to }: Period, zone: string): readonly Week[] {
  const weeks: Week[] = [];
  for (let start = DateTime.fromMillis(from, { zone }).startOf('week'); start.toMillis() < to; ) {
    const next = start.plus({ weeks: 1 });
    weeks.push({ name: start.toFormat("kkkk-'W'WW"), from: start.toMillis(), to: next.toMillis() });
    start = next;
  }
  return weeks;
}

/** The calendar week in which a moment lies. */
export function weekAt(at: number, zone: string): Week {
  const start = DateTime.fromMillis(at, { zone }).startOf('week');
  return {
    name: start.toFormat("kkkk-'W'WW"),
    from: start.toMillis(),
    to: start.plus({ weeks: 1 }).toMillis(),
  };
}

/** The hour of the day, 0 to 23, that the clocks of a zone show. */
export function hourIn(at: number, zone: string): number {
  return DateTime.fromMillis(at, { zone }).hour;
}
