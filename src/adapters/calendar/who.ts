// Who an event is about: e-mail addresses and names of the directory.

import type { Directory, Person, PersonId } from '../../router/index.js';
import type { Occurrence } from './occurrences.js';

/** Finds the people of an event, in the order in which its title names them. */
export type WhoIsMeant = (event: Pick<Occurrence, 'summary' | 'attendees'>) => readonly PersonId[];

/**
 * People by e-mail, name, id, or an alias: `addresses: { calendar: "Piet, Piet P." }` of the directory. Where title
 * and guests name different people, those named by both count ("Piet covers for Arne", with Piet invited); where
 * they have none in common, the title counts.
 */
export function whoIsMeant(directory: Directory): WhoIsMeant {
  const names = directory.people.flatMap((person) =>
    namesOf(person).map((name) => ({ name, id: person.id })),
  );
  names.sort((a, b) => b.name.length - a.name.length);
  const byMail = new Map(
    directory.people.flatMap(({ id, email }) =>
      email === undefined ? [] : [[email.toLowerCase(), id] as const],
    ),
  );
  return ({ summary, attendees }) => {
    const titled = namedIn(fold(summary), names);
    const invited = new Set(attendees.flatMap((mail) => byMail.get(mail) ?? []));
    if (titled.length === 0) return [...invited];
    const both = titled.filter((id) => invited.has(id));
    return both.length > 0 ? both : titled;
  };
}

/** Names that several people share, so that a title with one of them says nothing certain. */
export function sharedNames(
  directory: Directory,
): readonly { readonly name: string; readonly people: readonly PersonId[] }[] {
  const owners = new Map<string, PersonId[]>();
  for (const person of directory.people) {
    for (const name of namesOf(person)) owners.set(name, [...(owners.get(name) ?? []), person.id]);
  }
  return [...owners].filter(([, people]) => people.length > 1).map(([name, people]) => ({ name, people }));
}

function namesOf(person: Person): readonly string[] {
  const aliases = person.addresses?.calendar?.split(',') ?? [];
  const plain = person.name.replace(/\s*\([^)]*\)/g, '');
  const all = [person.id, plain, person.email ?? '', ...aliases].map((name) => fold(name).trim());
  return [...new Set(all)].filter((name) => name !== '');
}

// "Cleo for Ann": Ann is the one who is not on call.
const insteadOf = / (?:for|instead of) $/;

/** Longest names first, and none inside another that was found: "Piet Example" is not "Piet" as well. */
function namedIn(
  title: string,
  names: readonly { readonly name: string; readonly id: PersonId }[],
): readonly PersonId[] {
  const found: { readonly at: number; readonly id: PersonId }[] = [];
  let rest = ` ${title} `;
  for (const { name, id } of names) {
    const at = rest.indexOf(` ${name} `);
    if (at === -1) continue;
    if (!insteadOf.test(rest.slice(0, at + 1))) found.push({ at, id });
    rest = `${rest.slice(0, at + 1)}${'\0'.repeat(name.length)}${rest.slice(at + 1 + name.length)}`;
  }
  return [...new Set(found.sort((a, b) => a.at - b.at).map(({ id }) => id))];
}

/** Lower case, without accents; all that is no part of a word, an address or an id becomes a space. */
function fold(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}@._+-]+/gu, ' ')
    .replace(/[._-]+(?=\s|$)|(?<=^|\s)[._-]+/g, ' ')
    .replace(/\s+/g, ' ');
}
