// Takes a decision on: keeps it, opens or joins a case, plans the effects. Used for every cause of a decision.

import type { Decision, Report } from '../classifier/index.js';
import {
  type Case,
  type Effect,
  isFollowed,
  mayWake,
  newCase,
  type OnCall,
  type PersonId,
  type Plan,
  uniteCases,
} from '../router/index.js';
import { pointThere } from './asked-after.js';
import type { RunningDeps } from './deps.js';
import { escalateAnew } from './escalate-anew.js';
import type { DeskEvent } from './events.js';
import { withinLimits } from './limits.js';
import { linkTicket, noteJoined } from './link-ticket.js';
import { livingReport } from './living-report.js';
import { placeOf } from './place.js';
import type { Cause, Records, StoredReport } from './records.js';
import { comeAgain } from './recovery.js';
import type { Repeat } from './same-alert.js';
import { readSpeaking } from './speaking.js';
import { tellJoined } from './tell-joined.js';

/** A decision about a report, and what is needed to act on it. */
export interface Adoption {
  readonly stored: StoredReport;
  readonly decision: Decision;
  readonly cause: Cause;
  readonly onCall: OnCall;
  /** The case that the report joins, where others have one already. */
  readonly joins?: Case;
  /** It is an alert that came before: it is counted in its case, and nothing more is said. */
  readonly repeats?: Repeat;
  /** A person has said so. */
  readonly decidedBy?: PersonId;
  /** Whoever brings it about tells the reporter of it. */
  readonly isTold?: boolean;
  /** Somebody asks after that case. */
  readonly asksAfter?: Case;
  /** The open incident whose reports tell of the same. */
  readonly tellsOf?: Case;
}

/** Writing needs nothing of the outside. */
export type AdoptDeps = Pick<RunningDeps, 'judge' | 'settings'>;

type Decided = Extract<DeskEvent, { kind: 'decided' }>;

/** Writes all that follows from a decision; to be called inside a transaction. */
export async function adopt(deps: AdoptDeps, records: Records, adoption: Adoption): Promise<Decided> {
  const { stored, decision, cause, onCall } = adoption;
  const { report } = stored;
  const now = await records.now();
  const revision = await records.addDecision(decision, cause, now);
  const whole = deps.judge.plan({
    report,
    decision,
    onCall,
    hours: deps.judge.hoursAt(now),
    installation: (await readSpeaking(records, deps)).installation,
  });
  const { asksAfter } = adoption;
  const joins =
    asksAfter ?? adoption.joins ?? adoption.repeats?.case ?? (await caseToJoin(records, adoption));
  const joined = whole.observed ? null : joins;
  const followed = await follow(deps, records, adoption, whole, joined, now);
  const plan = await withinLimits(
    deps,
    records,
    stored,
    decision,
    onCall.people,
    asksAfter === undefined || whole.observed
      ? partOf(whole, followed, adoption)
      : await pointThere(records, whole, asksAfter, stored),
  );
  await records.cancelEffects(
    report.id,
    plan.effects.map(({ key }) => key),
  );
  const told = adoption.isTold === true ? [] : await newsFor(records, report.id, plan, decision, cause);
  const linked =
    followed === null || followed.reports[0] === report.id ? [] : await linkTicket(records, report.id);
  const noted =
    followed === null || asksAfter !== undefined ? [] : await noteJoined(records, followed, stored);
  const shown =
    followed === null || asksAfter !== undefined || adoption.repeats !== undefined
      ? []
      : await tellJoined(deps, records, followed, stored);
  const effects = [...plan.effects, ...told, ...linked, ...noted, ...shown];
  await records.addPlan({ ...plan, effects }, followed?.id ?? null, revision, now, (effect) =>
    placeOf(effect, stored),
  );
  if (revision > 1) await records.touchReport(report.id, now + deps.settings.coalesceMs);
  return { kind: 'decided', report: stored, decision, cause, plan, caseId: followed?.id ?? null };
}

/** The open incident that other reports of the same pattern belong to, or of which others have told the same. */
async function caseToJoin(records: Records, { decision, tellsOf }: Adoption): Promise<Case | null> {
  const known = (await caseOfPattern(records, decision)) ?? tellsOf ?? null;
  if (known === null) return null;
  // Downtime must call somebody, at night too, which a case that may wake nobody would not: evening comes to every case.
  return !mayWake(decision) || (await wakes(records, known)) ? known : null;
}

async function caseOfPattern(records: Records, { correlation }: Decision): Promise<Case | null> {
  for (const other of correlation?.with ?? []) {
    const record = await records.caseOf(other);
    if (record !== null && record.class === 'incident' && isFollowed(record)) return record;
  }
  return null;
}

async function wakes(records: Records, record: Case): Promise<boolean> {
  const first = await livingReport(records, record);
  const held = first === null ? null : await records.decision(first.report.id);
  return held !== null && mayWake(held.decision);
}

/** The case that the report belongs to from now on: its own, a new one, one it joins, or none. */
async function follow(
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

/**
 * Whoever was told something that is no longer so is told anew in a message of its own, once per class: the edit
 * of the first answer notifies nobody.
 */
async function newsFor(
  records: Records,
  report: string,
  plan: Plan,
  decision: Decision,
  cause: Cause,
): Promise<readonly Effect[]> {
  const reply = plan.effects.find(({ kind }) => kind === 'reply');
  const answered = reply === undefined ? null : ((await records.effect(reply.key))?.deliveredAt ?? null);
  if (reply === undefined || answered === null) return [];
  const decisions = await records.decisions(report);
  const previous = decisions.at(-2);
  if (previous === undefined || previous.decision.class === decision.class) return [];
  const template = newsByCause[cause] ?? reply.template;
  return [{ ...reply, key: `${report}:tell:now-${decision.class}`, kind: 'tell', template, after: [] }];
}

/** What of a plan is still to be done, where others have reported the same before. */
function partOf(whole: Plan, followed: Case | null, { stored, repeats }: Adoption): Plan {
  const isRepeat = repeats !== undefined && (repeats.case !== null || whole.observed);
  if (isRepeat) return { ...whole, effects: [], withheld: 'messages: the same alert was told before' };
  return followed === null || followed.reports[0] === stored.report.id
    ? whole
    : asOneOfMany(whole, stored.report);
}

/** The text that tells of a change, by what brought it about; after an edit the answer itself is given anew. */
const newsByCause: Readonly<Partial<Record<Cause, string>>> = {
  correction: 'reclassified',
  correlation: 'promoted',
};

/**
 * One more voice for a case that is announced, filed and carded already: only its reporter is answered, and nobody is
 * called a second time. A machine needs no answer.
 */
function asOneOfMany(plan: Plan, { source }: Report): Plan {
  const replies = plan.effects.filter((effect: Effect) => effect.kind === 'reply' && source.kind === 'human');
  return { ...plan, effects: replies.map((effect) => ({ ...effect, mentions: [], after: [] })) };
}
