// What is answered in a thread belongs to the report that the thread is about: it makes no new one. Whoever answers
// for the case and says something has taken it up; what the reporter adds may decide what was undecided, calls it off, or
// opens anew what was called over: they are asked to say so there.

import { isWaiting } from '../router/index.js';
import { act } from './act.js';
import { addBelow } from './add-below.js';
import { callOff } from './call-off.js';
import { decidedFirst } from './decided-first.js';
import type { RunningDeps } from './deps.js';
import { whoIsOnCall } from './on-call.js';
import type { Records, StoredReport } from './records.js';
import { takeUpAgain } from './take-up-again.js';

/** An answer in a thread, on its way in. */
export interface ThreadReply {
  /** What the other side calls it; the same when it is delivered again. */
  readonly event: string;
  /** What it answers: a report, by its event, or something that the desk said, by the id of its reference. */
  readonly root: { readonly event: string; readonly place: string };
  readonly text: string;
  readonly kind: 'human' | 'automated';
  readonly user: string;
  readonly at: number;
}

/** What came of it. `unrelated`: it answers nothing that the desk knows. */
export type ReplyTaken = Followed | 'known' | 'unrelated';

/** `called-off`: by its author; `asked`: by them as well, and somebody has taken it up who decides. */
type Followed = 'acknowledged' | 'called-off' | 'asked' | 'reopened' | 'added' | 'noted';

/** Takes a reply, once. What it brings about comes before it is marked as taken: each of that may happen twice. */
export async function takeReply(deps: RunningDeps, reply: ThreadReply): Promise<ReplyTaken> {
  const { store, log } = deps;
  if (await store.knowsReply(reply.event)) return 'known';
  // An answer that somebody had triaged is a report itself.
  if ((await store.reportByEvent(reply.event)) !== null) return 'known';
  const behind = await reportBehind(store, reply);
  const stored = behind === null ? null : await decidedFirst(deps, behind);
  if (stored === null || stored.state === 'erased') return 'unrelated';
  const taken = reply.kind === 'automated' ? 'noted' : await follow(deps, stored, reply);
  await store.addReply(reply.event, stored.report.id, await store.now());
  log.info({ report: stored.report.id, outcome: taken }, 'somebody answered in a thread');
  return taken;
}

async function reportBehind(
  store: Pick<Records, 'reportByEvent' | 'reportsBelow' | 'effectByRef' | 'report' | 'caseOf'>,
  { root }: ThreadReply,
): Promise<StoredReport | null> {
  const effect = await store.effectByRef(root.place);
  if (effect !== null) return store.report(effect.report);
  const itself = await store.reportByEvent(root.event);
  // A form has another name than the message below which it is answered, as have answers that somebody had triaged.
  const below = [...(itself === null ? [] : [itself]), ...(await store.reportsBelow(root.place))];
  for (const stored of below) if ((await store.caseOf(stored.report.id)) !== null) return stored;
  return below[0] ?? null;
}

async function follow(deps: RunningDeps, stored: StoredReport, reply: ThreadReply): Promise<Followed> {
  const { store } = deps;
  const record = await store.caseOf(stored.report.id);
  const onCall = await whoIsOnCall(deps, await store.now());
  const isAuthor = reply.user === stored.report.source.user;
  const below = { ...stored.report, text: reply.text };
  if (record !== null && isAuthor && (await deps.judge.callsItOff(below))) {
    const off = await callOff(deps, stored.report.id, reply, onCall);
    if (off !== null) return off;
  }
  // Who reported it and adds something has not taken it up, unless they are on call themselves.
  const helps = onCall.people.includes(reply.user) || !isAuthor;
  if (helps && record !== null && isWaiting(record)) {
    const change = await act(deps, record.id, { do: 'acknowledge' }, reply.user);
    if (change.outcome === 'changed') return 'acknowledged';
  }
  // Of others who answer there it is not known whether they mean the same.
  if (record !== null && isAuthor && (await deps.judge.saysItIsBack(below))) {
    if (await takeUpAgain(deps, stored.report.id, reply)) return 'reopened';
    // What was said before it was called over, and comes late, says nothing of the time since.
    const isAfter = record.status === 'resolved' && reply.at > (record.resolved?.at ?? 0);
    const change = isAfter ? await act(deps, record.id, { do: 'reopen' }, reply.user) : null;
    if (change?.outcome === 'changed') return 'reopened';
  }
  const decided = await store.decision(stored.report.id);
  const undecided = decided?.decision.class === 'undecided' && (record?.decidedBy ?? null) === null;
  if (!undecided || !isAuthor) return 'noted';
  return (await addBelow(deps, stored.report.id, reply)) ? 'added' : 'noted';
}
