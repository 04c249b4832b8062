import { useEffect } from 'preact/hooks';
import { Circumstances } from './circumstances.js';
import { Composer } from './composer.js';
import { Outcome } from './outcome.js';
import { RulesSection } from './rules-section.js';
import * as state from './state.js';
import { Nearly, Reasons, Verdict } from './verdict.js';

/** A report as it is typed, and all that the rules make of it. */
export function Playground() {
  useEffect(() => state.keepTrying(), []);
  const tried = state.answer.value;
  return (
    <>
      <h1 class="hidden">Playground</h1>
      <div class="playground">
        <div class="told">
          <Composer />
          <Circumstances />
        </div>
        <div class="decided" aria-busy={state.waiting.value}>
          {state.problem.value !== '' && <p role="alert">{state.problem.value}</p>}
          {tried === null ? (
            <p class="quiet">Reading the rules…</p>
          ) : (
            <>
              <Verdict tried={tried} />
              <Reasons tried={tried} />
              <Nearly tried={tried} />
            </>
          )}
        </div>
        <div class="followed">{tried !== null && <Outcome tried={tried} />}</div>
      </div>
      <RulesSection />
    </>
  );
}
