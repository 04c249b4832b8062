import type { VNode } from 'preact';
import { start } from '../ask.js';
import { linkTo, place } from '../place.js';
import { Board } from './board.js';
import { CaseDetail } from './case-detail.js';
import { People } from './people.js';
import { Unfollowed } from './unfollowed.js';

interface Part {
  /** As it stands in the address; the board's own is that of the view. */
  readonly name: string | null;
  readonly link: string;
  readonly title: string;
  readonly view: VNode;
}

const board: Part = { name: null, link: 'Board', title: 'Cases', view: <Board /> };
const unfollowed: Part = {
  name: 'unfollowed',
  link: 'Without a case',
  title: 'Without a case',
  view: <Unfollowed />,
};
const people: Part = { name: 'people', link: 'Play people', title: 'People', view: <People /> };

/** The board, one case, reports without a case, or people that are played. */
export function Cases() {
  const [, part, id] = place.value;
  if (part === 'case' && id !== undefined) return <CaseDetail id={id} />;
  const parts = [board, unfollowed, ...(start.value?.local === true ? [people] : [])];
  const shown = parts.find(({ name }) => name === part) ?? board;
  return (
    <>
      <div class="row heading">
        <h1>{shown.title}</h1>
        <nav class="switch" aria-label="Cases">
          {parts.map(({ name, link }) => (
            <a
              key={link}
              href={name === null ? linkTo('cases') : linkTo('cases', name)}
              aria-current={name === shown.name ? 'page' : undefined}
            >
              {link}
            </a>
          ))}
        </nav>
      </div>
      {shown.view}
    </>
  );
}
