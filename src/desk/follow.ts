// Which case a report belongs to once it is decided, and what becomes of that case.

import type { Decision } from '../classifier/index.js';
import { type Case, isGraver, newCase, type Plan, staysByOthers, uniteCases } from '../router/index.js';
import type { AdoptDeps, Adoption } from './adoption.js';
import { caseSituation } from './case-situation.js';
import { escalateAnew } from './escalate-anew.js';
import type { Records } from './records.js';
import { comeAgain } from './recovery.js';
import { type Voice, voicesOf } from './voices.js';

/**
 * What of its plan a report brings about: the `whole` of it; only the `answer` to its reporter, being one more voice of
 * what is announced and filed already; or `nothing`, as others still tell what the case is.
 */
export type Part = 'whole' | 'answer' | 'nothing';

/** What became of a report that was decided. */
export interface Followed {
  /** The case that it belongs to from now on: its own, a new one, one it joins, or none. */
  readonly case: Case | null;
  readonly part: Part;
  /** The case is another thing from now on. */
  readonly changed?: true;
}

/** Opens a case, joins one, or goes on with that of the report. */
export async function follow(
  deps: AdoptDeps,
  records: Records,
  adoption: Adoption,
  plan: Plan,
  joined: Case | null,
  now: number,
): Promise<Followed> {
  const { stored, cause, asksAfter } = adoption;
  // Nobody is to follow what the desk says to itself.
  if (stored.synthetic) return { case: null, part: 'whole' };
  const { id } = stored.report;
  const own = await records.caseOf(id);
  if (joined !== null && joined.id !== own?.id) {
    const record = await join(deps, records, adoption, own, joined, now);
    return { case: record, part: record.reports[0] === id ? 'whole' : 'answer' };
  }
  if (own !== null && asksAfter !== undefined) return { case: own, part: 'nothing' };
  if (own === null) return { case: await open(deps, records, adoption, plan, now), part: 'whole' };
  if (cause === 'correction') return { case: own, part: own.reports[0] === id ? 'whole' : 'answer' };
  return goOn(deps, records, adoption, own, now);
}

async function open(
  deps: AdoptDeps,
  records: Records,
  { stored, decision, onCall, decidedBy }: Adoption,
  plan: Plan,
  now: number,
): Promise<Case | null> {
  if (plan.effects.length === 0 || plan.observed) return null;
  const { id } = stored.report;
  const { class: ofClass, area } = decision;
  const begun = {
    id: id.replace(/^r-/, 'case-'),
    class: ofClass,
    area,
    severity: deps.judge.severity(decision),
    reports: [id],
    openedAt: now,
  };
  const record = { ...newCase(begun), decidedBy: decidedBy ?? null };
  await records.addCase(record);
  await records.addCaseEvent(record.id, { at: now, what: `opened as ${ofClass}`, by: 'desk' });
  for (const timer of deps.judge.timers({ case: record, report: stored, decision, onCall, now })) {
    await records.setTimer(timer);
  }
  return record;
}

/** What a report says by now makes its case graver, or another thing, and never less than others of it still tell. */
async function goOn(
  deps: AdoptDeps,
  records: Records,
  { stored, decision, cause, onCall }: Adoption,
  own: Case,
  now: number,
): Promise<Followed> {
  const { id } = stored.report;
  const { class: said, area } = decision;
  const others = own.reports.length === 1 ? [] : await voicesOf(records, own, id);
  const classes = others.flatMap((other) => other.decision?.class ?? []);
  if (staysByOthers(own.class, said, classes)) {
    const what = `${id} is ${said} by its edited words`;
    await records.addCaseEvent(own.id, { at: now, what, by: 'desk' });
    await records.touchCase(own.id, now + deps.settings.coalesceMs, 'shared');
    return { case: own, part: 'nothing' };
  }
  const alike = others.flatMap((other) => (other.decision?.class === said ? other.decision : []));
  const severity = [decision, ...alike]
    .map((each) => deps.judge.severity(each))
    .reduce((one, other) => deps.judge.graver(one, other));
  const record: Case = {
    ...own,
    class: said,
    status: statusOf(own, said),
    area: alike.some((other) => other.area === own.area) ? own.area : area,
    severity: own.severityBy === undefined ? severity : own.severity,
    ...(own.class !== said && { waitingSince: now }),
  };
  await records.saveCase(record);
  await records.addCaseEvent(own.id, { at: now, what: `${said} after ${cause}`, by: 'desk' });
  const changed = own.class !== said;
  await records.touchCase(own.id, now + deps.settings.coalesceMs, changed ? 'all' : 'shared');
  if (!changed) return { case: record, part: own.reports[0] === id ? 'whole' : 'answer' };
  await escalateAnew(deps, records, record, await caseSituation(records, record, onCall, now));
  await hearAnew(records, said, others);
  return { case: record, part: 'whole', changed };
}

/** What is no problem by its author's own words is followed by nobody, unless somebody has taken it up. */
function statusOf({ status }: Case, said: Decision['class']): Case['status'] {
  if (status === 'open') return said === 'none' ? 'reclassified' : 'open';
  return status === 'reclassified' && said !== 'none' ? 'open' : status;
}

/** What was outvoted by one who says less by now is to be done after all. */
async function hearAnew(records: Records, said: Decision['class'], others: readonly Voice[]): Promise<void> {
  for (const { stored, decision } of others)
    if (decision !== null && isGraver(decision.class, said)) await records.reopenReport(stored.report.id);
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
  const record = asks
    ? { ...united, asking: [...(united.asking ?? []), report] }
    : asGraveAs(deps, united, decision);
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
