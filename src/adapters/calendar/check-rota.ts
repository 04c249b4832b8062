// What is wrong with a rota by the process: two engineers at any time, planned a month ahead, people who are here,
// and shifts of two days between Christmas and New Year (support-process.md, Process Overview and Special cases).

import { DateTime } from 'luxon';
import { coverOnCall, type Directory, type PersonId, personOf } from '../../router/index.js';
import type { Rotation, Shift } from './shifts.js';

export const ROTA_PROBLEMS = [
  'gap',
  'one-person',
  'unknown',
  'left',
  'away',
  'not-planned',
  'long-shift',
  'unreadable',
  'shared-name',
] as const;

/** One thing to mend, from when to when (milliseconds since 1970, UTC), in one sentence for people. */
export interface RotaProblem {
  readonly kind: (typeof ROTA_PROBLEMS)[number];
  readonly from: number;
  readonly to: number;
  readonly text: string;
}

/** How far ahead the rota is looked at, in days: the month of the process, and the next one for what is planned. */
export const LOOK_AHEAD_DAYS = 62;
const twoDays = 2 * 24 * 60 * 60 * 1000;

/** Every problem from `now` on, in order of time; times are written in `zone` (IANA). */
export function checkRota(
  rotation: Rotation,
  directory: Directory,
  now: number,
  zone: string,
): readonly RotaProblem[] {
  const say = sayIn(zone);
  const horizon = DateTime.fromMillis(now, { zone }).plus({ days: LOOK_AHEAD_DAYS }).toMillis();
  const ahead = rotation.shifts.filter(({ to, from }) => to > now && from < horizon);
  return [
    ...thinPlaces(ahead, directory, now, horizon, say),
    ...notPlanned(rotation.shifts, now, zone, say),
    ...unknownPeople(rotation, now, say),
    ...peopleWhoLeft(ahead, directory, say),
    ...peopleAway(ahead, directory, now, zone, say),
    ...longShifts(ahead, directory, now, zone, say),
  ].sort((a, b) => a.from - b.from || a.kind.localeCompare(b.kind));
}

type Say = (time: number) => string;

function sayIn(zone: string): Say {
  return (time) => DateTime.fromMillis(time, { zone, locale: 'en-GB' }).toFormat('ccc d LLL yyyy HH:mm');
}

interface Segment {
  readonly from: number;
  readonly to: number;
  readonly people: readonly PersonId[];
}

/** Gaps and lonely shifts, as far as anything is planned; what comes after is told once, by `notPlanned`. */
function thinPlaces(
  shifts: readonly Shift[],
  directory: Directory,
  now: number,
  horizon: number,
  say: Say,
): readonly RotaProblem[] {
  const end = Math.min(horizon, Math.max(now, ...shifts.map(({ to }) => to)));
  return segments(shifts, directory, now, end).flatMap(({ from, to, people }): readonly RotaProblem[] => {
    const when = `${say(from)} to ${say(to)}`;
    const [only] = people;
    if (only === undefined)
      return [{ kind: 'gap', from, to, text: `${when}: nobody is on call; two people are expected.` }];
    if (people.length > 1) return [];
    const text = `${when}: only ${nameIn(directory, only)} is on call; two people are expected.`;
    return [{ kind: 'one-person', from, to, text }];
  });
}

function segments(
  shifts: readonly Shift[],
  directory: Directory,
  from: number,
  to: number,
): readonly Segment[] {
  const edges = shifts.flatMap((shift) => [shift.from, shift.to]).filter((edge) => edge > from && edge < to);
  const times = [...new Set([from, ...edges, to])].sort((a, b) => a - b);
  const parts: Segment[] = [];
  for (const [i, start] of times.slice(0, -1).entries()) {
    const end = times[i + 1] ?? to;
    const there = shifts
      .filter((shift) => shift.from <= start && start < shift.to)
      .map(({ person }) => person);
    const people = [...coverOnCall(there, directory)].sort();
    const last = parts.at(-1);
    if (last !== undefined && last.people.join('\n') === people.join('\n'))
      parts[parts.length - 1] = { ...last, to: end };
    else parts.push({ from: start, to: end, people });
  }
  return parts;
}

function notPlanned(shifts: readonly Shift[], now: number, zone: string, say: Say): readonly RotaProblem[] {
  const wanted = DateTime.fromMillis(now, { zone }).plus({ months: 1 }).toMillis();
  const until = Math.max(now, ...shifts.map(({ to }) => to));
  if (until >= wanted) return [];
  const found = until === now ? 'nothing is planned' : `the rota is planned until ${say(until)}`;
  const text = `${found}; at least a month ahead is expected, that is until ${say(wanted)}.`;
  return [{ kind: 'not-planned', from: until, to: wanted, text }];
}

function unknownPeople(rotation: Rotation, now: number, say: Say): readonly RotaProblem[] {
  return rotation.nobodyKnown
    .filter(({ to }) => to > now)
    .map(({ from, to, summary }) => ({
      kind: 'unknown',
      from,
      to,
      text: `${say(from)} to ${say(to)}: "${summary}" names nobody whom the directory knows. Name or invite somebody by e-mail, or give them this name under addresses: calendar in directory.yaml.`,
    }));
}

function peopleWhoLeft(shifts: readonly Shift[], directory: Directory, say: Say): readonly RotaProblem[] {
  return shifts.flatMap(({ person, from, to }): readonly RotaProblem[] => {
    if (personOf(person, directory)?.left !== true) return [];
    const [manager] = coverOnCall([person], directory);
    const cure =
      manager === undefined
        ? 'and no manager is named in directory.yaml. Give the shift to somebody.'
        : `their previous manager ${nameIn(directory, manager)} covers the shift or finds somebody.`;
    const text = `${say(from)} to ${say(to)}: ${nameIn(directory, person)} has left; ${cure}`;
    return [{ kind: 'left', from, to, text }];
  });
}

/** Absences within a shift that nobody has taken over (the process: trading shifts is encouraged). */
function peopleAway(
  shifts: readonly Shift[],
  directory: Directory,
  now: number,
  zone: string,
  say: Say,
): readonly RotaProblem[] {
  return shifts.flatMap((shift) =>
    (personOf(shift.person, directory)?.away ?? []).flatMap((days): readonly RotaProblem[] => {
      const from = Math.max(now, shift.from, DateTime.fromISO(days.from, { zone }).toMillis());
      const to = Math.min(shift.to, DateTime.fromISO(days.to, { zone }).plus({ days: 1 }).toMillis());
      if (from >= to) return [];
      const text = `${say(from)} to ${say(to)}: ${nameIn(directory, shift.person)} is on call and away; trade the shift, until then only the other of the two is called.`;
      return [{ kind: 'away', from, to, text }];
    }),
  );
}

function longShifts(
  shifts: readonly Shift[],
  directory: Directory,
  now: number,
  zone: string,
  say: Say,
): readonly RotaProblem[] {
  const year = DateTime.fromMillis(now, { zone }).year;
  return [year - 1, year].flatMap((each) => {
    const christmas = DateTime.fromObject({ year: each, month: 12, day: 25 }, { zone });
    const from = christmas.toMillis();
    const to = christmas.plus({ days: 7 }).toMillis();
    return shifts
      .filter((shift) => shift.to > now && Math.min(shift.to, to) - Math.max(shift.from, from) > twoDays)
      .map(
        (shift): RotaProblem => ({
          kind: 'long-shift',
          from: shift.from,
          to: shift.to,
          text: `${say(shift.from)} to ${say(shift.to)}: ${nameIn(directory, shift.person)} is on call for more than two days between Christmas and New Year; that week is made of 2-day shifts that people volunteer for.`,
        }),
      );
  });
}

function nameIn(directory: Directory, id: PersonId): string {
  return personOf(id, directory)?.name ?? id;
}
