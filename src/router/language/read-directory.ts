import { DateTime } from 'luxon';
import { fallbackArea } from '../../classifier/index.js';
import type { Directory } from '../directory.js';
import { awayPattern, type DirectoryFile } from './directory-schema.js';
import { isWhole, type Loose, known as listed } from './loose.js';
import { nameProblems, type PathProblem } from './problem.js';

/** The directory of a valid file; areas and people in its order. */
export function readDirectory(file: DirectoryFile): Directory {
  return {
    areas: Object.entries(file.areas).map(([name, area]) => ({
      name,
      title: area.title,
      pm: area.pm,
      pointPerson: area['point-person'],
      standIn: area['stand-in'] ?? null,
      component: area.component,
      playbook: area.playbook ?? null,
    })),
    people: Object.entries(file.people).map(([id, person]) => ({
      id,
      name: person.name,
      ...(person.email !== undefined && { email: person.email }),
      ...(person.example !== undefined && { example: person.example }),
      ...(person.manager !== undefined && { manager: person.manager }),
      ...(person.left !== undefined && { left: person.left }),
      ...(person.away !== undefined && { away: person.away.map(daysOf) }),
      ...(person.addresses !== undefined && { addresses: person.addresses }),
    })),
    groups: file.groups ?? {},
  };
}

/** People and areas that are named but not defined, and areas that nobody who is still here answers for. */
export function checkDirectory(file: Loose<DirectoryFile>): readonly PathProblem[] {
  const people = file.people && Object.keys(file.people);
  const unknownPerson = (path: readonly (string | number)[], id: string | undefined) =>
    nameProblems(path, 'person', id, people);
  return [
    ...missingFallback(file),
    ...Object.entries(file.areas ?? {}).flatMap(([name, area]) => [
      ...unknownPerson(['areas', name, 'pm'], area?.pm),
      ...unknownPerson(['areas', name, 'point-person'], area?.['point-person']),
      ...unknownPerson(['areas', name, 'stand-in'], area?.['stand-in']),
      ...(isWhole<AreaEntry>(area) && isWhole<People>(file.people)
        ? unanswered(name, area, file.people)
        : []),
    ]),
    ...Object.entries(file.people ?? {}).flatMap(([id, person]) => [
      ...unknownPerson(['people', id, 'manager'], person?.manager),
      ...(person?.manager === id ? [ownManager(id)] : []),
      ...listed(person?.away).flatMap(([index, days]) => absenceProblem(days, ['people', id, 'away', index])),
    ]),
    ...Object.entries(file.groups ?? {}).flatMap(([name, ids]) =>
      listed(ids).flatMap(([index, id]) =>
        ids?.indexOf(id) === index
          ? unknownPerson(['groups', name, index], id)
          : [secondTime(id, ['groups', name, index])],
      ),
    ),
  ];
}

type People = DirectoryFile['people'];
type AreaEntry = DirectoryFile['areas'][string];

function missingFallback({ areas }: Loose<DirectoryFile>): readonly PathProblem[] {
  if (areas === undefined || Object.hasOwn(areas, fallbackArea)) return [];
  return [
    {
      path: ['areas'],
      found: `no area "${fallbackArea}"`,
      expected: `an area "${fallbackArea}" for what no other area claims`,
      cure: `add "${fallbackArea}" with a PM and a point person`,
    },
  ];
}

function unanswered(name: string, area: AreaEntry, people: People): readonly PathProblem[] {
  const gone = (id: string | undefined) => id === undefined || people[id]?.left === true;
  if (!gone(area.pm) || !gone(area['stand-in']) || !gone(people[area.pm]?.manager)) return [];
  return [
    {
      path: ['areas', name, 'pm'],
      found: `the PM "${area.pm}", who has left, without a stand-in or manager who is here`,
      expected: 'somebody who can answer for the area',
      cure: 'name a new `pm` or a `stand-in`',
    },
  ];
}

function daysOf(days: string): { readonly from: string; readonly to: string } {
  const [, from = '', to = from] = awayPattern.exec(days) ?? [];
  return { from, to };
}

function absenceProblem(days: string, path: readonly (string | number)[]): readonly PathProblem[] {
  const { from, to } = daysOf(days);
  const real = [from, to].every((day) => DateTime.fromISO(day, { zone: 'utc' }).isValid);
  if (real && from <= to) return [];
  return [
    {
      path,
      found: `the days "${days}"`,
      expected: 'days of the calendar, the first before the last',
      cure: 'write them like "2026-03-09 to 2026-03-13"',
    },
  ];
}

function secondTime(id: string, path: readonly (string | number)[]): PathProblem {
  return {
    path,
    found: `the person "${id}" a second time`,
    expected: 'each person once in a group',
    cure: 'remove one of the two',
  };
}

function ownManager(id: string): PathProblem {
  return {
    path: ['people', id, 'manager'],
    found: `"${id}" as their own manager`,
    expected: 'another person, who covers for them',
    cure: 'name their manager, or remove the line',
  };
}
