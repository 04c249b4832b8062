// A report that people take out of a case gets one of its own, and is what it is by itself. The desk joins it to nothing
// again: that is a person's word.

import type { Decision } from '../classifier/index.js';
import { type Case, newCase, type OnCall, type PersonId } from '../router/index.js';
import { adopt } from './adopt.js';
import { caseSituation } from './case-situation.js';
import type { RunningDeps } from './deps.js';
import { escalateAnew } from './escalate-anew.js';
import type { DeskEvent } from './events.js';
import { unlinkTicket } from './link-ticket.js';
import type { Records, StoredDecision, StoredEffect, StoredReport } from './records.js';
import { addEach, tellAll } from './tell-all.js';

interface Separation {
  /** The case, without the report by now. */
  readonly from: Case;
  readonly report: string;
  /** It only asked after the case. */
  readonly asked: boolean;
  readonly by: PersonId;
  readonly onCall: OnCall;
  readonly now: number;
}

/** Gives the report its case, plans what that needs, and tells its reporter; null where it is not decided. */
export async function separate(
  deps: Pick<RunningDeps, 'judge' | 'settings'>,
  records: Records,
  { from, report, asked, by, onCall, now }: Separation,
): Promise<DeskEvent | null> {
  const stored = await records.lockReport(report);
  const held = await records.decision(report);
  if (stored === null || held === null) return null;
  const decision = await byItself(deps, stored, held);
  const effects = await records.effectsOfReport(report);
  const record: Case = {
    ...newCase({
      id: report.replace(/^r-/, 'case-'),
      class: decision.class,
      area: decision.area,
      severity: deps.judge.severity(decision),
      reports: [report],
      openedAt: now,
    }),
    waitingSince: now,
    decidedBy: by,
    ticket: madeBy('file-ticket', effects),
    card: madeBy('open-card', effects),
  };
  await records.saveCase(await without(deps, records, from, record));
  await keep(records, record);
  await records.moveEffects(from.id, record.id, report);
  await records.addCaseEvent(record.id, { at: now, what: `taken out of ${from.id}`, by });
  // The pointer to where the case is followed is true of it no more.
  if (asked) await records.takeBackEffects(report, now, 'replies');
  const told = await adopt(deps, records, {
    stored,
    decision,
    cause: 'correction',
    onCall,
    decidedBy: by,
    isTold: true,
  });
  await records.setSeen(report, { class: decision.class, open: true });
  await escalateAnew(deps, records, record, await caseSituation(records, record, onCall, now));
  await tellAll(deps, records, record, 'separated', now);
  await addEach(records, record, [stored], unlinkTicket(report, effects, now), 'separated');
  await records.touchCase(record.id, now + deps.settings.coalesceMs);
  return told;
}

/** What others have told of the same says nothing of it any more; what a person has said of it does. */
async function byItself(
  { judge }: Pick<RunningDeps, 'judge'>,
  { report }: StoredReport,
  { decision, cause }: StoredDecision,
): Promise<Decision> {
  if (cause === 'correction') return { ...decision, correlation: null };
  const alone = await judge.decide(report, judge.read(report), []);
  // Somebody holds it for a matter of its own: where the words alone say nothing, a human is asked.
  return alone.class === 'none' ? { ...alone, class: 'undecided' } : alone;
}

function madeBy(kind: StoredEffect['effect']['kind'], effects: readonly StoredEffect[]): Case['ticket'] {
  const ref = effects.find(({ effect, state }) => effect.kind === kind && state === 'delivered')?.ref;
  return ref == null ? null : { id: ref.id, url: ref.url ?? ref.id };
}

/**
 * A ticket or card that was made for the report goes with it, and the case goes on with that of another; so does its
 * gravity, unless a person has set that.
 */
async function without(
  { judge }: Pick<RunningDeps, 'judge'>,
  records: Records,
  from: Case,
  { ticket, card }: Case,
): Promise<Case> {
  const others = (await records.effectsOfCase(from.id)).filter((each) => from.reports.includes(each.report));
  let severity: Case['severity'] = null;
  for (const report of from.reports) {
    const held = await records.decision(report);
    if (held !== null) severity = judge.graver(severity, judge.severity(held.decision));
  }
  return {
    ...from,
    ...(from.severityBy === undefined && { severity }),
    ...(ticket !== null && ticket.id === from.ticket?.id && { ticket: madeBy('file-ticket', others) }),
    ...(card !== null && card.id === from.card?.id && { card: madeBy('open-card', others) }),
  };
}

/** The case that it had before it joined, with those who are in it still, or a new one. */
async function keep(records: Records, record: Case): Promise<void> {
  const before = await records.case(record.id);
  if (before === null) return records.addCase(record);
  const reports = [...record.reports];
  for (const other of before.reports) {
    if (!reports.includes(other) && (await records.caseOf(other))?.id === record.id) reports.push(other);
  }
  await records.saveCase({ ...record, reports });
  for (const report of record.reports) await records.linkReport(record.id, report);
}
