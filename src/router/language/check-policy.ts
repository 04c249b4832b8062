// What the shape of policy.yaml cannot say.

import { DateTime, IANAZone } from 'luxon';
import { CASE_ACTIONS, DESK_ACTIONS } from '../policy.js';
import { holidaysOf } from './holidays.js';
import { type Loose, known as listed } from './loose.js';
import { nearestName } from './nearest-name.js';
import type { PolicyFile } from './policy-schema.js';
import { nameProblems, type PathProblem } from './problem.js';
import { minutes } from './read-policy.js';

/** Words that permissions may use besides the groups of the directory. */
export const PERMITTED_ROLES = ['anyone', 'reporter', 'on-call', 'pm', 'point-person'] as const;

/** Zones nobody knows, hours that end before they begin, roles and channels that are missing or unknown; roles are not judged where the groups cannot be read (null). */
export async function checkPolicy(
  file: Loose<PolicyFile>,
  known: { readonly groups: readonly string[] | null },
): Promise<readonly PathProblem[]> {
  const places = await Promise.all(
    listed(file.hours?.places).map(([index, place]) => checkPlace(place, ['hours', 'places', index])),
  );
  return [
    ...zoneProblem(file.hours?.zone, ['hours', 'zone']),
    ...places.flat(),
    ...oneIncidentsChannel(file),
    ...severityProblems(file),
    ...listProblems(file),
    ...observerProblem(file),
    ...permissionProblems(file, known.groups),
  ];
}

type Policy = Loose<PolicyFile>;
type PathInFile = readonly (string | number)[];
type PlaceEntry = Loose<PolicyFile['hours']['places'][number]>;

async function checkPlace(place: PlaceEntry, path: PathInFile): Promise<readonly PathProblem[]> {
  return [
    ...zoneProblem(place.zone, [...path, 'zone']),
    ...hoursProblem(place, path),
    ...(await holidayProblem(place, path)),
    ...dayProblems(place.closed, [...path, 'closed']),
    ...dayProblems(place.open, [...path, 'open']),
  ];
}

function hoursProblem({ from, to }: PlaceEntry, path: PathInFile): readonly PathProblem[] {
  if (from === undefined || to === undefined || minutes(from) < minutes(to)) return [];
  return [
    {
      path: [...path, 'to'],
      found: `work from ${from} to ${to}`,
      expected: 'an end later than the start, on the same day',
      cure: 'write the hours as two places when they pass midnight',
    },
  ];
}

async function holidayProblem(
  { country, region }: PlaceEntry,
  path: PathInFile,
): Promise<readonly PathProblem[]> {
  if (country === undefined) return [];
  const holidays = await holidaysOf({ country, region: region ?? null, closed: [], open: [] });
  if (holidays.length > 0) return [];
  return [
    {
      path: [...path, region === undefined ? 'country' : 'region'],
      found: `"${region ?? country}", of which no holidays are known`,
      expected: 'a country by its two letters, and a region of it as date-holidays names it',
      cure: 'correct the code, or list the days under `closed` of a neighbouring country',
    },
  ];
}

/** Days that no calendar has; the 29th of February of every year is one in some. */
function dayProblems(days: PlaceEntry['closed'], path: PathInFile): readonly PathProblem[] {
  return listed(days)
    .filter(([, day]) => !DateTime.fromISO(day.length === 5 ? `2024-${day}` : day).isValid)
    .map(([index, day]) => ({
      path: [...path, index],
      found: `the day "${day}"`,
      expected: 'a day of the calendar',
      cure: 'write year, month and day, like "2026-12-28", or "12-28" for every year',
    }));
}

function zoneProblem(zone: string | undefined, path: PathInFile): readonly PathProblem[] {
  if (zone === undefined || IANAZone.isValidZone(zone)) return [];
  return [
    { path, found: `the time zone "${zone}"`, expected: 'a name of the IANA list', cure: zoneCure(zone) },
  ];
}

/** "America/NewYork" and "new york" are understood; "EST5" is not. */
function zoneCure(zone: string): string {
  const plain = (name: string) => name.toLowerCase().replace(/[^a-z/]/g, '');
  const zones = Intl.supportedValuesOf('timeZone');
  const wanted = plain(zone);
  const meant =
    zones.find((name) => plain(name) === wanted || plain(name).split('/').at(-1) === wanted) ??
    nearestName(zone, zones);
  return meant === null ? 'write it like America/New_York or Europe/Berlin' : `did you mean "${meant}"?`;
}

/** A name that means two severities means none. */
function severityProblems({ severities }: Policy): readonly PathProblem[] {
  const taken = new Set<string>();
  return listed(severities).flatMap(([index, { name, also }]) => {
    const path = ['severities', index];
    const names = [
      ...(name === undefined ? [] : [{ name, path: [...path, 'name'] }]),
      ...listed(also).map(([place, other]) => ({ name: other, path: [...path, 'also', place] })),
    ];
    return names.flatMap((each): readonly PathProblem[] => {
      const key = each.name.toLowerCase();
      const twice = taken.has(key);
      taken.add(key);
      if (!twice) return [];
      return [
        {
          path: each.path,
          found: `the name "${each.name}" a second time`,
          expected: 'each name for one severity',
          cure: 'remove it from one of the two',
        },
      ];
    });
  });
}

function listProblems(file: Policy): readonly PathProblem[] {
  const channel = file['needs-a-tool']?.channel;
  const channels = file.channels && Object.keys(file.channels);
  return nameProblems(['needs-a-tool', 'channel'], 'channel', channel, channels);
}

function oneIncidentsChannel({ channels }: Policy): readonly PathProblem[] {
  if (channels === undefined) return [];
  const roles = Object.values(channels).map((channel) => channel?.role);
  const count = roles.filter((role) => role === 'incidents').length;
  if (count === 1 || (count === 0 && roles.includes(undefined))) return [];
  return [
    {
      path: ['channels'],
      found: `${count} channels with \`role: incidents\``,
      expected: 'exactly one: incidents are announced there',
      cure: 'give one channel `role: incidents`',
    },
  ];
}

function observerProblem(file: Policy): readonly PathProblem[] {
  const observed =
    file['other-channels'] === 'observe' ||
    Object.values(file.channels ?? {}).some((channel) => channel?.mode === 'observe');
  if (!observed || file.observer !== undefined) return [];
  return [
    {
      path: ['observer'],
      found: 'observed channels, and no `observer`',
      expected: 'the channel that is told what is decided about them',
      cure: 'add `observer: name-of-a-private-channel`',
    },
  ];
}

function permissionProblems(
  { permissions }: Policy,
  groups: readonly string[] | null,
): readonly PathProblem[] {
  if (permissions === undefined) return [];
  const roles = groups === null ? undefined : [...PERMITTED_ROLES, ...groups];
  const unknown = Object.entries(permissions).flatMap(([action, allowed]) =>
    listed(allowed).flatMap(([index, role]) =>
      nameProblems(['permissions', action, index], 'role', role, roles),
    ),
  );
  const missing = [...CASE_ACTIONS, ...DESK_ACTIONS].filter((action) => !Object.hasOwn(permissions, action));
  return [
    ...unknown,
    ...missing.map((action) => ({
      path: ['permissions'],
      found: `no line for "${action}"`,
      expected: 'a list of those who may',
      cure: `add \`${action}: [on-call]\``,
    })),
  ];
}
