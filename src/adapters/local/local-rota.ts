import type { Rota } from '../../desk/ports.js';
import { type Directory, isHere, type PersonId } from '../../router/index.js';

const hour = 60 * 60 * 1000;
const day = 24 * hour;
/** Monday 2024-01-01 11:00 in New York: the hand-over of the shipped example rota. */
const firstShift = Date.UTC(2024, 0, 1, 16);

/** An on-call rota without a calendar: the directory's point people take turns. */
export function localRota(directory: Directory): Rota {
  return { at: async (time) => pairByTurns(directory, time) };
}

/**
 * The pair at a time (milliseconds since 1970, UTC): a week each, staggered so that one of the two stays when the
 * other changes (support-process.md, Process Overview). From Christmas Eve to New Year's Day two others every two days
 * (support-process.md, Holidays).
 */
export function pairByTurns(directory: Directory, time: number): readonly PersonId[] {
  const people = [...new Set(directory.areas.map((area) => area.pointPerson))].filter((id) =>
    isHere(id, directory),
  );
  const first = turnAt(time);
  return [...new Set([turn(people, first), turn(people, first + 1)])].filter((id) => id !== undefined);
}

/** The number of the turn that begins the pair. */
function turnAt(time: number): number {
  const eve = Date.UTC(new Date(time - 16 * hour).getUTCFullYear(), 11, 24, 16);
  const days = Math.floor((time - eve) / day);
  const isChristmas = days >= 0 && days < 8;
  if (!isChristmas) return weekly(time);
  // After those whose week it was before, so that nobody has two shifts in a row where there are people enough.
  return weekly(eve - 1) + 2 + 2 * Math.floor(days / 2);
}

function weekly(time: number): number {
  return Math.floor((time - firstShift) / (7 * day));
}

function turn(people: readonly PersonId[], shift: number): PersonId | undefined {
  return people[((shift % people.length) + people.length) % people.length];
}
