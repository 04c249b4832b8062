import { start } from '../ask.js';
import { linkTo, place } from '../place.js';
import { Board } from './board.js';
import { CaseDetail } from './case-detail.js';
import { People } from './people.js';

/** The board, one case, or people that are played. */
export function Cases() {
  const [, part, id] = place.value;
  if (part === 'case' && id !== undefined) return <CaseDetail id={id} />;
  const isPlay = part === 'people' && start.value?.local === true;
  return (
    <>
      <div class="row heading">
        <h1>{isPlay ? 'People' : 'Cases'}</h1>
        {start.value?.local === true && (
          <nav class="switch" aria-label="Cases">
            <a href={linkTo('cases')} aria-current={isPlay ? undefined : 'page'}>
              Board
            </a>
            <a href={linkTo('cases', 'people')} aria-current={isPlay ? 'page' : undefined}>
              Play people
            </a>
          </nav>
        )}
      </div>
      {isPlay ? <People /> : <Board />}
    </>
  );
}
