import type { Tried } from '../../../src/web/page/shapes.js';
import { SlackText } from '../slack-text.js';

/** What its reporter would read, and what else the desk would do. */
export function Outcome({ tried }: { readonly tried: Tried }) {
  return (
    <>
      <section aria-labelledby="reply-title">
        <h2 id="reply-title">The reply</h2>
        {tried.reply === null ? (
          <p class="quiet">The desk would say nothing to the reporter.</p>
        ) : (
          <div class="slack">
            <img src="/icon.svg" alt="" width="36" height="36" />
            <div>
              <p class="from">
                Triage Desk <span class="app">APP</span>
              </p>
              <SlackText text={tried.reply} />
            </div>
          </div>
        )}
      </section>
      <section aria-labelledby="route-title">
        <h2 id="route-title">The route</h2>
        <p>
          It takes the route <code>{tried.route}</code>
          {tried.effects.length === 0 ? ', and nothing is done.' : ':'}
        </p>
        <ol class="effects">
          {tried.effects.map((effect) => (
            <li key={effect}>{effect}</li>
          ))}
        </ol>
      </section>
    </>
  );
}
