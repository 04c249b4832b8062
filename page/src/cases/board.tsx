import { useEffect, useRef, useState } from 'preact/hooks';
import {
  BOARD_COLUMNS,
  type BoardCase,
  type BoardColumn,
  type BoardPage,
} from '../../../src/web/page/shapes.js';
import { get, sentenceOf, start } from '../ask.js';
import { changes } from '../live.js';
import { useInOrder, useNow } from '../loaded.js';
import { linkTo } from '../place.js';
import { areaTitle, CLASS_SHORT, personName, plural, spanOf } from '../words.js';

const titles: Readonly<Record<BoardColumn, string>> = {
  open: 'Open',
  acknowledged: 'Acknowledged',
  over: 'Over',
};

/** The cases in three columns, live. */
export function Board() {
  return (
    <div class="board">
      {BOARD_COLUMNS.map((column) => (
        <Column key={column} column={column} />
      ))}
    </div>
  );
}

function Column({ column }: { readonly column: BoardColumn }) {
  const [cases, setCases] = useState<readonly BoardCase[]>([]);
  const [page, setPage] = useState<Omit<BoardPage, 'cases'> | null>(null);
  const [problem, setProblem] = useState('');
  const loaded = useRef(0);
  const now = useNow();

  const more = async (after: string): Promise<void> => {
    const path = `/page/board/${column}?after=${encodeURIComponent(after)}`;
    const { cases: older, ...rest } = await get<BoardPage>(path);
    const known = new Set(cases.map(({ id }) => id));
    const all = [...cases, ...older.filter(({ id }) => !known.has(id))];
    loaded.current = all.length;
    setCases(all);
    setPage(rest);
    setProblem('');
  };
  const tell = (error: unknown): void => setProblem(sentenceOf(error));

  // What changes is at the top of a column: its first stretch is looked at again, what was below stays as it was.
  const refresh = ({ cases: first, ...rest }: BoardPage): void => {
    setProblem('');
    if (loaded.current <= first.length || rest.next === null) {
      loaded.current = first.length;
      setPage(rest);
      setCases(first);
      return;
    }
    const known = new Set(first.map(({ id }) => id));
    const oldest = first.at(-1)?.openedAt ?? 0;
    setCases((all) => [...first, ...all.filter(({ id, openedAt }) => !known.has(id) && openedAt <= oldest)]);
    setPage((was) => ({ next: was === null ? rest.next : was.next, total: rest.total }));
  };

  const next = page?.next ?? null;
  const news = changes.value;
  const hear = useInOrder();
  useEffect(() => hear<BoardPage>(`/page/board/${column}`, refresh, tell), [news]);

  return (
    <section class="column" aria-labelledby={`column-${column}`}>
      <h2 id={`column-${column}`}>
        {titles[column]} <span class="number quiet">{page?.total.toLocaleString('en-GB') ?? ''}</span>
      </h2>
      <p role="alert">{problem}</p>
      {page !== null && cases.length === 0 && <Empty column={column} />}
      <ul>
        {cases.map((one) => (
          <li key={one.id}>
            <CaseCard one={one} now={now} />
          </li>
        ))}
      </ul>
      {next !== null && (
        <button type="button" onClick={() => void more(next).catch(tell)}>
          Show more
        </button>
      )}
    </section>
  );
}

function Empty({ column }: { readonly column: BoardColumn }) {
  if (column !== 'open' || start.value?.local !== true) return <p class="quiet">None.</p>;
  return (
    <p class="quiet">
      None. To see one, <a href={linkTo('cases', 'people')}>play a reporter</a>.
    </p>
  );
}

function CaseCard({ one, now }: { readonly one: BoardCase; readonly now: number }) {
  return (
    <a class={`card of-${one.class}`} href={linkTo('cases', 'case', one.id)}>
      <p class="row">
        <span class="tag">{CLASS_SHORT[one.class]}</span>
        <span class="quiet">{standingOf(one, now)}</span>
      </p>
      <p class="words">{one.excerpt}</p>
      <p class="quiet small">
        {[
          areaTitle(one.area),
          one.severity,
          one.reports > 1 ? plural(one.reports, 'report') : null,
          one.ticket,
        ]
          .filter((part) => part !== null)
          .join(' · ')}
      </p>
    </a>
  );
}

function standingOf({ status, openedAt, acknowledged, resolved }: BoardCase, now: number): string {
  if (status === 'open') return `waits ${spanOf(now - openedAt)}`;
  if (status === 'acknowledged' && acknowledged !== null) return personName(acknowledged.by);
  if (resolved !== null) return `resolved after ${spanOf(resolved.at - openedAt)}`;
  return status;
}
