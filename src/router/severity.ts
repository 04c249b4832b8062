// How grave a case is, by the scale of policy.yaml. What the text itself states holds; what a rule gives does too, unless
// the policy has such an incident graver. A person may change it.

import type { Decision, ReportClass } from '../classifier/index.js';
import type { Policy, Severity } from './policy.js';

/** The name of the scale for a decision; null where nothing says how grave it is. */
export function severityFor(
  decision: Pick<Decision, 'class' | 'severity' | 'severityFrom' | 'wakes' | 'scope'>,
  { severities }: Policy,
): string | null {
  const given = decision.severity?.toLowerCase() ?? null;
  const named = given === null ? undefined : severities.find((one) => isNamed(one, given));
  if (given !== null && decision.severityFrom !== 'rule') return named?.name ?? null;
  const byPolicy = decision.class === 'incident' ? severities.find((one) => isFor(one, decision)) : undefined;
  return severities.find((one) => one === named || one === byPolicy)?.name ?? null;
}

/** The graver of two names of the scale; what nobody has called grave is the least. */
export function graverOf(
  one: string | null,
  other: string | null,
  { severities }: Pick<Policy, 'severities'>,
): string | null {
  return severities.find(({ name }) => name === one || name === other)?.name ?? one;
}

/** A decision as others have made it: what a rule said of its gravity was said of what it was before. */
export function reclassifiedAs(decision: Decision, to: ReportClass): Decision {
  const { severityFrom, ...rest } = decision;
  const holds = decision.class === to || severityFrom !== 'rule';
  return holds
    ? { ...decision, class: to, bestGuess: to }
    : { ...rest, class: to, bestGuess: to, severity: null };
}

function isNamed({ name, also = [] }: Severity, stated: string): boolean {
  return [name, ...also].some((each) => each.toLowerCase() === stated);
}

function isFor({ when }: Severity, { wakes, scope }: Pick<Decision, 'wakes' | 'scope'>): boolean {
  if (when === undefined) return false;
  return (when.wakes ?? wakes) === wakes && (when.scope === undefined || when.scope.includes(scope));
}
