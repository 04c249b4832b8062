// What people do to a case: their word is kept, and the desk says and does what follows from it.

import type { ReportClass } from '../classifier/index.js';
import {
  type Case,
  type CaseChange,
  type CaseStep,
  isFollowed,
  type OnCall,
  uniteCases,
} from '../router/index.js';
import { afterStep } from './after-step.js';
import { caseSituation } from './case-situation.js';
import type { RunningDeps } from './deps.js';
import { escalateAnew } from './escalate-anew.js';
import type { DeskEvent } from './events.js';
import { linkTicket } from './link-ticket.js';
import { whoIsOnCall } from './on-call.js';
import { takeWord } from './persons-word.js';
import type { Records } from './records.js';
import { separate } from './separate.js';
import { addEach, tellAll } from './tell-all.js';

/** What a step to a case needs: nothing of the outside but the rota. */
export type ActDeps = Pick<RunningDeps, 'store' | 'judge' | 'rota' | 'settings' | 'log' | 'events'>;

/** Does a step to a case for a person; refused with a sentence where they may not, or there is no such case. */
export async function act(
  deps: ActDeps,
  caseId: string,
  step: CaseStep,
  person: string,
): Promise<CaseChange> {
  const { store, judge, settings, log, events } = deps;
  const onCall = await whoIsOnCall(deps, await store.now());
  let told: readonly DeskEvent[] = [];
  const change = await store.transaction(async (records): Promise<CaseChange> => {
    told = [];
    const record = await records.case(caseId);
    if (record === null) return noSuchCase(caseId);
    if (step.do === 'merge' && (await records.case(step.into)) === null) return noSuchCase(step.into);
    const now = await records.now();
    const reporters = await reportersOf(records, record);
    const made = judge.change(
      record,
      step,
      { person, onCall: onCall.people, reporters, operator: person === settings.operator },
      now,
    );
    if (made.outcome !== 'changed') return made;
    await records.saveCase(made.case);
    await records.addCaseEvent(caseId, made.event);
    await records.addAudit({ at: now, actor: person, what: made.event.what, subject: caseId });
    if (step.do === 'reclassify') told = await reclassify(deps, records, record, made.case, step.to, onCall);
    if (step.do === 'separate') {
      const { report } = step;
      const event = await separate(deps, records, {
        from: made.case,
        report,
        asked: record.asking?.includes(report) === true,
        by: person,
        onCall,
        now,
      });
      if (event !== null) told = [event];
    }
    if (step.do === 'merge') await merge(deps, records, made.case, step.into, onCall, now);
    await settle(records, made.case);
    await afterStep(deps, records, { before: record, after: made.case, step, by: person, onCall, now });
    return made;
  });
  log.info({ case: caseId, step: step.do, outcome: change.outcome }, 'a person did something to a case');
  for (const event of told) events.tell(event);
  return change;
}

function noSuchCase(id: string): CaseChange {
  return { outcome: 'refused', why: `There is no case "${id}".` };
}

/** Who has made the reports of a case. */
export async function reportersOf(records: Records, record: Case): Promise<readonly string[]> {
  const reports = await Promise.all(record.reports.map((id) => records.report(id)));
  return reports.flatMap((stored) => stored?.report.source.user ?? []);
}

/** Each report of the case is decided anew by the person's word, and what that class needs is planned. */
async function reclassify(
  deps: ActDeps,
  records: Records,
  before: Case,
  after: Case,
  to: ReportClass,
  onCall: OnCall,
): Promise<readonly DeskEvent[]> {
  const told: DeskEvent[] = [];
  const word = { to, area: after.area, by: after.decidedBy ?? '' };
  for (const id of before.reports) {
    const asks = after.asking?.includes(id) === true;
    const event = await takeWord(deps, records, id, word, onCall, asks ? after : undefined);
    if (event !== null) told.push(event);
  }
  await regrade(deps, records, after);
  return told;
}

/** How grave it is follows from what its first report is now, unless a person has said so. */
async function regrade({ judge }: ActDeps, records: Records, { id, reports }: Case): Promise<void> {
  const record = await records.case(id);
  const held = await records.decision(reports[0] ?? '');
  if (record === null || held === null || record.severityBy !== undefined) return;
  await records.saveCase({ ...record, severity: judge.severity(held.decision) });
}

/**
 * What was said about the other is spoken of as part of the one from now on, and its reporters are told so, once. The one is
 * as grave as the graver of the two; where that is the other, its own reporters are told as well.
 */
async function merge(
  deps: ActDeps,
  records: Records,
  other: Case,
  into: string,
  onCall: OnCall,
  now: number,
): Promise<void> {
  const target = await records.case(into);
  if (target === null) return;
  const united = uniteCases(target, other);
  const severity = deps.judge.graver(target.severity, other.severity);
  const one: Case = {
    ...united.target,
    ...(target.severityBy === undefined && { severity }),
  };
  await records.saveCase(one);
  await records.saveCase(united.other);
  await records.moveEffects(other.id, into);
  for (const report of other.reports) await records.linkReport(into, report);
  await records.addCaseEvent(into, { at: now, what: `took in ${other.id}`, by: other.decidedBy ?? 'desk' });
  await settle(records, one);
  const isGrown = one.class !== target.class;
  if (isGrown) await escalateAnew(deps, records, one, await caseSituation(records, one, onCall, now));
  await tellAll(deps, records, one, 'promoted', now, isGrown ? one.reports : other.reports);
  await linkTickets(records, one, other.reports);
  await records.touchCase(into, now + deps.settings.coalesceMs);
}

async function linkTickets(records: Records, target: Case, reports: readonly string[]): Promise<void> {
  for (const id of reports) {
    const stored = await records.report(id);
    const effects = await linkTicket(records, id);
    if (stored !== null && effects.length > 0) await addEach(records, target, [stored], effects, 'merged');
  }
}

/** Once somebody has taken a case up nobody is reminded of it; once it is over its reports prove nothing new. */
async function settle(records: Records, record: Case): Promise<void> {
  if (record.status !== 'open') await records.cancelTimers(record.id);
  if (isFollowed(record) || record.status === 'merged') return;
  for (const id of record.reports) await records.setSeen(id, { open: false });
}
