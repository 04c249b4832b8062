// "Any news on login?" is no new matter: whoever asks joins the case that is open, and is shown where it is followed.

import type { Decision, Features, Report } from '../classifier/index.js';
import { type Case, type Effect, isFollowed, type Plan, withoutReport } from '../router/index.js';
import type { RunningDeps } from './deps.js';
import { openCases } from './open-cases.js';
import type { Records, StoredReport } from './records.js';

type AskDeps = Pick<RunningDeps, 'judge'>;

/** An older case is hardly what somebody asks after without naming it. */
const recentMs = 3 * 24 * 3_600_000;

/** The case that a person asks after; null when they report something, or nothing of the kind is open. */
export async function askedAfter(
  { judge }: AskDeps,
  records: Records,
  { report, synthetic }: StoredReport,
  features: Features,
  decision: Decision,
): Promise<Case | null> {
  if (synthetic || decision.area === null || !onlyAsks(judge, report, features, decision)) return null;
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

/** The case that an edited question is still about; one that reports something by now is taken out of it. */
export async function stillAskedAfter(
  { judge, settings }: AskDeps & Pick<RunningDeps, 'settings'>,
  records: Records,
  { report }: StoredReport,
  features: Features,
  decision: Decision,
): Promise<Case | null> {
  const asked = await records.caseOf(report.id);
  if (asked?.asking?.includes(report.id) !== true) return null;
  if (decision.class === 'none' || onlyAsks(judge, report, features, decision)) return asked;
  const now = await records.now();
  await records.saveCase({ ...asked, ...withoutReport(asked, report.id) });
  await records.addCaseEvent(asked.id, {
    at: now,
    what: `${report.id} is a matter of its own by its edited words`,
    by: 'desk',
  });
  await records.unlinkReport(report.id);
  await records.takeBackEffects(report.id, now, 'replies');
  await records.touchCase(asked.id, now + settings.coalesceMs, 'shared');
  return null;
}

/** Words alone may sound like an incident: "any news on login?" is one only where something is said to fail. */
function onlyAsks(
  judge: RunningDeps['judge'],
  report: Report,
  features: Features,
  decision: Decision,
): boolean {
  const tellsOfMore =
    decision.class === 'urgent-non-incident' ||
    (decision.class === 'incident' && judge.seen(report, features, decision).complains);
  return report.source.kind === 'human' && !tellsOfMore && judge.asksAfter(features);
}

/** Shows where the case is followed, once to each person. What the channel's mode held back stays held back. */
export async function pointThere(
  records: Pick<Records, 'effect'>,
  whole: Plan,
  record: Case,
  { report }: StoredReport,
): Promise<Plan> {
  if (whole.withheld !== undefined && whole.effects.length === 0) return whole;
  const key = `${record.id}:asked-after:${report.source.user}`;
  const before = await records.effect(key);
  const isTakenBack = before?.state === 'withdrawn' || before?.state === 'cancelled';
  const pointer: Effect = {
    key: isTakenBack ? `${key}:${report.id}` : key,
    kind: 'reply',
    destination: { kind: 'thread' },
    template: 'asked-after',
    mentions: [],
    after: [],
  };
  const plan = { report: report.id, route: 'asked-after' };
  return before === null || isTakenBack
    ? { ...plan, effects: [pointer] }
    : { ...plan, effects: [], withheld: 'the pointer to the case: they were shown it before' };
}
