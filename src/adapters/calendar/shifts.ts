import type { Directory, PersonId } from '../../router/index.js';
import type { Occurrence } from './occurrences.js';
import { whoIsMeant } from './who.js';

/** Somebody's time on call, in milliseconds since 1970, UTC; the end is not included. */
export interface Shift {
  readonly person: PersonId;
  readonly from: number;
  readonly to: number;
}

/** What a calendar says of a span of time. */
export interface Rotation {
  /** In order of their start. */
  readonly shifts: readonly Shift[];
  /** Events that name nobody whom the directory knows. */
  readonly nobodyKnown: readonly Pick<Occurrence, 'from' | 'to' | 'summary'>[];
}

/** Shifts from events; those whose title contains one of `ignore` (in any case) are no shifts. */
export function rotationOf(
  events: readonly Occurrence[],
  directory: Directory,
  ignore: readonly string[],
): Rotation {
  const who = whoIsMeant(directory);
  const unwanted = ignore.map((words) => words.toLowerCase());
  const wanted = events.filter(
    ({ summary }) => !unwanted.some((words) => summary.toLowerCase().includes(words)),
  );
  const read = wanted.map((event) => ({ event, people: who(event) }));
  return {
    shifts: read.flatMap(({ event: { from, to }, people }) => people.map((person) => ({ person, from, to }))),
    nobodyKnown: read.filter(({ people }) => people.length === 0).map(({ event }) => event),
  };
}

/** People on call at a moment, those whose shift began first in front. */
export function peopleAt(shifts: readonly Shift[], time: number): readonly PersonId[] {
  const now = shifts.filter(({ from, to }) => from <= time && time < to);
  return [...new Set(now.sort((a, b) => a.from - b.from).map(({ person }) => person))];
}
