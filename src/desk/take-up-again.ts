// Whoever called their report off by an edit, and was asked to say so if something is wrong after all, says so below it.

import type { Decision } from '../classifier/index.js';
import { type Case, isFollowed, type OnCall } from '../router/index.js';
import { type ActDeps, reportersOf } from './act.js';
import { adopt } from './adopt.js';
import { afterStep } from './after-step.js';
import type { DeskEvent } from './events.js';
import { whoIsOnCall } from './on-call.js';
import { wordHolds } from './persons-word.js';
import type { Records } from './records.js';
import { topicsOf } from './topics.js';

/** What was said below a report. */
interface Said {
  readonly text: string;
  readonly user: string;
  readonly at: number;
}

/**
 * The report is held again for what it was before, or for more, and where nobody follows its case any more that begins
 * anew. False where nothing was called off, a person has decided, or `user` may not.
 */
export async function takeUpAgain(deps: ActDeps, id: string, { text, user, at }: Said): Promise<boolean> {
  const { store, judge, settings, log, events } = deps;
  const onCall = await whoIsOnCall(deps, await store.now());
  const told = await store.transaction(async (records): Promise<DeskEvent | null> => {
    const before = await heldBefore(records, id);
    const stored = await records.lockReport(id);
    const record = await records.caseOf(id);
    if (before === null || stored === null || stored.state === 'erased' || record === null) return null;
    if ((await wordHolds(records, id, record)) !== null) return null;
    const now = await records.now();
    const reporters = await reportersOf(records, record);
    const who = { person: user, onCall: onCall.people, reporters, operator: user === settings.operator };
    if (judge.change(record, { do: 'reopen' }, who, now).outcome === 'refused') return null;
    // An edit that was made after it holds.
    if ((stored.editedAt ?? -1) >= at || !(await records.addToReport(id, text))) return null;
    const amended = (await records.report(id)) ?? stored;
    const features = judge.read(amended.report);
    const decision = judge.problemAfterAll(await judge.decide(amended.report, features, []), before);
    const seen = judge.seen(amended.report, features, decision);
    await records.remember(seen, topicsOf(seen));
    const isOver = !isFollowed(record) || record.class === 'none';
    const adoption = { stored: amended, decision, cause: 'edit', onCall, isTold: isOver } as const;
    const event = await adopt(deps, records, adoption);
    await records.markDecided(id);
    if (isOver) await beginAnew(deps, records, id, user, onCall, now);
    return event;
  });
  if (told === null) return false;
  log.info({ report: id }, 'a report that was called off is a problem after all');
  events.tell(told);
  return true;
}

/** What a report was held for until its author called it off; null where they have not. */
async function heldBefore(records: Pick<Records, 'decisions'>, id: string): Promise<Decision | null> {
  const decisions = await records.decisions(id);
  const held = decisions.at(-1);
  if (held?.decision.class !== 'none' || held.cause !== 'edit') return null;
  return decisions.findLast(({ decision }) => decision.class !== 'none')?.decision ?? null;
}

async function beginAnew(
  deps: ActDeps,
  records: Records,
  report: string,
  by: string,
  onCall: OnCall,
  now: number,
): Promise<void> {
  const adopted = await records.caseOf(report);
  if (adopted === null) return;
  const record: Case = { ...adopted, status: 'open', acknowledged: null, resolved: null, waitingSince: now };
  await records.saveCase(record);
  await records.addCaseEvent(record.id, { at: now, what: 'reopened', by });
  await records.addAudit({ at: now, actor: by, what: 'reopened', subject: record.id });
  await afterStep(deps, records, { before: adopted, after: record, step: { do: 'reopen' }, by, onCall, now });
}
