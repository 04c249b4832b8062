// How the two on call share the off hours (the process: "we suggest either doing every other day or first half/second
// half"). A split holds for the pair that chose it, and for nobody else.

import { DateTime } from 'luxon';
import { hoursAt } from './hours.js';
import type { Policy } from './policy.js';
import type { PersonId } from './types.js';

export const SPLIT_KINDS = ['days', 'halves'] as const;

/** `days`: every other day; `halves`: the first and the second half of the time the two share. */
export type SplitKind = (typeof SPLIT_KINDS)[number];

/** What a pair has agreed on. */
export interface Split {
  readonly kind: SplitKind;
  /** Who begins, and who follows. */
  readonly pair: readonly [PersonId, PersonId];
  /** The time the two share, in milliseconds since 1970, UTC. */
  readonly from: number;
  readonly until: number;
}

/** Who of the pair has the off hours at a moment; null in working hours, or when the rota names others by now. */
export function dutyAt(
  split: Split,
  people: readonly PersonId[],
  time: number,
  policy: Policy,
): PersonId | null {
  if (hoursAt(time, policy) === 'working' || !isFor(split, people)) return null;
  return turnAt(split, time, policy);
}

/** When the off hours next pass from one to the other, in milliseconds; null when they do not any more. */
export function dutyUntil(split: Split, time: number, policy: Policy): number | null {
  const now = turnAt(split, time, policy);
  let day = dayOfDuty(time, policy);
  for (let days = 0; days < 60; days += 1) {
    day = day.plus({ days: 1 });
    const start = day.plus({ minutes: startOfDay(policy) }).toMillis();
    if (start >= split.until) return null;
    if (turnAt(split, start, policy) !== now) return start;
  }
  return null;
}

/** True when the rota names just the two who agreed on it. */
export function isFor({ pair }: Split, people: readonly PersonId[]): boolean {
  return people.length === 2 && pair.every((person) => people.includes(person));
}

function turnAt({ kind, pair, from, until }: Split, time: number, policy: Policy): PersonId {
  const [first, second] = pair;
  const day = dayOfDuty(time, policy);
  const passed = (since: number) => Math.round(day.diff(dayOfDuty(since, policy), 'days').days);
  if (kind === 'days') return Math.abs(passed(from)) % 2 === 0 ? first : second;
  return passed((from + until) / 2) < 0 ? first : second;
}

/** A night belongs to the day before it: a day of duty begins when work begins. */
function dayOfDuty(time: number, policy: Policy): DateTime {
  return DateTime.fromMillis(time, { zone: policy.zone })
    .minus({ minutes: startOfDay(policy) })
    .startOf('day');
}

function startOfDay({ places }: Policy): number {
  return Math.min(...places.map(({ from }) => from));
}
