// The life of a case: open → acknowledged → resolved, or reclassified, or merged into another. Pure: a case and a
// step give a case and a line of its history. A person's word is final: the desk overrides nothing they decided.

import type { ReportClass } from '../classifier/index.js';
import { mayDo } from './permissions.js';
import type { CaseAction, Policy } from './policy.js';
import type { Case, CaseEvent, CaseNote, CaseStatus, NoteKind, PersonId } from './types.js';

/** The desk's name as the one who did something to a case. */
export const DESK = 'desk';

/** Whoever sits at the machine in local mode; those who read what the desk says are told of its operator. */
export const OPERATOR = 'you';

/**
 * What somebody, or the desk, does to a case: the whole of what buttons, commands, verbs and the HTTP doors offer.
 *
 * - `acknowledge`: somebody takes it up; nobody is reminded of it any more.
 * - `resolve`: it is over; told once in every thread of the case.
 * - `reopen`: it is not over, or is followed again; told where it was called resolved, and escalated anew.
 * - `reclassify`: a person's word on what it is. The reports are routed anew; a misreported one goes to the backlog.
 * - `merge`: its reports become reports of `into`, whose reporters are told of one and the same incident.
 * - `separate`: one of its reports is another matter, and gets a case of its own.
 * - `set-severity`: a name of the policy's scale.
 * - `add-note`: a way around the problem; `add-talking-point`: what to say to partners; `tell`: news. Each is told
 *   once in every thread of the case.
 * - `follow-up`: the fix leaves a root cause; files a ticket of its own in the backlog, linked to the case.
 * - `ask-point-person`: calls the point person of the area in. Out of hours at once for an outage only; anything else
 *   waits for the next working day.
 */
export type CaseStep =
  | { readonly do: 'acknowledge' }
  | { readonly do: 'take-over' }
  | { readonly do: 'resolve' }
  | { readonly do: 'reopen' }
  | { readonly do: 'reclassify'; readonly to: ReportClass; readonly area?: string | null }
  | { readonly do: 'merge'; readonly into: string }
  | { readonly do: 'separate'; readonly report: string }
  | { readonly do: 'set-severity'; readonly severity: string }
  | { readonly do: 'add-note'; readonly text: string }
  | { readonly do: 'add-talking-point'; readonly text: string }
  | { readonly do: 'tell'; readonly text: string }
  | { readonly do: 'follow-up'; readonly text: string }
  | { readonly do: 'ask-point-person' };

/** A person's word on what something is; without an area that stays as it is. */
export type Reclassify = Extract<CaseStep, { readonly do: 'reclassify' }>;

/** Who does it: a person with their roles in the case, or the desk itself. */
export type Actor =
  | { readonly kind: 'person'; readonly id: PersonId; readonly roles: readonly string[] }
  | { readonly kind: 'desk' };

/** What came of a step. `why` is a sentence for whoever tried it. */
export type CaseChange =
  | { readonly outcome: 'changed'; readonly case: Case; readonly event: CaseEvent }
  | { readonly outcome: 'unchanged'; readonly why: string }
  | { readonly outcome: 'refused'; readonly why: string };

/** The case after a step at a moment (milliseconds since 1970, UTC). */
export function changeCase(
  record: Case,
  step: CaseStep,
  actor: Actor,
  at: number,
  policy: Policy,
): CaseChange {
  const refusal = refusalOf(record, step, actor, policy);
  if (refusal !== null) return { outcome: 'refused', why: refusal };
  const by = actor.kind === 'desk' ? 'desk' : actor.id;
  const change = applied(record, step, by, at);
  if (change === null)
    return { outcome: 'unchanged', why: `It is so already: ${stepInWords(step, record)}.` };
  const decides = actor.kind === 'person' && isDecision(step);
  return {
    outcome: 'changed',
    case: { ...record, ...change, ...(decides && { decidedBy: by }) },
    event: { at, by, what: stepInWords(step, record) },
  };
}

/**
 * Two cases as one: the reports of `other` become reports of `target`, and `other` is merged into it. The desk does
 * not merge what a person has decided on; ask `changeCase` with the step `merge` first.
 */
export function uniteCases(target: Case, other: Case): { readonly target: Case; readonly other: Case } {
  return {
    target: {
      ...target,
      reports: [...new Set([...target.reports, ...other.reports])],
      openedAt: Math.min(target.openedAt, other.openedAt),
      ticket: target.ticket ?? other.ticket,
      card: target.card ?? other.card,
      ...bothNotes(target, other),
      ...takenFrom(target, other),
      ...asking([...(target.asking ?? []), ...(other.asking ?? [])]),
    },
    other: { ...other, status: 'merged', mergedInto: target.id },
  };
}

/** An incident stays one also in a case that was none, and whoever has taken it up has taken up both. */
function takenFrom(target: Case, other: Case): Partial<Case> {
  if (!isFollowed(target) || other.class !== 'incident') return {};
  const { acknowledged } = other;
  const isGraver = target.class !== 'incident' && target.decidedBy === null;
  if (target.class !== 'incident' && !isGraver) return {};
  return {
    ...(isGraver && {
      class: other.class,
      area: other.area,
      status: 'open',
      acknowledged: null,
      waitingSince: other.waitingSince ?? other.openedAt,
    }),
    ...(acknowledged !== null &&
      (isGraver || target.acknowledged === null) && { status: 'acknowledged', acknowledged }),
  };
}

function asking(reports: readonly string[]): Pick<Case, 'asking'> {
  return reports.length === 0 ? {} : { asking: [...new Set(reports)] };
}

function bothNotes(target: Case, other: Case): Pick<Case, 'notes' | 'followUps'> {
  const notes = [...(target.notes ?? []), ...(other.notes ?? [])].sort((one, two) => one.at - two.at);
  const followUps = [...(target.followUps ?? []), ...(other.followUps ?? [])];
  return { ...(notes.length > 0 && { notes }), ...(followUps.length > 0 && { followUps }) };
}

/** What is left of a case when one of its reports is another matter. */
export function withoutReport(
  { reports, asking = [] }: Case,
  report: string,
): Required<Pick<Case, 'reports' | 'asking'>> {
  const others = (ids: readonly string[]) => ids.filter((id) => id !== report);
  return { reports: others(reports), asking: others(asking) };
}

/** The last note of a kind; null when there is none. */
export function lastNote(record: Case, kind: NoteKind): CaseNote | null {
  return record.notes?.findLast((note) => note.kind === kind) ?? null;
}

/** A case as it begins: nobody has done anything about it yet. */
export function newCase({ id, class: ofClass, ...begun }: Begun): Case {
  return {
    id,
    status: 'open',
    class: ofClass,
    ...begun,
    acknowledged: null,
    resolved: null,
    decidedBy: null,
    ticket: null,
    card: null,
  };
}

type Begun = Pick<Case, 'id' | 'class' | 'area' | 'severity' | 'reports' | 'openedAt'>;

/**
 * True while somebody has still to answer: who changes its class or severity has not taken it up yet. What a monitor
 * says is over waits for nobody.
 */
export function isWaiting(record: Case): boolean {
  return record.status === 'open' && record.acknowledged === null && record.recoveredAt === undefined;
}

/** A case whose monitor called it over too soon. The time in which it was held over is not counted as waited. */
export function backAgain({ recoveredAt, ...record }: Case, at: number): Case {
  if (recoveredAt === undefined) return record;
  return { ...record, waitingSince: (record.waitingSince ?? record.openedAt) + at - recoveredAt };
}

/** True while the case is followed at all. */
export function isFollowed(record: Case): boolean {
  return record.status === 'open' || record.status === 'acknowledged';
}

/** From which states each step is possible. */
const possibleFrom: Readonly<Record<CaseAction, readonly CaseStatus[]>> = {
  acknowledge: ['open', 'acknowledged'],
  'take-over': ['open', 'acknowledged'],
  resolve: ['open', 'acknowledged', 'resolved'],
  reopen: ['resolved', 'reclassified', 'open', 'acknowledged'],
  reclassify: ['open', 'acknowledged', 'resolved', 'reclassified'],
  merge: ['open', 'acknowledged', 'reclassified', 'merged'],
  separate: ['open', 'acknowledged', 'resolved'],
  'set-severity': ['open', 'acknowledged', 'resolved', 'reclassified'],
  'add-note': ['open', 'acknowledged', 'resolved', 'reclassified'],
  'add-talking-point': ['open', 'acknowledged', 'resolved', 'reclassified'],
  tell: ['open', 'acknowledged', 'resolved', 'reclassified'],
  'follow-up': ['open', 'acknowledged', 'resolved'],
  'ask-point-person': ['open', 'acknowledged'],
};

/** The PM of another area would wonder why it is not up to them. */
function upTo(roles: readonly string[]): string {
  const ofTheArea = roles.filter((role) => role === 'pm' || role === 'point-person').join(' and ');
  return `${roles.join(', ')}${ofTheArea === '' ? '' : ` (${ofTheArea} of its area)`}`;
}

function refusalOf(record: Case, step: CaseStep, actor: Actor, policy: Policy): string | null {
  if (actor.kind === 'person' && !mayDo(step.do, actor.roles, policy))
    return `To ${actionInWords[step.do]} a case is up to ${upTo(policy.permissions[step.do])}.`;
  if (actor.kind === 'desk' && record.decidedBy !== null)
    return `${record.decidedBy} has decided about this case, and the desk overrides nobody.`;
  if (!possibleFrom[step.do].includes(record.status))
    return record.status === 'merged'
      ? `This case is part of ${record.mergedInto ?? 'another'}, where it is followed.`
      : `A case that is ${record.status} cannot be ${pastOf[step.do]}.`;
  if (step.do === 'merge' && step.into === record.id) return 'A case cannot be merged into itself.';
  if (step.do === 'separate' && !record.reports.includes(step.report))
    return `"${step.report}" is no report of this case.`;
  if (step.do === 'separate' && record.reports[0] === step.report)
    return 'The case began with that report. Take the others out of it instead.';
  if (step.do === 'set-severity' && !policy.severities.some(({ name }) => name === step.severity))
    return `"${step.severity}" is no severity; use one of ${policy.severities.map(({ name }) => name).join(', ')}.`;
  return null;
}

/** What changes, or null when nothing does. */
function applied(record: Case, step: CaseStep, by: string, at: number): Partial<Case> | null {
  switch (step.do) {
    case 'acknowledge':
      return record.acknowledged === null ? { status: 'acknowledged', acknowledged: { by, at } } : null;
    case 'take-over':
      return record.acknowledged?.by === by && record.decidedBy !== null
        ? null
        : { status: 'acknowledged', acknowledged: { by, at } };
    case 'resolve':
      return record.status === 'resolved' ? null : { status: 'resolved', resolved: { by, at } };
    case 'reopen':
      return isFollowed(record)
        ? null
        : { status: 'open', acknowledged: null, resolved: null, waitingSince: at };
    case 'reclassify':
      return reclassified(record, step.to, step.area === undefined ? record.area : step.area, at);
    case 'merge':
      return record.mergedInto === step.into ? null : { status: 'merged', mergedInto: step.into };
    case 'separate':
      return withoutReport(record, step.report);
    case 'set-severity':
      return record.severity === step.severity && record.severityBy !== undefined
        ? null
        : { severity: step.severity, severityBy: by };
    case 'add-note':
    case 'add-talking-point':
    case 'tell':
    case 'follow-up':
      return withNote(record, noteKinds[step.do], step.text, by, at);
    case 'ask-point-person':
      return record.pointPersonAsked === undefined ? { pointPersonAsked: at } : null;
  }
}

/** What kind of note each step writes down. */
const noteKinds = {
  'add-note': 'workaround',
  'add-talking-point': 'talking-point',
  tell: 'update',
  'follow-up': 'follow-up',
} as const satisfies Partial<Record<CaseAction, NoteKind>>;

/** The same words are not written down twice in a row. */
function withNote(
  record: Case,
  kind: NoteKind,
  text: string,
  by: string,
  at: number,
): Pick<Case, 'notes'> | null {
  if (lastNote(record, kind)?.text === text) return null;
  const notes = record.notes ?? [];
  const last = notes.at(-1)?.at ?? 0;
  return { notes: [...notes, { at: Math.max(at, last + 1), by, kind, text }] };
}

/** What becomes an incident or urgent is followed on; what becomes neither is left to backlog or silence. */
function reclassified(record: Case, to: ReportClass, area: string | null, at: number): Partial<Case> | null {
  if (record.class === to && record.area === area) return null;
  const followed = to === 'incident' || to === 'urgent-non-incident';
  const status: CaseStatus = !followed
    ? 'reclassified'
    : record.acknowledged === null
      ? 'open'
      : 'acknowledged';
  const anew = record.class !== to && followed;
  return { class: to, area, status, ...(followed && { resolved: null }), ...(anew && { waitingSince: at }) };
}

/** Steps that settle a question, after which the desk keeps its own opinion to itself. */
function isDecision(step: CaseStep): boolean {
  return (
    step.do === 'reclassify' || step.do === 'merge' || step.do === 'set-severity' || step.do === 'take-over'
  );
}

const actionInWords: Readonly<Record<CaseAction, string>> = {
  acknowledge: 'acknowledge',
  'take-over': 'take over',
  resolve: 'resolve',
  reopen: 'reopen',
  reclassify: 'reclassify',
  merge: 'merge',
  separate: 'take a report out of',
  'set-severity': 'set the severity of',
  'add-note': 'share a way around',
  'add-talking-point': 'share talking points for',
  tell: 'tell all who wait for',
  'follow-up': 'file what is left to do of',
  'ask-point-person': 'call the point person in for',
};

const pastOf: Readonly<Record<CaseAction, string>> = {
  acknowledge: 'acknowledged',
  'take-over': 'taken over',
  resolve: 'resolved',
  reopen: 'reopened',
  reclassify: 'reclassified',
  merge: 'merged',
  separate: 'separated',
  'set-severity': 'given another severity',
  'add-note': 'given a way around',
  'add-talking-point': 'given talking points',
  tell: 'told about',
  'follow-up': 'followed up',
  'ask-point-person': 'brought to the point person',
};

/** Report text never stands in the history: a note is told as having been added. */
function stepInWords(step: CaseStep, record: Case): string {
  switch (step.do) {
    case 'reclassify':
      return `reclassified from ${record.class} to ${step.to}`;
    case 'merge':
      return `merged into ${step.into}`;
    case 'separate':
      return `${step.report} was taken out`;
    case 'set-severity':
      return `severity set to ${step.severity}`;
    case 'add-note':
      return 'a way around it was shared';
    case 'add-talking-point':
      return 'talking points were shared';
    case 'tell':
      return 'news was told';
    case 'follow-up':
      return 'a ticket for what is left to do was asked for';
    case 'ask-point-person':
      return 'the point person was called in';
    default:
      return pastOf[step.do];
  }
}
