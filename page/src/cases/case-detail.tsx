import { useSignal } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import type { CaseMessage, CaseReport, CaseView } from '../../../src/web/page/shapes.js';
import { changes } from '../live.js';
import { useAnswer } from '../loaded.js';
import { goTo, linkTo } from '../place.js';
import { MarkedText } from '../playground/marked-text.js';
import { pick } from '../playground/state.js';
import { SlackText } from '../slack-text.js';
import { areaTitle, byName, CLASS_SHORT, CLASS_TITLES, momentOf, personName, spanOf } from '../words.js';
import { CaseSteps, Separate } from './case-steps.js';

/** One case: what was reported, what was said and done about it, and what one can do. */
export function CaseDetail({ id }: { readonly id: string }) {
  const { answer, problem, look } = useAnswer<CaseView>(
    `/page/cases/${encodeURIComponent(id)}`,
    changes.value,
  );
  return (
    <>
      <p class="back">
        <a href={linkTo('cases')}>All cases</a>
      </p>
      <p role="alert">{problem}</p>
      {answer !== null && <Shown view={answer} onDone={look} />}
    </>
  );
}

function Shown({ view, onDone }: { readonly view: CaseView; readonly onDone: () => void }) {
  const { case: one } = view;
  return (
    <article class={`case of-${one.class}`}>
      <header>
        <h1>{CLASS_TITLES[one.class]}</h1>
        <ul class="facts" aria-live="polite">
          <li>{areaTitle(one.area)}</li>
          <li>{one.status}</li>
          {one.severity !== null && <li>{one.severity}</li>}
          <li>opened {momentOf(one.openedAt)}</li>
          {one.acknowledged !== null && (
            <li>
              taken up by {byName(one.acknowledged.by)} after {spanOf(one.acknowledged.at - one.openedAt)}
            </li>
          )}
          <Item title="ticket" item={one.ticket} />
          <Item title="card" item={one.card} />
        </ul>
        {one.mergedInto !== undefined && (
          <p>
            Part of <a href={linkTo('cases', 'case', one.mergedInto)}>another case</a>.
          </p>
        )}
      </header>
      <div class="halves">
        <div>
          <CaseSteps one={one} onDone={onDone} />
          <section aria-labelledby="reports-title">
            <h2 id="reports-title">What was reported</h2>
            {view.reports.map((report) => (
              <Reported
                key={report.id}
                report={report}
                beside={
                  report.id === one.reports[0] ? null : (
                    <Separate one={one} report={report.id} onDone={onDone} />
                  )
                }
              />
            ))}
          </section>
        </div>
        <div>
          <section aria-labelledby="timeline-title">
            <h2 id="timeline-title">What happened</h2>
            <Timeline view={view} />
          </section>
        </div>
      </div>
    </article>
  );
}

function Item({
  title,
  item,
}: {
  readonly title: string;
  readonly item: { id: string; url: string } | null;
}) {
  if (item === null) return null;
  return (
    <li>
      {title} {item.url.startsWith('https://') ? <a href={item.url}>{item.id}</a> : item.id}
    </li>
  );
}

function Reported({
  report,
  beside,
}: {
  readonly report: CaseReport;
  /** What one can do about that report alone; null where that is nothing. */
  readonly beside: ComponentChildren;
}) {
  const pointed = useSignal<string | null>(null);
  const { text, source, at, why, decisions } = report;
  const was = decisions.map((one) => CLASS_SHORT[one.class]);
  return (
    <div class="reported">
      <p class="quiet small">
        {source.kind === 'automated' ? 'A monitor' : personName(source.user)} in #{source.channel},{' '}
        {momentOf(at)}
      </p>
      <blockquote>
        {text === null ? (
          <span class="quiet">Said in private, or erased.</span>
        ) : (
          <MarkedText text={text} tried={{ fired: why }} pointedAt={pointed.value} />
        )}
      </blockquote>
      <details>
        <summary>Why {was.join(', then ')}</summary>
        <ul class="reasons">
          {why
            .filter(({ weight }) => weight !== 0)
            .slice(0, 8)
            .map((firing) => (
              <li key={firing.rule} class={`of-${firing.class}`}>
                <button
                  type="button"
                  class="plain"
                  onFocus={() => {
                    pointed.value = firing.rule;
                  }}
                  onBlur={() => {
                    pointed.value = null;
                  }}
                >
                  {firing.why}
                </button>
                <p class="quiet">
                  <code>{firing.rule}</code>
                </p>
              </li>
            ))}
        </ul>
      </details>
      <div class="buttons">
        {text !== null && (
          <button
            type="button"
            class="small"
            onClick={() => {
              pick({ ...report, text });
              goTo('playground');
            }}
          >
            Try it in the playground
          </button>
        )}
        {beside}
      </div>
    </div>
  );
}

interface Line {
  readonly key: string;
  readonly at: number;
  readonly what: ComponentChildren;
  readonly message: CaseMessage | null;
}

const did: Readonly<Record<string, string>> = {
  reply: 'answered in the thread',
  tell: 'told news',
  announce: 'announced it',
  'file-ticket': 'filed a ticket',
  'file-follow-up': 'filed a ticket for what is left',
  'link-ticket': 'linked the ticket',
  'note-on-ticket': 'commented on the ticket',
  'contact-pm': 'asked the PM',
  'open-card': 'opened a card',
  'cross-link': 'said where it is followed',
  'ask-human': 'asked what it is',
  escalate: 'reminded those on call',
};

/** What people and the desk did, oldest first. */
function Timeline({ view }: { readonly view: CaseView }) {
  const lines: readonly Line[] = [
    ...view.events.map(({ at, by, what }, index) => ({
      key: `event-${index}`,
      at,
      what: (
        <>
          {what.charAt(0).toUpperCase() + what.slice(1)} by <b>{byName(by)}</b>
        </>
      ),
      message: null,
    })),
    ...view.messages.map((message) => ({
      key: message.key,
      at: message.deliveredAt ?? message.at,
      what: (
        <>
          <b>{personName('desk')}</b> {did[message.kind] ?? message.kind}
          {message.state !== 'delivered' && ` (${message.state})`}
        </>
      ),
      message,
    })),
  ].sort((a, b) => a.at - b.at);
  return (
    <ol class="timeline">
      {lines.map(({ key, at, what, message }) => (
        <li key={key}>
          <time class="quiet number" dateTime={new Date(at).toISOString()}>
            {momentOf(at)}
          </time>
          <p>
            {what}
            {message?.ref != null && message.url !== null && (
              <>
                {' '}
                <a href={message.url}>{message.ref}</a>
              </>
            )}
          </p>
          {message?.error != null && <p class="trouble">{message.error}</p>}
          {message?.text != null && (
            <div class="said">
              <SlackText text={message.text} />
            </div>
          )}
        </li>
      ))}
    </ol>
  );
}
