// Whoever reported something that was called over, or called it off themselves, says that something is wrong after all:
// below it, as they were asked to, or by an edit.

import type { Decision } from '../classifier/index.js';
import { type Case, isFollowed, isWaiting, type OnCall } from '../router/index.js';
import { type ActDeps, reportersOf } from './act.js';
import { ownWords, takenBack } from './added.js';
import { adopt } from './adopt.js';
import { afterStep } from './after-step.js';
import type { DeskEvent } from './events.js';
import { whoIsOnCall } from './on-call.js';
import { wordHolds } from './persons-word.js';
import type { Records, StoredReport } from './records.js';
import { topicsOf } from './topics.js';

/** What was said below a report, or is said by it now. */
interface Said {
  readonly text: string;
  readonly user: string;
  readonly at: number;
}

/**
 * The report is held again for what it was before, or for more, and where nobody follows its case any more that begins
 * anew. False where nothing was called off, a person has decided, or `user` may not.
 */
export async function takeUpAgain(deps: ActDeps, id: string, said: Said): Promise<boolean> {
  return takeUp(deps, id, said, async (records, stored, record, onCall) => {
    const before = await heldBefore(records, id);
    if (before === null || (await wordHolds(records, id, record)) !== null) return null;
    const off = (await takenBack(deps.judge, stored)) ?? undefined;
    // An edit that was made after it holds.
    if ((stored.editedAt ?? -1) >= said.at || !(await records.addToReport(id, said.text, off))) return null;
    return holdAnew(deps, records, stored, before, 'below', onCall);
  });
}

/**
 * The same for a report whose case was called over, where its author has edited it since and tells of trouble that was
 * not told before. False where they tell of none; a person's word on what it is holds on.
 */
export async function takeUpByEdit(deps: ActDeps, known: StoredReport, said: Said): Promise<boolean> {
  const { id } = known.report;
  const isLater = (record: Case | null): boolean =>
    record?.status === 'resolved' && said.at > (record.resolved?.at ?? 0);
  if (!isLater(await deps.store.caseOf(id))) return false;
  if (!(await deps.judge.saysAnew(ownWords(known), { ...known.report, text: said.text }))) return false;
  return takeUp(deps, id, said, async (records, stored, record, onCall) => {
    if (!isLater(record) || !(await records.amendReport(id, said.text, said.at, 'kept'))) return null;
    if ((await wordHolds(records, id, record)) !== null) return [];
    return holdAnew(deps, records, stored, await heldUntil(records, id, record.resolved?.at), 'edit', onCall);
  });
}

/** Has its words changed, and its case begin anew where nobody follows it; `change` gives null where nothing is changed. */
async function takeUp(
  deps: ActDeps,
  id: string,
  { user }: Said,
  change: (
    records: Records,
    stored: StoredReport,
    record: Case,
    onCall: OnCall,
  ) => Promise<readonly DeskEvent[] | null>,
): Promise<boolean> {
  const { store, judge, settings, log, events } = deps;
  const onCall = await whoIsOnCall(deps, await store.now());
  const told = await store.transaction(async (records): Promise<readonly DeskEvent[] | null> => {
    const stored = await records.lockReport(id);
    const record = await records.caseOf(id);
    if (stored === null || stored.state === 'erased' || record === null) return null;
    const now = await records.now();
    const reporters = await reportersOf(records, record);
    const who = { person: user, onCall: onCall.people, reporters, operator: user === settings.operator };
    if (judge.change(record, { do: 'reopen' }, who, now).outcome === 'refused') return null;
    const made = await change(records, stored, record, onCall);
    if (made === null) return null;
    await records.markDecided(id);
    if (!isFollowed(record) || record.class === 'none') await beginAnew(deps, records, id, user, onCall, now);
    return made;
  });
  if (told === null) return false;
  log.info({ report: id }, 'a report that was called over is a problem after all');
  for (const event of told) events.tell(event);
  return true;
}

/** It is decided by its words as they are now, and held for no less than `before`. */
async function holdAnew(
  { judge, settings }: ActDeps,
  records: Records,
  stored: StoredReport,
  before: Decision | null,
  how: 'below' | 'edit',
  onCall: OnCall,
): Promise<readonly DeskEvent[]> {
  const { id } = stored.report;
  const record = await records.caseOf(id);
  const amended = (await records.report(id)) ?? stored;
  const features = judge.read(amended.report);
  const now = await judge.decide(amended.report, features, []);
  const decision = judge.problemAfterAll(now, before ?? now, how);
  const seen = judge.seen(amended.report, features, decision);
  await records.remember(seen, topicsOf(seen));
  const isTold = record === null || !isFollowed(record) || record.class === 'none';
  return [
    await adopt({ judge, settings }, records, { stored: amended, decision, cause: 'edit', onCall, isTold }),
  ];
}

/** What a report was held for until its author called it off; null where they have not. */
async function heldBefore(records: Pick<Records, 'decisions'>, id: string): Promise<Decision | null> {
  const decisions = await records.decisions(id);
  const held = decisions.at(-1);
  if (held?.decision.class !== 'none' || held.cause !== 'edit') return null;
  return decisions.findLast(({ decision }) => decision.class !== 'none')?.decision ?? null;
}

/** What a report was held for when its case was called over: an edit since may have said less. */
async function heldUntil(
  records: Pick<Records, 'decisions'>,
  id: string,
  over = Number.POSITIVE_INFINITY,
): Promise<Decision | null> {
  const held = (await records.decisions(id)).filter(({ decision }) => decision.class !== 'none');
  return (held.findLast(({ at }) => at <= over) ?? held[0])?.decision ?? null;
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
  // Where nobody was to answer it no timer runs yet, whatever it has become at this moment.
  const before: Case = isWaiting(adopted) ? adopted : { ...adopted, waitingSince: -1 };
  await afterStep(deps, records, { before, after: record, step: { do: 'reopen' }, by, onCall, now });
}
