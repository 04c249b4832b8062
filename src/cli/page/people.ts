import type { Directory, PersonId } from '../../router/index.js';
import type { Start } from '../../web/page/shapes.js';

/** The people of the directory with what they are to the desk now, those on call first. */
export function peopleOf(directory: Directory, onCall: readonly PersonId[]): Start['people'] {
  const areasOf = (pick: (area: Directory['areas'][number]) => PersonId, id: PersonId): readonly string[] =>
    directory.areas.filter((area) => pick(area) === id).map(({ title }) => title);
  const people = directory.people
    .filter(({ left }) => left !== true)
    .map(({ id, name }) => {
      const pm = areasOf((area) => area.pm, id);
      const point = areasOf((area) => area.pointPerson, id);
      const roles = [
        ...(onCall.includes(id) ? ['on call'] : []),
        ...(pm.length > 0 ? [`PM of ${pm.join(', ')}`] : []),
        ...(point.length > 0 ? [`point person for ${point.join(', ')}`] : []),
      ];
      return { id, name, roles };
    });
  const rank = ({ id }: { readonly id: PersonId }): number => (onCall.includes(id) ? 0 : 1);
  return people.sort((a, b) => rank(a) - rank(b));
}
