import type { Rota } from '../../desk/ports.js';
import { type Directory, isHere, type PersonId } from '../../router/index.js';

const week = 7 * 24 * 60 * 60 * 1000;
/** Monday 2024-01-01 11:00 in New York: the hand-over of the shipped example rota. */
const firstShift = Date.UTC(2024, 0, 1, 16);

/** An on-call rota without a calendar: the directory's point people take turns. */
export function localRota(directory: Directory): Rota {
  return { at: async (time) => pairByTurns(directory, time) };
}

/**
 * The pair at a time (milliseconds since 1970, UTC): a week each, staggered so that one of the two stays when the
 * other changes (support-process.md, Process Overview).
 */
export function pairByTurns(directory: Directory, time: number): readonly PersonId[] {
  const people = [...new Set(directory.areas.map((area) => area.pointPerson))].filter((id) =>
    isHere(id, directory),
  );
  const shift = Math.floor((time - firstShift) / week);
  return [...new Set([turn(people, shift), turn(people, shift + 1)])].filter((id) => id !== undefined);
}

function turn(people: readonly PersonId[], shift: number): PersonId | undefined {
  return people[((shift % people.length) + people.length) % people.length];
}
