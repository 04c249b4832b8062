// "Any news on login?" is no new matter: whoever asks joins the case that is open, and is shown where it is followed.

import type { Decision, Features } from '../classifier/index.js';
import { type Case, type Effect, isFollowed, type Plan } from '../router/index.js';
import type { RunningDeps } from './deps.js';
import { openCases } from './open-cases.js';
import type { Records, StoredReport } from './records.js';

/** An older case is hardly what somebody asks after without naming it. */
const recentMs = 3 * 24 * 3_600_000;

/** The case that a person asks after; null when they report something, or nothing of the kind is open. */
export async function askedAfter(
  { judge }: Pick<RunningDeps, 'judge'>,
  records: Records,
  { report, synthetic }: StoredReport,
  features: Features,
  decision: Decision,
): Promise<Case | null> {
  // Words alone may sound like an incident: "any news on login?" is one only where something is said to fail.
  const tellsOfMore =
    decision.class === 'urgent-non-incident' ||
    (decision.class === 'incident' && judge.seen(report, features, decision).complains);
  if (synthetic || report.source.kind !== 'human' || tellsOfMore || decision.area === null) return null;
  if (!judge.asksAfter(features)) return null;
  const open = await openCases(records);
  return (
    open.find(
      (record) =>
        isFollowed(record) &&
        record.area === decision.area &&
        record.class !== 'non-incident' &&
        !record.reports.includes(report.id) &&
        report.at - record.openedAt < recentMs,
    ) ?? null
  );
}

/** Shows where the case is followed, once to each person. What the channel's mode held back stays held back. */
export async function pointThere(
  records: Pick<Records, 'effect'>,
  whole: Plan,
  record: Case,
  { report }: StoredReport,
): Promise<Plan> {
  if (whole.withheld !== undefined && whole.effects.length === 0) return whole;
  const pointer: Effect = {
    key: `${record.id}:asked-after:${report.source.user}`,
    kind: 'reply',
    destination: { kind: 'thread' },
    template: 'asked-after',
    mentions: [],
    after: [],
  };
  const plan = { report: report.id, route: 'asked-after' };
  return (await records.effect(pointer.key)) === null
    ? { ...plan, effects: [pointer] }
    : { ...plan, effects: [], withheld: 'the pointer to the case: they were shown it before' };
}
