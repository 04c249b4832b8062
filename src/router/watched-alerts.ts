// Alerts in their own channel are watched and are no incidents by themselves (the process, Slack channels). Many of
// them at once, or one that says what people say, raises one.

import type { Decision, Report, SeenReport, Window } from '../classifier/index.js';
import type { Policy } from './policy.js';
import { reclassifiedAs } from './severity.js';

/** Stands for the rule by which many alerts at once are an incident, whatever each of them is about. */
export const BURST = 'alerts-in-a-burst';

/** True for an alert in the channel that is watched. */
export function isWatchedAlert({ source }: Report, { channels }: Policy): boolean {
  return (
    source.kind === 'automated' &&
    channels.some(({ name, role }) => role === 'alerts' && name === source.channel)
  );
}

/** What stands beside a report: watched alerts of late, and reports that share a topic with it. */
export interface Beside {
  readonly alerts: Window;
  readonly around: Window;
}

/**
 * The decision, or an incident where it is not one yet and the alerts show one together with this report. `seen` is
 * what later reports know of this one; its `open` is false for what is over.
 */
export function raisedByAlerts(
  report: Report,
  decision: Decision,
  seen: SeenReport,
  { alerts, around }: Beside,
  policy: Policy,
): Decision {
  if (decision.class === 'incident' || decision.class === 'none' || !seen.open) return decision;
  const since = (ms: number) => (other: SeenReport) =>
    other.open && other.at >= report.at - ms && other.at <= report.at;
  const { burst, withinMs, matchMs } = policy.alerts;
  const watched = isWatchedAlert(report, policy);
  const isAlert = new Set(alerts.map(({ id }) => id));
  const lately = alerts.filter(since(withinMs));
  if (watched && lately.length + 1 >= burst) {
    const why = `${lately.length + 1} alerts came within ${Math.round(withinMs / 60_000)} minutes.`;
    return incidentBy(BURST, why, raised(decision), lately);
  }
  // A person and a monitor that say the same fails; two people are for the rules, two monitors prove little.
  const alike = around
    .filter(since(matchMs))
    .filter((other) => isAlert.has(other.id) !== watched && isAlike(other, seen));
  const others = watched ? alike.filter(({ complains }) => complains) : seen.complains ? alike : [];
  if (others.length === 0) return decision;
  const why = 'A monitor and a person say that the same thing fails.';
  return incidentBy('alert-and-report-agree', why, raised(decision), others);
}

function isAlike(one: SeenReport, other: SeenReport): boolean {
  return one.functions.some((name) => other.functions.includes(name));
}

/** What a monitor calls a single alert is no more than the least that is to be said of what many of them show. */
function raised(decision: Decision): Decision {
  const incident = reclassifiedAs(decision, 'incident');
  return incident.severity === null ? incident : { ...incident, severityFrom: 'rule' };
}

function incidentBy(rule: string, why: string, decision: Decision, others: Window): Decision {
  return {
    ...decision,
    correlation: { rule, with: others.map(({ id }) => id) },
    firings: [
      { rule, class: 'incident', weight: null, decisive: true, why, evidence: [] },
      ...decision.firings,
    ],
  };
}
