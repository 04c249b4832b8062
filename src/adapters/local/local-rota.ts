import type { Rota } from '../../desk/ports.js';
import type { PersonId } from '../../router/index.js';

const week = 7 * 24 * 60 * 60 * 1000;
/** Monday 2024-01-01 11:00 in New York: the hand-over of the shipped example rota. */
const firstShift = Date.UTC(2024, 0, 1, 16);

/**
 * An on-call rota without a calendar: the given people in turn, two at a time, a week each, staggered so that one
 * of the pair stays when the other changes (support-process.md, Process Overview).
 */
export function localRota(people: readonly PersonId[]): Rota {
  return {
    async at(time) {
      if (people.length < 2) return people;
      const shift = Math.floor((time - firstShift) / week);
      return [turn(people, shift), turn(people, shift + 1)];
    },
  };
}

function turn(people: readonly PersonId[], shift: number): PersonId {
  const at = ((shift % people.length) + people.length) % people.length;
  return people[at] ?? '';
}
