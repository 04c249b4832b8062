// Who answers for what: rules/directory.yaml as the router uses it.

import { fallbackArea } from '../classifier/index.js';
import { localTime, type Offsets } from './local-time.js';
import type { Area, Person, PersonId } from './types.js';

/** Areas and people, by name and id. */
export interface Directory {
  readonly areas: readonly Area[];
  readonly people: readonly Person[];
  /** Named sets of people that permissions in policy.yaml may refer to. */
  readonly groups: Readonly<Record<string, readonly PersonId[]>>;
}

/** The person of an id; null when the directory does not know them. */
export function personOf(id: PersonId, directory: Directory): Person | null {
  return directory.people.find((person) => person.id === id) ?? null;
}

/** The area of that name; without one, or with an unknown one, the area `other`; null when that is missing too. */
export function areaOf(name: string | null, directory: Directory): Area | null {
  const named = (wanted: string | null) => directory.areas.find((area) => area.name === wanted);
  return named(name) ?? named(fallbackArea) ?? null;
}

/** True for people of the directory who have not left. */
export function isHere(id: PersonId, directory: Directory): boolean {
  const person = personOf(id, directory);
  return person !== null && person.left !== true;
}

/**
 * Who speaks for an area's backlog now: the PM, else the stand-in, else the PM's manager; null when all are gone.
 * `away` names people who are absent today.
 */
export function pmFor(
  name: string | null,
  directory: Directory,
  away: readonly PersonId[] = [],
): PersonId | null {
  const area = areaOf(name, directory);
  if (area === null) return null;
  return firstHere([area.pm, area.standIn, managerOf(area.pm, directory)], directory, away);
}

/** People of the directory who are absent on the day of a moment (milliseconds), by the clocks of a zone. */
export function awayAt(directory: Directory, time: number, offsets: Offsets): readonly PersonId[] {
  const day = localTime(time, offsets).date;
  return directory.people
    .filter(({ away }) => away?.some(({ from, to }) => from <= day && day <= to))
    .map(({ id }) => id);
}

/** Who speaks for an area's backlog at a moment; the stand-in for a PM who is absent that day. */
export function pmAt(
  name: string | null,
  directory: Directory,
  time: number,
  offsets: Offsets,
): PersonId | null {
  return pmFor(name, directory, awayAt(directory, time, offsets));
}

/** Who is asked when whoever speaks for the backlog does not answer. */
export function standInAt(
  name: string | null,
  directory: Directory,
  time: number,
  offsets: Offsets,
): PersonId | null {
  const away = awayAt(directory, time, offsets);
  const pm = pmFor(name, directory, away);
  return pm === null ? null : pmFor(name, directory, [...away, pm]);
}

/** Who knows an area's systems at a moment, besides those who are asked already. */
export function pointPersonAt(
  name: string | null,
  directory: Directory,
  time: number,
  offsets: Offsets,
  besides: readonly PersonId[] = [],
): PersonId | null {
  return pointPersonFor(name, directory, [...awayAt(directory, time, offsets), ...besides]);
}

/** Who knows an area's systems: the point person, else their manager; null when both are gone. */
export function pointPersonFor(
  name: string | null,
  directory: Directory,
  away: readonly PersonId[] = [],
): PersonId | null {
  const area = areaOf(name, directory);
  if (area === null) return null;
  return firstHere([area.pointPerson, managerOf(area.pointPerson, directory)], directory, away);
}

/**
 * Those of a rota who are here. The manager takes the shift of one who left (the process, Special cases). Whoever is
 * away has left it to the other of the two; their managers are asked only where nobody else is there.
 */
export function coverOnCall(
  rota: readonly PersonId[],
  directory: Directory,
  away: readonly PersonId[] = [],
): readonly PersonId[] {
  const covered = rota
    .map((id) => (personOf(id, directory)?.left === true ? managerOf(id, directory) : id))
    .filter((id) => id !== null);
  const here = covered.filter((id) => !away.includes(id));
  if (here.length > 0) return [...new Set(here)];
  const managers = covered.map((id) => managerOf(id, directory)).filter((id) => id !== null);
  return [...new Set(managers)].filter((id) => !away.includes(id));
}

/** Those of a rota who can be called at a moment. */
export function onCallAt(
  rota: readonly PersonId[],
  directory: Directory,
  time: number,
  offsets: Offsets,
): readonly PersonId[] {
  return coverOnCall(rota, directory, awayAt(directory, time, offsets));
}

function firstHere(
  candidates: readonly (PersonId | null)[],
  directory: Directory,
  away: readonly PersonId[],
): PersonId | null {
  return candidates.find((id) => id !== null && isHere(id, directory) && !away.includes(id)) ?? null;
}

function managerOf(id: PersonId, directory: Directory): PersonId | null {
  const manager = personOf(id, directory)?.manager;
  return manager !== undefined && isHere(manager, directory) ? manager : null;
}
