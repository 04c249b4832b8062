import type { Directory } from '../../router/index.js';
import type { Rotation, Shift } from '../calendar/shifts.js';
import { pairByTurns } from './local-rota.js';

const hour = 60 * 60 * 1000;

/** The shifts of the rota without a calendar, between two moments; they change on the hour. */
export function localRotation(directory: Directory, from: number, to: number): Rotation {
  const open = new Map<string, Shift>();
  const done: Shift[] = [];
  for (let time = Math.floor(from / hour) * hour; time < to; time += hour) {
    const pair = pairByTurns(directory, time);
    for (const [person, shift] of open) {
      if (pair.includes(person)) continue;
      done.push(shift);
      open.delete(person);
    }
    for (const person of pair) {
      open.set(person, { person, from: open.get(person)?.from ?? time, to: time + hour });
    }
  }
  return { shifts: [...done, ...open.values()].sort((a, b) => a.from - b.from), nobodyKnown: [] };
}
