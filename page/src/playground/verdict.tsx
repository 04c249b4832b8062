import type { Tried } from '../../../src/web/page/shapes.js';
import { CLASS_SHORT, CLASS_TITLES, CLASSES, momentOf, percent } from '../words.js';
import * as state from './state.js';

/** What the report is, and how sure that is. */
export function Verdict({ tried }: { readonly tried: Tried }) {
  return (
    <section class="verdict" aria-live="polite" aria-label="Decision">
      <p class={`class of-${tried.class}`}>
        {CLASS_TITLES[tried.class]}
        {tried.class === 'undecided' && (
          <span class="quiet"> perhaps {CLASS_TITLES[tried.bestGuess].toLowerCase()}</span>
        )}
      </p>
      <ul class="facts">
        <li>{tried.area?.title ?? 'No area'}</li>
        <li>
          <span class="number">{percent(tried.confidence)}</span> sure
        </li>
        {tried.scope !== 'unknown' && <li>Affects {tried.scope}</li>}
        {tried.severity !== null && <li>{tried.severity}</li>}
        {tried.wakes && <li>Wakes people</li>}
        {tried.deadline !== null && (
          <li>
            By “{tried.deadline.text}”{tried.deadline.at !== null && ` (${momentOf(tried.deadline.at)})`}
          </li>
        )}
      </ul>
      {tried.correlation !== null && (
        <p>
          One failure together with {tried.correlation.with.join(', ')}, by the rule{' '}
          <code>{tried.correlation.rule}</code>.
        </p>
      )}
      <Bars tried={tried} />
    </section>
  );
}

/** The evidence for each class, and what that makes of its chance. */
function Bars({ tried }: { readonly tried: Tried }) {
  const decisive = tried.fired.some((firing) => firing.decisive);
  return (
    <table class="bars">
      <caption class="hidden">Chance and evidence per class</caption>
      <thead class="hidden">
        <tr>
          <th scope="col">Class</th>
          <th scope="col">Chance</th>
          <th scope="col">Evidence</th>
        </tr>
      </thead>
      <tbody>
        {CLASSES.map((name) => {
          const chance = decisive ? Number(tried.class === name) : tried.chances[name];
          return (
            <tr key={name}>
              <th scope="row">{CLASS_SHORT[name]}</th>
              <td class="bar">
                <meter
                  class={`of-${name}`}
                  min="0"
                  max="1"
                  value={chance}
                  aria-label={`${CLASS_SHORT[name]} chance`}
                >
                  {percent(chance)}
                </meter>
                <span class="number">{percent(chance)}</span>
              </td>
              <td class="number quiet">{decisive ? '' : signed(tried.scores[name])}</td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}

/** With more reasons than this, the rest is unfolded when it is wanted. */
const mostReasons = 6;

/** Why: every rule that fired, and what it saw; the rules that count less are folded away. */
export function Reasons({ tried }: { readonly tried: Tried }) {
  const shown = tried.fired.filter(({ weight }) => weight !== 0);
  const others = shown.slice(mostReasons);
  return (
    <section aria-labelledby="reasons-title">
      <h2 id="reasons-title">Why</h2>
      {shown.length === 0 && <p class="quiet">No rule has anything to say about it.</p>}
      <Firings of={shown.slice(0, mostReasons)} />
      {others.length > 0 && (
        <details>
          <summary>And {others.length} more</summary>
          <Firings of={others} />
        </details>
      )}
    </section>
  );
}

function Firings({ of }: { readonly of: Tried['fired'] }) {
  return (
    <ul class="reasons">
      {of.map((firing) => (
        <li
          key={firing.rule}
          onMouseEnter={() => point(firing.rule)}
          onMouseLeave={() => point(null)}
          class={`of-${firing.class}`}
        >
          <button type="button" class="plain" onFocus={() => point(firing.rule)} onBlur={() => point(null)}>
            {firing.why}
          </button>
          <p class="quiet">
            <code>{firing.rule}</code>
            <span>
              {firing.decisive ? 'decides' : signed(firing.weight ?? 0)} for {CLASS_SHORT[firing.class]}
            </span>
            {firing.inFile && (
              <button
                type="button"
                class="plain link"
                aria-label={`Edit the rule ${firing.rule}`}
                onClick={() => state.editRule(firing.rule)}
              >
                Edit
              </button>
            )}
          </p>
          {firing.evidence.length > 0 && (
            <p class="saw">
              {firing.evidence.slice(0, 8).map(({ text, start }) => (
                <q key={start}>{text}</q>
              ))}
            </p>
          )}
        </li>
      ))}
    </ul>
  );
}

function point(rule: string | null): void {
  state.pointedAt.value = rule;
}

const mostShown = 4;

/** What nearly fired, and what is missing. */
export function Nearly({ tried }: { readonly tried: Tried }) {
  if (tried.nearly.length === 0 && tried.flips.length === 0) return null;
  return (
    <section aria-labelledby="nearly-title">
      <h2 id="nearly-title">What is missing</h2>
      {tried.flips.length === 0 && (
        <p class="quiet">No single change leads to another class: several conditions would have to change.</p>
      )}
      <ul class="lines">
        {tried.flips.slice(0, mostShown).map(({ to, sentence }) => (
          <li key={sentence} class={`of-${to}`}>
            {sentence}
          </li>
        ))}
      </ul>
      {tried.nearly.length > 0 && (
        <details>
          <summary>Rules that nearly fired ({tried.nearly.length})</summary>
          <ul class="lines">
            {tried.nearly.map(({ rule, class: of, missing }) => (
              <li key={rule} class={`of-${of}`}>
                {missing}
              </li>
            ))}
          </ul>
        </details>
      )}
    </section>
  );
}

function signed(weight: number): string {
  return `${weight < 0 ? '−' : '+'}${Math.abs(weight).toFixed(2)}`;
}
