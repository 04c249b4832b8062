// Who may do what to a case: roles from the directory and the rota, permissions from policy.yaml.

import { coverOnCall, type Directory, pmFor, pointPersonFor } from './directory.js';
import type { CaseAction, DeskAction, Policy } from './policy.js';
import type { PersonId } from './types.js';

/** What makes somebody's role in a case. */
export interface RoleFacts {
  readonly area: string | null;
  readonly onCall: readonly PersonId[];
  /** Those who reported what the case is about. */
  readonly reporters: readonly PersonId[];
  /** Those who are absent now: whoever covers for them may do what they may. */
  readonly away: readonly PersonId[];
}

/** The roles a person has in a case: `anyone` always, and those of permissions that fit. */
export function rolesOf(person: PersonId, facts: RoleFacts, directory: Directory): readonly string[] {
  const held: readonly (string | false)[] = [
    'anyone',
    facts.reporters.includes(person) && 'reporter',
    isOnCall(person, facts, directory) && 'on-call',
    isPmOf(person, facts, directory) && 'pm',
    isPointPerson(person, facts, directory) && 'point-person',
    ...Object.entries(directory.groups).map(([group, members]) => members.includes(person) && group),
  ];
  return held.filter((role) => role !== false);
}

/** The roles a person has where no case is meant: those of any area count. */
export function rolesAtDesk(
  person: PersonId,
  onCall: readonly PersonId[],
  directory: Directory,
): readonly string[] {
  const roles = [null, ...directory.areas.map(({ name }) => name)].flatMap((area) =>
    rolesOf(person, { area, onCall, reporters: [], away: [] }, directory),
  );
  return [...new Set(roles)];
}

/** True when one of the roles is permitted to do it. */
export function mayDo(action: CaseAction | DeskAction, roles: readonly string[], policy: Policy): boolean {
  return policy.permissions[action].some((role) => roles.includes(role));
}

/** Absence takes nobody's role: who is away and looks in all the same may act too. */
function isOnCall(person: PersonId, { onCall, away }: RoleFacts, directory: Directory): boolean {
  return [[], away].some((absent) => coverOnCall(onCall, directory, absent).includes(person));
}

/** PMs may act on each other's areas' cases only through theirs: the PM of the area, or who stands in. */
function isPmOf(person: PersonId, { area, away }: RoleFacts, directory: Directory): boolean {
  const own = directory.areas.find((known) => known.name === area);
  const speaks = [[], away].some((absent) => pmFor(area, directory, absent) === person);
  return speaks || own?.pm === person || own?.standIn === person;
}

/** Whoever is called in where the point person is away, or on call already, counts as one. */
function isPointPerson(person: PersonId, { area, onCall, away }: RoleFacts, directory: Directory): boolean {
  return [[], away, [...away, ...onCall]].some((asked) => pointPersonFor(area, directory, asked) === person);
}
