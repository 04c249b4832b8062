// What people say of a report that nobody follows as a case: in a channel that is only observed, or one that was decided
// to be nothing to follow.

import type { Decision } from '../classifier/index.js';
import { type Case, isFollowed, newCase, type Reclassify } from '../router/index.js';
import { type ActDeps, act } from './act.js';
import type { DeskEvent } from './events.js';
import { whoIsOnCall } from './on-call.js';
import { takeWord } from './persons-word.js';

/** What came of it; `why` is a sentence for whoever said it. */
export type Corrected =
  | { readonly outcome: 'changed' }
  | { readonly outcome: 'unchanged' | 'refused'; readonly why: string };

/** Takes a person's word on a report; where it has a case, that is what is reclassified. */
export async function correct(
  deps: ActDeps,
  report: string,
  step: Reclassify,
  person: string,
): Promise<Corrected> {
  const { store, judge, settings, log, events } = deps;
  const onCall = await whoIsOnCall(deps, await store.now());
  let told: DeskEvent | null = null;
  const done = await store.transaction(async (records): Promise<Corrected | { readonly case: string }> => {
    told = null;
    const stored = await records.lockReport(report);
    const held = await records.decision(report);
    if (stored === null || stored.state === 'erased' || held === null)
      return { outcome: 'refused', why: 'There is no such report any more.' };
    const record = await records.caseOf(report);
    if (record !== null) return { case: record.id };
    const now = await records.now();
    const asked = noCase(report, held.decision, now);
    const reporters = [stored.report.source.user];
    const who = { person, onCall: onCall.people, reporters, operator: person === settings.operator };
    const made = judge.change(asked, step, who, now);
    if (made.outcome !== 'changed') return made;
    told = await takeWord(deps, records, report, { to: step.to, area: made.case.area, by: person }, onCall);
    await records.addAudit({ at: now, actor: person, what: made.event.what, subject: report });
    if (!isFollowed(made.case)) await records.setSeen(report, { open: false });
    return { outcome: 'changed' };
  });
  if ('case' in done) return act(deps, done.case, step, person);
  log.info({ report, outcome: done.outcome }, 'a person said what a report is');
  if (told !== null) events.tell(told);
  return done;
}

/** A case of a report that has none: for asking what somebody may do. */
export function noCase(report: string, decision: Pick<Decision, 'class' | 'area'>, now: number): Case {
  const { class: ofClass, area } = decision;
  return newCase({ id: '', class: ofClass, area, severity: null, reports: [report], openedAt: now });
}
