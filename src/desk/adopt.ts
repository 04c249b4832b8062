// Takes a decision on: keeps it, opens or joins a case, plans the effects. Used for every cause of a decision.

import type { Decision, Report } from '../classifier/index.js';
import type { Case, Effect, Plan } from '../router/index.js';
import type { AdoptDeps, Adoption } from './adoption.js';
import { pointThere } from './asked-after.js';
import { caseToJoin } from './case-to-join.js';
import type { DeskEvent } from './events.js';
import { follow } from './follow.js';
import { withinLimits } from './limits.js';
import { linkTicket, noteJoined } from './link-ticket.js';
import { placeOf } from './place.js';
import type { Cause, Records } from './records.js';
import { readSpeaking } from './speaking.js';
import { tellJoined } from './tell-joined.js';

type Decided = Extract<DeskEvent, { kind: 'decided' }>;

/** Writes all that follows from a decision; to be called inside a transaction. */
export async function adopt(deps: AdoptDeps, records: Records, adoption: Adoption): Promise<Decided> {
  const { stored, decision, cause, onCall } = adoption;
  const { report } = stored;
  const now = await records.now();
  const revision = await records.addDecision(decision, cause, now);
  const whole = deps.judge.plan({
    report,
    decision,
    onCall,
    hours: deps.judge.hoursAt(now),
    installation: (await readSpeaking(records, deps)).installation,
  });
  const { asksAfter } = adoption;
  const joins =
    asksAfter ?? adoption.joins ?? adoption.repeats?.case ?? (await caseToJoin(records, adoption));
  const joined = whole.observed ? null : joins;
  const followed = await follow(deps, records, adoption, whole, joined, now);
  const plan = await withinLimits(
    deps,
    records,
    stored,
    decision,
    onCall.people,
    asksAfter === undefined || whole.observed
      ? partOf(whole, followed, adoption)
      : await pointThere(records, whole, asksAfter, stored),
  );
  await records.cancelEffects(
    report.id,
    plan.effects.map(({ key }) => key),
  );
  const told = adoption.isTold === true ? [] : await newsFor(records, report.id, plan, decision, cause);
  const linked =
    followed === null || followed.reports[0] === report.id ? [] : await linkTicket(records, report.id);
  const noted =
    followed === null || asksAfter !== undefined ? [] : await noteJoined(records, followed, stored);
  const shown =
    followed === null || asksAfter !== undefined || adoption.repeats !== undefined
      ? []
      : await tellJoined(deps, records, followed, stored);
  const effects = [...plan.effects, ...told, ...linked, ...noted, ...shown];
  await records.addPlan({ ...plan, effects }, followed?.id ?? null, revision, now, (effect) =>
    placeOf(effect, stored),
  );
  if (revision > 1) await records.touchReport(report.id, now + deps.settings.coalesceMs);
  return { kind: 'decided', report: stored, decision, cause, plan, caseId: followed?.id ?? null };
}

/**
 * Whoever was told something that is no longer so is told anew in a message of its own, once per class: the edit
 * of the first answer notifies nobody.
 */
async function newsFor(
  records: Records,
  report: string,
  plan: Plan,
  decision: Decision,
  cause: Cause,
): Promise<readonly Effect[]> {
  const reply = plan.effects.find(({ kind }) => kind === 'reply');
  const answered = reply === undefined ? null : ((await records.effect(reply.key))?.deliveredAt ?? null);
  if (reply === undefined || answered === null) return [];
  const decisions = await records.decisions(report);
  const previous = decisions.at(-2);
  if (previous === undefined || previous.decision.class === decision.class) return [];
  const template = newsByCause[cause] ?? reply.template;
  return [{ ...reply, key: `${report}:tell:now-${decision.class}`, kind: 'tell', template, after: [] }];
}

/** What of a plan is still to be done, where others have reported the same before. */
function partOf(whole: Plan, followed: Case | null, { stored, repeats }: Adoption): Plan {
  const isRepeat = repeats !== undefined && (repeats.case !== null || whole.observed);
  if (isRepeat) return { ...whole, effects: [], withheld: 'messages: the same alert was told before' };
  return followed === null || followed.reports[0] === stored.report.id
    ? whole
    : asOneOfMany(whole, stored.report);
}

/** The text that tells of a change, by what brought it about; after an edit the answer itself is given anew. */
const newsByCause: Readonly<Partial<Record<Cause, string>>> = {
  correction: 'reclassified',
  correlation: 'promoted',
};

/**
 * One more voice for a case that is announced, filed and carded already: only its reporter is answered, and nobody is
 * called a second time. A machine needs no answer.
 */
function asOneOfMany(plan: Plan, { source }: Report): Plan {
  const replies = plan.effects.filter((effect: Effect) => effect.kind === 'reply' && source.kind === 'human');
  return { ...plan, effects: replies.map((effect) => ({ ...effect, mentions: [], after: [] })) };
}
