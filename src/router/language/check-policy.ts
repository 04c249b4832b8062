// What the shape of policy.yaml cannot say.

import { IANAZone } from 'luxon';
import { CASE_ACTIONS, DESK_ACTIONS } from '../policy.js';
import { holidaysOf } from './holidays.js';
import type { PolicyFile } from './policy-schema.js';
import { type PathProblem, unknownName } from './problem.js';
import { minutes } from './read-policy.js';

/** Words that permissions may use besides the groups of the directory. */
export const PERMITTED_ROLES = ['anyone', 'reporter', 'on-call', 'pm', 'point-person'] as const;

/** Zones nobody knows, hours that end before they begin, roles and channels that are missing or unknown; roles are not judged where the groups cannot be read (null). */
export async function checkPolicy(
  file: PolicyFile,
  known: { readonly groups: readonly string[] | null },
): Promise<readonly PathProblem[]> {
  const places = await Promise.all(file.hours.places.map(checkPlace));
  return [
    ...zoneProblem(file.hours.zone, ['hours', 'zone']),
    ...places.flat(),
    ...oneIncidentsChannel(file),
    ...severityProblems(file),
    ...listProblems(file),
    ...observerProblem(file),
    ...permissionProblems(file, known.groups),
  ];
}

type PlaceEntry = PolicyFile['hours']['places'][number];

async function checkPlace(place: PlaceEntry, index: number): Promise<readonly PathProblem[]> {
  const path = ['hours', 'places', index];
  const holidays = await holidaysOf({
    country: place.country,
    region: place.region ?? null,
    closed: [],
    open: [],
  });
  return [
    ...zoneProblem(place.zone, [...path, 'zone']),
    ...(minutes(place.from) < minutes(place.to)
      ? []
      : [
          {
            path: [...path, 'to'],
            found: `work from ${place.from} to ${place.to}`,
            expected: 'an end later than the start, on the same day',
            cure: 'write the hours as two places when they pass midnight',
          },
        ]),
    ...(holidays.length > 0
      ? []
      : [
          {
            path: [...path, place.region === undefined ? 'country' : 'region'],
            found: `"${place.region ?? place.country}", of which no holidays are known`,
            expected: 'a country by its two letters, and a region of it as date-holidays names it',
            cure: 'correct the code, or list the days under `closed` of a neighbouring country',
          },
        ]),
  ];
}

function zoneProblem(zone: string, path: readonly (string | number)[]): readonly PathProblem[] {
  if (IANAZone.isValidZone(zone)) return [];
  return [
    {
      path,
      found: `the time zone "${zone}"`,
      expected: 'a name of the IANA list',
      cure: 'write it like America/New_York or Europe/Berlin',
    },
  ];
}

/** A name that means two severities means none. */
function severityProblems({ severities }: PolicyFile): readonly PathProblem[] {
  const known = new Set<string>();
  return severities.flatMap(({ name, also = [] }, index) =>
    [name, ...also].flatMap((each): PathProblem[] => {
      const key = each.toLowerCase();
      const twice = known.has(key);
      known.add(key);
      if (!twice) return [];
      return [
        {
          path: ['severities', index],
          found: `the name "${each}" a second time`,
          expected: 'each name for one severity',
          cure: 'remove it from one of the two',
        },
      ];
    }),
  );
}

function listProblems(file: PolicyFile): readonly PathProblem[] {
  const { channel } = file['needs-a-tool'];
  const channels = Object.keys(file.channels);
  return channels.includes(channel)
    ? []
    : [unknownName(['needs-a-tool', 'channel'], 'channel', channel, channels)];
}

function oneIncidentsChannel(file: PolicyFile): readonly PathProblem[] {
  const count = Object.values(file.channels).filter((channel) => channel.role === 'incidents').length;
  if (count === 1) return [];
  return [
    {
      path: ['channels'],
      found: `${count} channels with \`role: incidents\``,
      expected: 'exactly one: incidents are announced there',
      cure: 'give one channel `role: incidents`',
    },
  ];
}

function observerProblem(file: PolicyFile): readonly PathProblem[] {
  const observed =
    file['other-channels'] === 'observe' ||
    Object.values(file.channels).some((channel) => channel.mode === 'observe');
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

function permissionProblems(file: PolicyFile, groups: readonly string[] | null): readonly PathProblem[] {
  const roles = [...PERMITTED_ROLES, ...(groups ?? [])];
  const unknown = Object.entries(file.permissions).flatMap(([action, allowed]) =>
    allowed.flatMap((role, index) =>
      groups === null || roles.includes(role)
        ? []
        : [unknownName(['permissions', action, index], 'role', role, roles)],
    ),
  );
  const missing = [...CASE_ACTIONS, ...DESK_ACTIONS].filter(
    (action) => file.permissions[action] === undefined,
  );
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
