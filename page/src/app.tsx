import type { ComponentType } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { Accuracy } from './accuracy/accuracy.js';
import { begin, logout, standing, start } from './ask.js';
import { Cases } from './cases/cases.js';
import { connected, listen } from './live.js';
import { Login } from './login.js';
import { linkTo, place } from './place.js';
import { Playground } from './playground/playground.js';
import { Week } from './week/week.js';
import { personName } from './words.js';

interface View {
  readonly name: string;
  readonly title: string;
  readonly Shown: ComponentType;
}

const views: readonly [View, ...View[]] = [
  { name: 'playground', title: 'Playground', Shown: Playground },
  { name: 'cases', title: 'Cases', Shown: Cases },
  { name: 'week', title: 'The week', Shown: Week },
  { name: 'accuracy', title: 'Accuracy', Shown: Accuracy },
];

/** The frame around the views, and whatever stands in their way. */
export function App() {
  useEffect(() => void begin(), []);
  const ready = standing.value === 'ready';
  useEffect(() => (ready ? listen() : undefined), [ready]);
  if (standing.value === 'login') return <Login />;
  if (standing.value === 'away') return <Away />;
  if (start.value === null) return <p class="quiet centred">Opening the desk…</p>;
  return <Frame />;
}

function Frame() {
  const view = views.find(({ name }) => name === place.value[0]) ?? views[0];
  const main = useRef<HTMLElement>(null);
  const first = useRef(true);
  useEffect(() => {
    document.title = `${view.title} · Triage Desk`;
  }, [view]);
  const here = place.value.join('/');
  useEffect(() => {
    // Whoever follows a link by keyboard goes on in what it opened, from its beginning.
    if (!first.current) {
      window.scrollTo(0, 0);
      main.current?.focus();
    }
    first.current = false;
  }, [here]);
  return (
    <>
      <button type="button" class="skip" onClick={() => main.current?.focus()}>
        To the content
      </button>
      <header class="top">
        <a class="brand" href={linkTo('playground')}>
          <img src="/icon.svg" alt="" width="26" height="26" />
          Triage Desk
        </a>
        <nav aria-label="Views">
          {views.map(({ name, title }) => (
            <a key={name} href={linkTo(name)} aria-current={name === view.name ? 'page' : undefined}>
              {title}
            </a>
          ))}
        </nav>
        <Standing />
      </header>
      <main id="main" ref={main} tabIndex={-1}>
        <view.Shown />
      </main>
    </>
  );
}

function Standing() {
  const begun = start.value;
  if (begun === null) return null;
  const { visitor } = begun;
  const who = visitor.may === 'read' ? 'Read only' : visitor.person && personName(visitor.person);
  return (
    <p class="standing" role="status">
      {!connected.value && <span class="badge warn">Connection lost, trying again</span>}
      {begun.local && <span class="badge">Local mode</span>}
      {who !== null && <span class="badge">{who}</span>}
      {(visitor.person !== null || visitor.may === 'read') && (
        <button type="button" class="plain" onClick={() => void logout()}>
          Log out
        </button>
      )}
    </p>
  );
}

function Away() {
  return (
    <div class="centred">
      <h1>The desk does not answer</h1>
      <p class="quiet">It may have been stopped. What it has accepted is kept.</p>
      <button type="button" onClick={() => void begin()}>
        Try again
      </button>
    </div>
  );
}
