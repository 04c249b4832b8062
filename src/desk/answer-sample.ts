// A quick yes or no to a decision of the weekly sample. A no says what it is instead, and does all that a correction does.

import { REPORT_CLASSES, type ReportClass } from '../classifier/index.js';
import type { ActDeps } from './act.js';
import { type Corrected, correct, noCase } from './correct.js';
import { whoIsOnCall } from './on-call.js';

/** What somebody says of a sampled decision. */
export interface SampleAnswer {
  readonly report: string;
  /** The week of the sample, like 2026-W11. */
  readonly week: string;
  readonly answer: 'yes' | ReportClass;
}

/** Takes an answer from somebody who may say what a case is; of several answers the last one counts. */
export async function answerSample(
  deps: ActDeps,
  { report, week, answer }: SampleAnswer,
  person: string,
): Promise<Corrected> {
  const { store, judge, settings } = deps;
  const decisions = await store.decisions(report);
  const held = decisions.findLast(({ cause }) => cause !== 'correction')?.decision;
  if (held === undefined) return { outcome: 'refused', why: `There is no decision on "${report}".` };
  const decided = REPORT_CLASSES.find((name) => name === held.class);
  if (decided === undefined)
    return {
      outcome: 'refused',
      why: 'The desk has left it undecided: there is nothing to say yes or no to.',
    };
  const now = await store.now();
  const record = await store.caseOf(report);
  const onCall = await whoIsOnCall(deps, now);
  // Asked of the case as it was decided: whether somebody may say what it is does not hang on what they say.
  const asked = { ...(record ?? noCase(report, held, now)), class: decided, area: held.area };
  const who = { person, onCall: onCall.people, reporters: [], operator: person === settings.operator };
  const allowed = judge.change(asked, { do: 'reclassify', to: decided }, who, now);
  if (allowed.outcome === 'refused') return allowed;
  const to = answer === 'yes' ? decided : answer;
  if (to !== decided) {
    const change = await correct(deps, report, { do: 'reclassify', to }, person);
    if (change.outcome === 'refused') return change;
  }
  await store.addCorrection({
    report,
    from: decided,
    to,
    by: person,
    at: await store.now(),
    why: '',
    rulebook: held.rulebook,
    sample: week,
  });
  return { outcome: 'changed' };
}
