// The life of a case: open → acknowledged → resolved, or reclassified, or merged into another. Pure: a case and a
// step give a case and a line of its history. A person's word is final: the desk overrides nothing they decided.

import type { ReportClass } from '../classifier/index.js';
import { mayDo } from './permissions.js';
import type { CaseAction, Policy } from './policy.js';
import type { Case, CaseEvent, CaseStatus, PersonId } from './types.js';

/** The desk's name as the one who did something to a case. */
export const DESK = 'desk';

/** What somebody, or the desk, does to a case. */
export type CaseStep =
  | { readonly do: 'acknowledge' }
  | { readonly do: 'take-over' }
  | { readonly do: 'resolve' }
  | { readonly do: 'reopen' }
  | { readonly do: 'reclassify'; readonly to: ReportClass; readonly area?: string | null }
  | { readonly do: 'merge'; readonly into: string }
  | { readonly do: 'set-severity'; readonly severity: string }
  | { readonly do: 'add-note'; readonly text: string };

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
    },
    other: { ...other, status: 'merged', mergedInto: target.id },
  };
}

/** True while somebody has still to answer: who changes its class or severity has not taken it up yet. What a monitor says is over waits for nobody. */
export function isWaiting(record: Case): boolean {
  return record.status === 'open' && record.acknowledged === null && record.recoveredAt === undefined;
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
  'set-severity': ['open', 'acknowledged', 'resolved', 'reclassified'],
  'add-note': ['open', 'acknowledged', 'resolved', 'reclassified'],
};

function refusalOf(record: Case, step: CaseStep, actor: Actor, policy: Policy): string | null {
  if (actor.kind === 'person' && !mayDo(step.do, actor.roles, policy))
    return `To ${actionInWords[step.do]} a case is up to ${policy.permissions[step.do].join(', ')}.`;
  if (actor.kind === 'desk' && record.decidedBy !== null)
    return `${record.decidedBy} has decided about this case, and the desk overrides nobody.`;
  if (!possibleFrom[step.do].includes(record.status))
    return record.status === 'merged'
      ? `This case is part of ${record.mergedInto ?? 'another'}, where it is followed.`
      : `A case that is ${record.status} cannot be ${pastOf[step.do]}.`;
  if (step.do === 'merge' && step.into === record.id) return 'A case cannot be merged into itself.';
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
      return isFollowed(record) ? null : { status: 'open', acknowledged: null, resolved: null };
    case 'reclassify':
      return reclassified(record, step.to, step.area === undefined ? record.area : step.area);
    case 'merge':
      return record.mergedInto === step.into ? null : { status: 'merged', mergedInto: step.into };
    case 'set-severity':
      return record.severity === step.severity ? null : { severity: step.severity };
    case 'add-note':
      return record.workaround === step.text ? null : { workaround: step.text };
  }
}

/** What becomes an incident or urgent is followed on; what becomes neither is left to backlog or silence. */
function reclassified(record: Case, to: ReportClass, area: string | null): Partial<Case> | null {
  if (record.class === to && record.area === area) return null;
  const followed = to === 'incident' || to === 'urgent-non-incident';
  const status: CaseStatus = !followed
    ? 'reclassified'
    : record.acknowledged === null
      ? 'open'
      : 'acknowledged';
  return { class: to, area, status, ...(followed && { resolved: null }) };
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
  'set-severity': 'set the severity of',
  'add-note': 'add a note to',
};

const pastOf: Readonly<Record<CaseAction, string>> = {
  acknowledge: 'acknowledged',
  'take-over': 'taken over',
  resolve: 'resolved',
  reopen: 'reopened',
  reclassify: 'reclassified',
  merge: 'merged',
  'set-severity': 'given another severity',
  'add-note': 'given a note',
};

/** Report text never stands in the history: a note is told as having been added. */
function stepInWords(step: CaseStep, record: Case): string {
  switch (step.do) {
    case 'reclassify':
      return `reclassified from ${record.class} to ${step.to}`;
    case 'merge':
      return `merged into ${step.into}`;
    case 'set-severity':
      return `severity set to ${step.severity}`;
    case 'add-note':
      return 'a way around it was shared';
    default:
      return pastOf[step.do];
  }
}
