import { useSignal } from '@preact/signals';
import { useMemo } from 'preact/hooks';
import type { AccuracyView, ConfusionCell, MutationView } from '../../../src/web/page/shapes.js';
import { get, sentenceOf } from '../ask.js';
import { Chart, type Plot, Rows } from '../chart.js';
import { useAnswer } from '../loaded.js';
import { goTo } from '../place.js';
import { pick } from '../playground/state.js';
import { CLASS_SHORT, CLASSES, DECISIONS, percent, plural } from '../words.js';

/** How well the rules agree with the labelled reports. */
export function Accuracy() {
  const { answer, problem } = useAnswer<AccuracyView>('/page/accuracy');
  return (
    <>
      <h1>Accuracy</h1>
      <p role="alert">{problem}</p>
      {answer === null ? (
        problem === '' && (
          <p class="quiet" role="status">
            Deciding every labelled report, which takes some seconds…
          </p>
        )
      ) : (
        <Shown view={answer} />
      )}
    </>
  );
}

function Shown({ view }: { readonly view: AccuracyView }) {
  return (
    <div class="week">
      <p class="quiet">
        {percent(view.right / view.reports)} of {plural(view.reports, 'labelled report')} are decided as
        people labelled them. The rules were fitted on these: what to expect of others stands in
        docs/accuracy.md.
      </p>
      <Confusion view={view} />
      <Reliable view={view} />
      <RuleFigures view={view} />
      <Survivors />
    </div>
  );
}

function Confusion({ view }: { readonly view: AccuracyView }) {
  const chosen = useSignal<ConfusionCell | null>(null);
  const cell = (label: string, as: string): ConfusionCell | undefined =>
    view.cells.find((one) => one.label === label && one.decided === as);
  return (
    <section aria-labelledby="confusion-title">
      <h2 id="confusion-title">Labelled, and decided as</h2>
      <div class="scrolled">
        <table class="confusion">
          <thead>
            <tr>
              <th scope="col">Labelled</th>
              {DECISIONS.map((name) => (
                <th key={name} scope="col">
                  {CLASS_SHORT[name]}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {CLASSES.map((label) => (
              <tr key={label}>
                <th scope="row">{CLASS_SHORT[label]}</th>
                {DECISIONS.map((as) => {
                  const one = cell(label, as);
                  const count = (one?.count ?? 0).toLocaleString('en-GB');
                  const kind = as === label ? 'right' : (one?.count ?? 0) > 0 ? 'wrong' : 'nothing';
                  return (
                    <td key={as}>
                      <button
                        type="button"
                        class={`number ${kind}`}
                        aria-label={`${CLASS_SHORT[label]} decided as ${CLASS_SHORT[as]}: ${count}`}
                        aria-pressed={chosen.value === one}
                        disabled={one === undefined || one.count === 0}
                        onClick={() => {
                          chosen.value = one ?? null;
                        }}
                      >
                        {count}
                      </button>
                    </td>
                  );
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {chosen.value !== null && <Reports cell={chosen.value} />}
    </section>
  );
}

function Reports({ cell }: { readonly cell: ConfusionCell }) {
  return (
    <div class="flips" aria-live="polite">
      <h3>
        {CLASS_SHORT[cell.label]}, decided as {CLASS_SHORT[cell.decided]}: {cell.count}
        {cell.count > cell.reports.length && `, the first ${cell.reports.length}`}
      </h3>
      <ul>
        {cell.reports.map((report) => (
          <li key={report.id}>
            <button
              type="button"
              class="plain"
              onClick={() => {
                pick(report);
                goTo('playground');
              }}
            >
              <span class="words">{report.text}</span>
            </button>
          </li>
        ))}
      </ul>
    </div>
  );
}

function Reliable({ view }: { readonly view: AccuracyView }) {
  const { reliability } = view;
  const draw = useMemo(
    () => (plot: Plot) => ({
      height: 300,
      margin: 40,
      marginLeft: 50,
      r: { range: [0, 14] as const },
      x: { label: 'believed, %', domain: [0, 100], percent: true, labelOffset: 36 },
      y: { label: 'right, %', domain: [0, 100], percent: true, grid: true },
      marks: [
        plot.line(
          [
            [0, 0],
            [1, 1],
          ],
          { stroke: 'var(--quiet)', strokeDasharray: '4 4' },
        ),
        plot.line([...reliability], { x: 'confidence', y: 'right', stroke: 'var(--accent)', strokeWidth: 2 }),
        plot.dot([...reliability], { x: 'confidence', y: 'right', r: 'reports', fill: 'var(--accent)' }),
      ],
    }),
    [reliability],
  );
  const rows = reliability.map(({ from, reports, confidence, right }) => [
    `${percent(from)} to ${percent(from + 0.1)}`,
    reports,
    percent(confidence),
    percent(right),
  ]);
  return (
    <Chart
      title="How sure, and how often right"
      draw={draw}
      table={{ head: ['Confidence', 'Reports', 'Believed', 'Right'], rows }}
    />
  );
}

function RuleFigures({ view }: { readonly view: AccuracyView }) {
  const rows = view.rules.map(({ rule, class: of, hits, right }) => [
    rule,
    CLASS_SHORT[of],
    hits,
    hits === 0 ? '–' : percent(right / hits),
  ]);
  return (
    <section aria-labelledby="rules-figures-title">
      <h2 id="rules-figures-title">Rules</h2>
      <details>
        <summary>
          {plural(rows.length, 'rule')}, with hits and how often the report was of their class
        </summary>
        <Rows table={{ head: ['Rule', 'Class', 'Hits', 'Of its class'], rows }} />
      </details>
    </section>
  );
}

function Survivors() {
  const found = useSignal<MutationView | null>(null);
  const busy = useSignal(false);
  const problem = useSignal('');
  const look = (): void => {
    busy.value = true;
    get<MutationView>('/page/mutation').then(
      (answer) => {
        found.value = answer;
        busy.value = false;
      },
      (error: unknown) => {
        problem.value = sentenceOf(error);
        busy.value = false;
      },
    );
  };
  const rows = (found.value?.survivors ?? []).map(({ rule, change, why }) => [`${rule}: ${change}`, why]);
  return (
    <section aria-labelledby="survivors-title">
      <h2 id="survivors-title">Changes that nothing notices</h2>
      {found.value === null ? (
        <>
          <button type="button" disabled={busy.value} onClick={look}>
            {busy.value ? 'Trying every small change…' : 'Try every small change of the rules'}
          </button>
          <p class="quiet" role="status">
            {busy.value && 'This takes half a minute or so. Keep this view open: the answer comes here.'}
          </p>
        </>
      ) : (
        <>
          <p>
            {found.value.survived} of {plural(found.value.tried, 'change')} survive
            {found.value.survived > rows.length && `; the first ${rows.length}`}.
          </p>
          <Rows table={{ head: ['Change', 'Why nothing notices it'], rows }} />
        </>
      )}
      <p role="alert">{problem.value}</p>
    </section>
  );
}
