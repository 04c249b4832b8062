// Decides stored reports in order of arrival. Decision, plan, effects and case are written in one transaction:
// after a crash either all of it is there, or the report is still to be decided.

import type { Window } from '../classifier/index.js';
import type { OnCall } from '../router/index.js';
import { takenBack } from './added.js';
import { adopt } from './adopt.js';
import { askedAfter, stillAskedAfter } from './asked-after.js';
import type { RunningDeps } from './deps.js';
import { type DeskEvent, nameOf } from './events.js';
import { isOfNoUse } from './guarded-judge.js';
import { whoIsOnCall } from './on-call.js';
import { matterTopics, openIncident } from './open-incident.js';
import { wordHolds } from './persons-word.js';
import { promoteOthers } from './promote.js';
import type { Cause, Records, StoredReport } from './records.js';
import { recover } from './recovery.js';
import { alertTopics, repeatOf } from './same-alert.js';
import { recordShadow } from './shadow.js';
import { topicsOf } from './topics.js';

/** Topic of all alerts that are only watched. */
const watchedTopic = 'watched alerts';

/** Decides the oldest undecided report; false when there is none that another desk is not deciding already. */
export async function decideNext(deps: RunningDeps): Promise<boolean> {
  const { store, log, events } = deps;
  if (!(await store.hasUndecided())) return false;
  const onCall = await whoIsOnCall(deps, await store.now());
  const taken: { report: StoredReport | null } = { report: null };
  let done: Decided | null;
  try {
    done = await store.transaction(async (records) => {
      taken.report = await records.nextUndecided();
      return taken.report === null ? null : decideOne(deps, records, taken.report, onCall);
    });
  } catch (error) {
    if (taken.report === null || !isOfNoUse(error)) throw error;
    const { id } = taken.report.report;
    const stuck = taken.report.attempts + 1 >= deps.settings.decideTries;
    log.error({ report: id, error: nameOf(error.cause), stuck }, 'a report could not be decided');
    await store.markUndecidable(id, nameOf(error.cause), stuck);
    events.tell({ kind: 'undecidable', report: id, stuck });
    return true;
  }
  if (done === null) return false;
  for (const event of done.told) events.tell(event);
  // A rulebook in the shadow may be slow: what is locked for deciding is free by now.
  await recordShadow(deps, store, done.stored, done.around);
  return true;
}

/** What came of deciding a report, and what it was decided beside. */
interface Decided {
  readonly stored: StoredReport;
  readonly told: readonly DeskEvent[];
  readonly around: Window;
}

async function decideOne(
  deps: RunningDeps,
  records: Records,
  stored: StoredReport,
  onCall: OnCall,
): Promise<Decided> {
  const before = await records.decision(stored.report.id);
  if (
    before !== null &&
    (await wordHolds(records, stored.report.id, await records.caseOf(stored.report.id))) !== null
  )
    return leave(records, stored);
  // It is held for what its author says below it, as after an edit.
  const off = await takenBack(deps.judge, stored);
  const report = off === null ? stored.report : { ...stored.report, text: off };
  const features = deps.judge.read(report);
  const alone = await deps.judge.decide(report, features, []);
  const first = off === null ? alone : deps.judge.calledOff(alone);
  // What the desk says to itself must not raise an alarm about the product, nor complete one.
  const topics = stored.synthetic ? [] : topicsOf(deps.judge.seen(report, features, first));
  const watched = !stored.synthetic && deps.judge.watches(report);
  const ofAlert = [...alertTopics(stored), ...(watched ? [watchedTopic] : [])];
  const alike = stored.synthetic ? [] : matterTopics(deps.judge.matter(features, first.area));
  await records.lockTopics([...topics, ...alike, ...ofAlert]);
  const { windowMs } = deps.judge;
  const around = (await records.window(topics, report.at - windowMs, report.at + windowMs)).filter(
    (other) => other.id !== report.id,
  );
  const byRules =
    around.length === 0 || off !== null ? first : await deps.judge.decide(report, features, around);
  const alerts = await records.window([watchedTopic], report.at - windowMs, report.at);
  const beside = { alerts: alerts.filter(({ id }) => id !== report.id), around };
  const decision =
    stored.synthetic || off !== null
      ? byRules
      : deps.judge.raisedByAlerts(report, byRules, deps.judge.seen(report, features, byRules), beside);
  const cause: Cause = before === null ? 'arrival' : 'edit';
  const seen = deps.judge.seen(report, features, decision);
  await records.remember(seen, stored.synthetic ? [] : [...topicsOf(seen), ...ofAlert]);
  const isOver = report.source.kind === 'automated' && features.facts.state === 'resolved';
  const repeats = isOver || cause === 'edit' ? null : await repeatOf(deps, records, stored);
  const asked = cause === 'edit' ? stillAskedAfter : askedAfter;
  const asksAfter = await asked(deps, records, stored, features, decision);
  const tellsOf = await openIncident(deps, records, stored, features, decision);
  const adoption = {
    stored,
    decision,
    cause,
    onCall,
    ...(asksAfter !== null && { asksAfter }),
    ...(tellsOf !== null && { tellsOf }),
  };
  const adopted = await adopt(deps, records, repeats === null ? adoption : { ...adoption, repeats });
  if (isOver) await recover(deps, records, stored);
  await records.markDecided(report.id);
  const promoted = await promoteOthers(deps, records, { stored, decision, around, onCall });
  return { stored, told: [adopted, ...promoted], around };
}

/** A person has said what it is while it waited to be decided anew. */
async function leave(records: Records, stored: StoredReport): Promise<Decided> {
  await records.touchReport(stored.report.id, await records.now());
  await records.markDecided(stored.report.id);
  return { stored, told: [], around: [] };
}
