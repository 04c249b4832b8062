// Once a week the kinds of urgent matters that came more than once are listed, where the policy wants it.

import type { Decision } from '../classifier/index.js';
import type { Effect, Repeated } from '../router/index.js';
import type { RunningDeps } from './deps.js';
import { placeOf } from './place.js';
import type { Records, Timer } from './records.js';

const kind = 'weekly list';

/** Name of the text under rules/replies. */
export const listTemplate = 'needs-a-tool';

/** True for the timer of the list. */
export function isListTimer(timer: Timer): boolean {
  return timer.kind === kind;
}

/** Sets the timer of the next list; setting it again changes nothing. */
export async function setListTimer(
  { judge }: Pick<RunningDeps, 'judge'>,
  records: Records,
  now: number,
): Promise<void> {
  const dueAt = judge.nextListAfter(now);
  await records.setTimer({ key: `${kind} ${dueAt}`, kind, dueAt, subject: 'urgent matters' });
}

/** What the list of a moment holds. */
export async function repeatedUntil(
  { judge }: Pick<RunningDeps, 'judge'>,
  records: Pick<Records, 'urgentBetween'>,
  until: number,
): Promise<readonly Repeated[]> {
  return judge.repeatedUrgent(await urgentBefore(judge, records, until));
}

/** Plans the list that is due, unless nothing came twice, and sets the next; to be called inside a transaction. */
export async function planList(
  deps: Pick<RunningDeps, 'judge'>,
  records: Records,
  timer: Timer,
  now: number,
): Promise<void> {
  await setListTimer(deps, records, now);
  const repeated = await repeatedUntil(deps, records, timer.dueAt);
  // The list hangs on its newest report: each effect belongs to one.
  const report = repeated[0]?.reports.at(-1);
  const stored = report === undefined ? null : await records.report(report);
  if (report === undefined || stored === null) return;
  const effect: Effect = {
    key: `${report}:tell:${listTemplate}:${timer.dueAt}`,
    kind: 'tell',
    destination: { kind: 'channel', channel: deps.judge.listChannel() },
    template: listTemplate,
    mentions: [],
    after: [],
    note: timer.dueAt,
  };
  const revision = (await records.decision(report))?.revision ?? 1;
  await records.addPlan({ report, route: kind, effects: [effect] }, null, revision, now, (each) =>
    placeOf(each, stored),
  );
}

function urgentBefore(
  judge: RunningDeps['judge'],
  records: Pick<Records, 'urgentBetween'>,
  until: number,
): Promise<readonly Decision[]> {
  return records.urgentBetween(until - judge.listWindowMs(), until);
}
