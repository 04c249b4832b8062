// Takes a decision on: keeps it, opens or joins a case, plans the effects. Used for every cause of a decision.

import type { Report } from '../classifier/index.js';
import type { Case, Effect, Plan } from '../router/index.js';
import type { AdoptDeps, Adoption } from './adoption.js';
import { pointThere } from './asked-after.js';
import { callAnew } from './call-anew.js';
import { caseToJoin } from './case-to-join.js';
import type { DeskEvent } from './events.js';
import { follow, type Part } from './follow.js';
import { withinLimits } from './limits.js';
import { linkTicket, noteJoined } from './link-ticket.js';
import { placeOf } from './place.js';
import type { Cause, Records } from './records.js';
import { readSpeaking } from './speaking.js';
import { tellJoined, tellOtherwise } from './tell-followers.js';
import { toldAnew } from './told-anew.js';

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
  const { case: followed, part, changed } = await follow(deps, records, adoption, whole, joined, now);
  const plan = await withinLimits(
    deps,
    records,
    stored,
    decision,
    onCall.people,
    asksAfter === undefined || whole.observed
      ? partOf(whole, part, followed, adoption)
      : await pointThere(records, whole, asksAfter, stored),
  );
  if (part !== 'nothing')
    await records.cancelEffects(
      report.id,
      plan.effects.map(({ key }) => key),
    );
  if (followed !== null && changed === true && adoption.isTold !== true)
    await callAnew(deps, records, followed, adoption, now);
  const more = followed === null ? [] : await moreOf(deps, records, adoption, followed, part);
  // Whoever edits what was called over has heard that it was.
  const isOver = cause === 'edit' && followed?.status === 'resolved';
  const isHeard = part !== 'nothing' && asksAfter === undefined && !isOver;
  const told =
    adoption.isTold === true || !(isHeard || cause === 'correction')
      ? []
      : await newsFor(records, plan, adoption, changed === true);
  const planned =
    isOver && adoption.isTold !== true ? await knownOf(records, report.id, plan.effects) : plan.effects;
  const effects = [...planned, ...told, ...more];
  await records.addPlan({ ...plan, effects }, followed?.id ?? null, revision, now, (effect) =>
    placeOf(effect, stored),
  );
  if (revision > 1) await records.touchReport(report.id, now + deps.settings.coalesceMs);
  return { kind: 'decided', report: stored, decision, cause, plan, caseId: followed?.id ?? null };
}

/** Of what was called over nothing is done that was not done before. */
async function knownOf(
  records: Records,
  report: string,
  effects: readonly Effect[],
): Promise<readonly Effect[]> {
  const known = new Set((await records.effectsOfReport(report)).map(({ effect }) => effect.key));
  return effects.filter(({ key }) => known.has(key));
}

/** What is said of the report to those who follow its case, and to its ticket. */
async function moreOf(
  deps: AdoptDeps,
  records: Records,
  { stored, asksAfter, repeats }: Adoption,
  followed: Case,
  part: Part,
): Promise<readonly Effect[]> {
  const { id } = stored.report;
  const linked = followed.reports[0] === id ? [] : await linkTicket(records, id);
  if (asksAfter !== undefined) return linked;
  if (part === 'nothing') return tellOtherwise(deps, records, followed, stored);
  const noted = await noteJoined(records, followed, stored);
  if (repeats !== undefined) return [...linked, ...noted];
  const shown =
    part === 'answer'
      ? await tellJoined(deps, records, followed, stored)
      : await tellOtherwise(deps, records, followed, stored);
  return [...linked, ...noted, ...shown];
}

/**
 * Whoever was told something that is no longer so is told anew in a message of its own, once per class: the edit
 * of the first answer notifies nobody.
 */
async function newsFor(
  records: Records,
  plan: Plan,
  { stored, decision, cause }: Adoption,
  changed: boolean,
): Promise<readonly Effect[]> {
  const { id } = stored.report;
  const reply = await answerTo(records, id, plan);
  if (reply === null) return [];
  const decisions = await records.decisions(id);
  const previous = decisions.at(-2);
  if (previous === undefined || (previous.decision.class === decision.class && !changed)) return [];
  const template = newsByCause[cause] ?? reply.template;
  const key = `${id}:tell:now-${decision.class}${toldAnew(decisions)}`;
  return [{ ...reply, key, kind: 'tell', template, after: [] }];
}

/** The answer that was given, in the words of the plan; as it is where nothing is answered any more. Null where none was. */
async function answerTo(records: Records, report: string, plan: Plan): Promise<Effect | null> {
  const planned = plan.effects.find(({ kind }) => kind === 'reply');
  const given = (await records.effectsOfReport(report)).filter(
    ({ effect, deliveredAt, state }) =>
      effect.kind === 'reply' && deliveredAt !== null && state === 'delivered',
  );
  if (planned !== undefined) return given.some(({ effect }) => effect.key === planned.key) ? planned : null;
  return given[0] === undefined ? null : { ...given[0].effect, mentions: [] };
}

/** What of a plan is still to be done, where others have reported the same before. */
function partOf(whole: Plan, part: Part, followed: Case | null, { stored, repeats }: Adoption): Plan {
  const isRepeat = repeats !== undefined && (repeats.case !== null || whole.observed);
  if (isRepeat) return { ...whole, effects: [], withheld: 'messages: the same alert was told before' };
  if (part === 'nothing')
    return { ...whole, effects: [], withheld: 'all of it: others still tell what their case is' };
  return part === 'whole' || followed === null ? whole : asOneOfMany(whole, stored.report);
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
