import { useMemo } from 'preact/hooks';
import type { HandoffCase, Share, Spread, Stats } from '../../../src/history/index.js';
import type { WeekView } from '../../../src/web/page/shapes.js';
import { Chart, type Plot, Rows } from '../chart.js';
import { useAnswer } from '../loaded.js';
import { linkTo } from '../place.js';
import {
  areaTitle,
  byName,
  CLASS_SHORT,
  DECISIONS,
  momentOf,
  percent,
  personName,
  plural,
  spanOf,
} from '../words.js';

/** The last weeks in figures, what is handed over, and who is on call. */
export function Week() {
  const { answer, problem } = useAnswer<WeekView>('/page/week');
  return (
    <>
      <div class="row heading">
        <h1>The week</h1>
        <button type="button" class="no-print" onClick={() => window.print()}>
          Print the hand-off
        </button>
      </div>
      <p role="alert">{problem}</p>
      {answer === null ? problem === '' && <p class="quiet">Counting…</p> : <Shown view={answer} />}
    </>
  );
}

function Shown({ view }: { readonly view: WeekView }) {
  const { stats } = view;
  return (
    <div class="week">
      {stats.alarms.length > 0 && (
        <ul class="lines of-incident">
          {stats.alarms.map(({ sentence }) => (
            <li key={sentence}>{sentence}</li>
          ))}
        </ul>
      )}
      <Figures stats={stats} />
      {stats.reports === 0 ? (
        <p class="quiet">Nothing was reported in these weeks: the charts begin with the first report.</p>
      ) : (
        <div class="charts">
          <ByWeek stats={stats} />
          <ByArea stats={stats} />
        </div>
      )}
      <Handoff view={view} />
      <Rota view={view} />
    </div>
  );
}

function Figures({ stats }: { readonly stats: Stats }) {
  const { accuracy } = stats;
  return (
    <dl class="tiles">
      <Tile title="Reports in eight weeks" value={stats.reports.toLocaleString('en-GB')} about="" />
      <Tile title="Taken up" {...ofSpread(stats.toAcknowledge)} />
      <Tile title="Incidents in time" {...ofShare(stats.inTime)} />
      <Tile title="Resolved" {...ofSpread(stats.toResolve)} />
      <Tile title="Nobody corrected" {...ofShare(accuracy.uncorrected)} />
      <Tile title="Right, of those sampled" {...ofShare(accuracy.sampled)} />
      <Tile title="Left undecided" {...ofShare(accuracy.undecided)} />
      <Tile title="No incident after all" {...ofShare(stats.misreported, ' in the incidents channel')} />
    </dl>
  );
}

function Tile({
  title,
  value,
  about,
}: {
  readonly title: string;
  readonly value: string;
  readonly about: string;
}) {
  return (
    <div>
      <dt>{title}</dt>
      <dd>
        <span class="value number">{value}</span> <span class="quiet small">{about}</span>
      </dd>
    </div>
  );
}

function ofShare({ share, count, of }: Share, ofWhat = ''): { value: string; about: string } {
  return share === null
    ? { value: '–', about: 'none yet' }
    : { value: percent(share), about: `${count} of ${of}${ofWhat}` };
}

function ofSpread({ median, slow, of }: Spread): { value: string; about: string } {
  if (median === null || slow === null) return { value: '–', about: 'no case yet' };
  return {
    value: spanOf(median),
    about: `median of ${plural(of, 'case')}; nine of ten in ${spanOf(slow)}`,
  };
}

function ByWeek({ stats }: { readonly stats: Stats }) {
  const { weeks } = stats;
  const draw = useMemo(() => {
    const bars = weeks.flatMap(({ week, reports }) =>
      DECISIONS.map((name) => ({ week: week.replace(/^\d+-/, ''), class: name, reports: reports[name] })),
    );
    const most = Math.max(
      ...weeks.map(({ reports }) => DECISIONS.reduce((sum, name) => sum + reports[name], 0)),
    );
    return (plot: Plot) => ({
      height: 260,
      marginBottom: 36,
      x: { label: null },
      y: { label: null, grid: true, tickFormat: 'd', ticks: wholeTicks(most) },
      color: { domain: DECISIONS, range: DECISIONS.map((name) => `var(--${name})`) },
      marks: [
        plot.barY(bars, {
          x: 'week',
          y: 'reports',
          fill: 'class',
          order: [...DECISIONS],
          insetLeft: 2,
          insetRight: 2,
        }),
        plot.ruleY([0]),
      ],
    });
  }, [weeks]);
  const head = ['Week', ...DECISIONS.map((name) => CLASS_SHORT[name])];
  const rows = weeks.map(({ week, reports }) => [week, ...DECISIONS.map((name) => reports[name])]);
  return (
    <div>
      <Chart title="Reports by week and class" draw={draw} table={{ head, rows }} />
      <ul class="legend small">
        {DECISIONS.map((name) => (
          <li key={name} class={`of-${name}`}>
            {CLASS_SHORT[name]}
          </li>
        ))}
      </ul>
    </div>
  );
}

/** As many marks on an axis of reports, which are counted in whole ones. */
function wholeTicks(most: number): number {
  return Math.min(8, Math.max(1, most));
}

const mostAreas = 12;

function ByArea({ stats }: { readonly stats: Stats }) {
  const { areas } = stats;
  const rows = areas.map(({ name, count }) => [areaTitle(name), count] as const);
  const draw = useMemo(() => {
    const bars = areas
      .slice(0, mostAreas)
      .map(({ name, count }) => ({ area: areaTitle(name), reports: count }));
    return (plot: Plot) => ({
      height: 40 + 26 * Math.max(1, bars.length),
      marginLeft: 170,
      x: {
        label: null,
        grid: true,
        tickFormat: 'd',
        ticks: wholeTicks(Math.max(...bars.map((one) => one.reports))),
      },
      y: { label: null },
      marks: [
        plot.barX(bars, {
          x: 'reports',
          y: 'area',
          fill: 'var(--accent)',
          sort: { y: '-x' },
          insetTop: 3,
          insetBottom: 3,
        }),
        plot.ruleX([0]),
      ],
    });
  }, [areas]);
  return <Chart title="Reports by area" draw={draw} table={{ head: ['Area', 'Reports'], rows }} />;
}

function Handoff({ view }: { readonly view: WeekView }) {
  const { handoff } = view;
  return (
    <section class="handoff" aria-labelledby="handoff-title">
      <h2 id="handoff-title">
        Hand-off{' '}
        <span class="quiet small">
          {momentOf(handoff.period.from)} to {momentOf(handoff.period.to)}
        </span>
      </h2>
      <List title="Nobody has taken these up" cases={handoff.waiting} />
      <List title="Open" cases={handoff.open} />
      <List title="Resolved" cases={handoff.resolved} />
      <Lines
        title="What keeps coming back"
        lines={handoff.trends.map(({ area, about, count, days, tickets }) => {
          const what = [area === null ? null : areaTitle(area), about]
            .filter((part) => part !== null)
            .join(', ');
          const bug = tickets.length === 0 ? 'without a ticket' : `tickets ${tickets.join(', ')}`;
          return `${plural(count, 'report')} about ${what} in ${plural(days, 'day')}, ${bug}`;
        })}
      />
      <Lines
        title="Work left without a ticket"
        lines={handoff.looseEnds.map(({ why, excerpt }) => `${excerpt} (${why})`)}
      />
      <Lines
        title="Corrected by people"
        lines={handoff.corrections.map(
          ({ from, to, by, excerpt }) =>
            `${CLASS_SHORT[from]} → ${CLASS_SHORT[to]} by ${byName(by)}: ${excerpt}`,
        )}
      />
      <Lines
        title="Rules that misled"
        lines={handoff.noisyRules.map(
          ({ rule, wrong, fired }) => `${rule}: ${wrong} of ${plural(fired, 'time')}`,
        )}
      />
      <Lines
        title="Questions for the FAQ"
        lines={handoff.faq.map(
          ({ area, count, examples }) => `${areaTitle(area)}, ${count}: ${examples.join(' · ')}`,
        )}
      />
    </section>
  );
}

function List({ title, cases }: { readonly title: string; readonly cases: readonly HandoffCase[] }) {
  return (
    <div>
      <h3>
        {title} <span class="number quiet">{cases.length}</span>
      </h3>
      <ul class="lines">
        {cases.map((one) => (
          <li key={one.id} class={`of-${one.class}`}>
            <a href={linkTo('cases', 'case', one.id)}>{one.excerpt || 'Said in private'}</a>{' '}
            <span class="quiet small">
              {[areaTitle(one.area), one.severity, one.ticket?.id].filter((part) => part != null).join(' · ')}
            </span>
          </li>
        ))}
      </ul>
    </div>
  );
}

function Lines({ title, lines }: { readonly title: string; readonly lines: readonly string[] }) {
  if (lines.length === 0) return null;
  return (
    <div>
      <h3>{title}</h3>
      <ul class="lines">
        {lines.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
    </div>
  );
}

function Rota({ view }: { readonly view: WeekView }) {
  const rows = view.shifts.map(({ person, from, to }) => [personName(person), momentOf(from), momentOf(to)]);
  return (
    <section aria-labelledby="rota-title">
      <h2 id="rota-title">On call, the next four weeks</h2>
      {view.rotaProblems.length > 0 && (
        <ul class="lines of-incident">
          {view.rotaProblems.map((text) => (
            <li key={text}>{text}</li>
          ))}
        </ul>
      )}
      <Rows table={{ head: ['Who', 'From', 'Until'], rows }} />
    </section>
  );
}
