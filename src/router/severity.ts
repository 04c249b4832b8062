// How grave a case is, by the scale of policy.yaml: what the report or a rule states, in the policy's names; else what
// the policy sets for such an incident. A person may change it.

import type { Decision } from '../classifier/index.js';
import type { Policy, Severity } from './policy.js';

/** The name of the scale for a decision; null where nothing says how grave it is. */
export function severityFor(
  decision: Pick<Decision, 'class' | 'severity' | 'wakes' | 'scope'>,
  { severities }: Policy,
): string | null {
  const stated = decision.severity?.toLowerCase() ?? null;
  if (stated !== null) return severities.find((one) => isNamed(one, stated))?.name ?? null;
  if (decision.class !== 'incident') return null;
  return severities.find((one) => isFor(one, decision))?.name ?? null;
}

function isNamed({ name, also = [] }: Severity, stated: string): boolean {
  return [name, ...also].some((each) => each.toLowerCase() === stated);
}

function isFor({ when }: Severity, { wakes, scope }: Pick<Decision, 'wakes' | 'scope'>): boolean {
  if (when === undefined) return false;
  return (when.wakes ?? wakes) === wakes && (when.scope === undefined || when.scope.includes(scope));
}
