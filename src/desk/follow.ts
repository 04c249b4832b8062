// Which case a report belongs to once it is decided, and what becomes of that case.

import type { Decision } from '../classifier/index.js';
import { type Case, newCase, type Plan, uniteCases } from '../router/index.js';
import type { AdoptDeps, Adoption } from './adoption.js';
import { escalateAnew } from './escalate-anew.js';
import type { Records, StoredReport } from './records.js';
import { comeAgain } from './recovery.js';

/** The case that the report belongs to from now on: its own, a new one, one it joins, or none. */
export async function follow(
  deps: AdoptDeps,
  records: Records,
  adoption: Adoption,
  plan: Plan,
  joined: Case | null,
  now: number,
): Promise<Case | null> {
  const { stored, decision, cause, onCall, decidedBy = null } = adoption;
  // Nobody is to follow what the desk says to itself.
  if (stored.synthetic) return null;
  const { id } = stored.report;
  const own = await records.caseOf(id);
  if (joined !== null && joined.id !== own?.id) return join(deps, records, adoption, own, joined, now);
  const { class: ofClass, area } = decision;
  const severity = deps.judge.severity(decision);
  if (own !== null) {
    if (cause === 'correction') return own;
    if (isOneOfMany(own, id, ofClass)) return hear(deps, records, own, stored, decision, now);
    const anew = own.class === ofClass ? {} : { waitingSince: now };
    const grade = own.severityBy === undefined ? severity : own.severity;
    const record: Case = { ...own, class: ofClass, area, severity: grade, ...anew };
    await records.saveCase(record);
    await records.addCaseEvent(own.id, { at: now, what: `${ofClass} after ${cause}`, by: 'desk' });
    if (own.class !== ofClass) await escalateAnew(deps, records, record, onCall, now);
    return record;
  }
  if (plan.effects.length === 0 || plan.observed) return null;
  const begun = {
    id: id.replace(/^r-/, 'case-'),
    class: ofClass,
    area,
    severity,
    reports: [id],
    openedAt: now,
  };
  const record = { ...newCase(begun), decidedBy };
  await records.addCase(record);
  await records.addCaseEvent(record.id, { at: now, what: `opened as ${ofClass}`, by: 'desk' });
  for (const timer of deps.judge.timers({ case: record, report: stored, decision, onCall, now })) {
    await records.setTimer(timer);
  }
  return record;
}

/** What one who joined says anew may make a case an incident, and never less than others have reported. */
function isOneOfMany(own: Case, report: string, ofClass: Decision['class']): boolean {
  return own.reports[0] !== report && (own.class === 'incident' || ofClass !== 'incident');
}

/** One who joined says it in other words: the case stays what it is, and may become graver. */
async function hear(
  deps: AdoptDeps,
  records: Records,
  own: Case,
  { report }: StoredReport,
  decision: Decision,
  now: number,
): Promise<Case> {
  const record = own.class === decision.class ? asGraveAs(deps, own, decision) : own;
  await records.saveCase(record);
  await records.addCaseEvent(own.id, {
    at: now,
    what: `${report.id} is ${decision.class} by its edited words`,
    by: 'desk',
  });
  return record;
}

/** The report becomes one more voice of another case; a case of its own alone is merged into that. */
async function join(
  deps: AdoptDeps,
  records: Records,
  { stored, decision, repeats, asksAfter, tellsOf, onCall }: Adoption,
  own: Case | null,
  before: Case,
  now: number,
): Promise<Case> {
  const report = stored.report.id;
  const asks = asksAfter !== undefined;
  // Should its monitor have called it over, it is not any more.
  const joined = asks ? before : await comeAgain(deps, records, before, onCall, now);
  if (repeats !== undefined) return countIn(records, report, joined, now);
  const alone = own !== null && own.reports.length === 1;
  const united = alone
    ? uniteCases(joined, own).target
    : { ...joined, reports: [...new Set([...joined.reports, report])] };
  const record = asks ? united : asGraveAs(deps, united, decision);
  if (alone) {
    await records.saveCase(uniteCases(joined, own).other);
    await records.addCaseEvent(own.id, { at: now, what: `became part of ${joined.id}`, by: 'desk' });
    await records.cancelTimers(own.id);
    await records.moveEffects(own.id, joined.id);
  }
  await records.saveCase(record);
  await records.linkReport(record.id, report);
  await records.addCaseEvent(record.id, {
    at: now,
    what: asks
      ? `${report} asks after it`
      : `${report} reports the same${tellsOf?.id === before.id ? ', by what it says fails' : ''}`,
    by: 'desk',
  });
  // Of hundreds who report the same nobody is to hear of each of the others.
  const gained = record.ticket !== joined.ticket || record.card !== joined.card;
  await records.touchCase(record.id, now + deps.settings.coalesceMs, gained ? 'all' : 'shared');
  return record;
}

/** Of several reports the gravest says how grave it is, unless a person has. */
function asGraveAs({ judge }: AdoptDeps, record: Case, decision: Decision): Case {
  if (record.severityBy !== undefined) return record;
  return { ...record, severity: judge.graver(record.severity, judge.severity(decision)) };
}

/** The same alert once more: its case shows how often, now and then. */
async function countIn(records: Records, report: string, joined: Case, now: number): Promise<Case> {
  const record = { ...joined, reports: [...new Set([...joined.reports, report])] };
  await records.saveCase(record);
  await records.linkReport(record.id, report);
  await records.touchCase(record.id, now + countEveryMs);
  return record;
}

/** How often a growing count is shown: edits have a limit, and no reader follows more. */
const countEveryMs = 15_000;
