// What the edited rules make of the report that stands above the editor.

import type { HeardConcept } from '../../../src/web/page/shapes.js';
import { answer, problem, text } from '../playground/state.js';
import { CLASS_TITLES, percent } from '../words.js';
import * as state from './state.js';

/** Its class; told aloud above already. */
export function ReportNow() {
  const tried = answer.value;
  if (tried === null) return null;
  return (
    <section aria-labelledby="now-title" aria-live="off">
      <h3 id="now-title">The report above is now</h3>
      <p class={`now of-${tried.class}`}>
        <b>{CLASS_TITLES[tried.class]}</b>{' '}
        <span class="quiet">
          {tried.area?.title ?? 'no area'}, {percent(tried.confidence)} sure
        </span>
      </p>
      {problem.value !== '' && <p class="quiet small">{problem.value}</p>}
      <p class="words">{text.value.slice(0, mostWords)}</p>
    </section>
  );
}

const mostWords = 180;

/** With more concepts than this, the rest is unfolded when it is wanted. */
const mostConcepts = 10;

/** What its words were heard as: each concept leads to its place in the vocabulary. */
export function HeardNow() {
  const tried = answer.value;
  if (tried === null) return null;
  const { heard } = tried;
  const others = heard.slice(mostConcepts);
  return (
    <section aria-labelledby="heard-title">
      <h3 id="heard-title">What the words were heard as</h3>
      {heard.length === 0 && <p class="quiet">Nothing: no word of the report belongs to a concept.</p>}
      <Concepts of={heard.slice(0, mostConcepts)} />
      {others.length > 0 && (
        <details>
          <summary>And {others.length} more</summary>
          <Concepts of={others} />
        </details>
      )}
    </section>
  );
}

function Concepts({ of }: { readonly of: readonly HeardConcept[] }) {
  return (
    <ul class="heard">
      {of.map(({ concept, words, beside }) => (
        <li key={concept}>
          <button
            type="button"
            class="plain link"
            aria-label={`Open the concept ${concept}`}
            onClick={() => state.showConcept(concept)}
          >
            {concept}
          </button>{' '}
          {words.map(({ text: said, denied }, index) => (
            <span key={`${denied} ${said}`}>
              {index > 0 && ', '}
              <q>{said.replace(/\s+/g, ' ')}</q>
              {denied !== null && ` (denied: ${denied})`}
            </span>
          ))}{' '}
          <span class="quiet">{beside}</span>
        </li>
      ))}
    </ul>
  );
}
