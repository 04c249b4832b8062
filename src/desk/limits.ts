// How much the desk says at most: a busy channel is not flooded by replies, and two bots that answer each other stop.

import type { Decision } from '../classifier/index.js';
import { breakerTemplate, type Effect, type PersonId, type Plan } from '../router/index.js';
import type { RunningDeps } from './deps.js';
import { placeOf } from './place.js';
import type { Records, StoredReport } from './records.js';

const hour = 3_600_000;

/** The plan without what would be too much; what was held back stands in `withheld`. */
export async function withinLimits(
  deps: Pick<RunningDeps, 'judge'>,
  records: Records,
  stored: StoredReport,
  decision: Decision,
  onCall: readonly PersonId[],
  plan: Plan,
): Promise<Plan> {
  if (stored.synthetic || !plan.effects.some((effect) => isSaid(effect, stored))) return plan;
  return stored.report.source.kind === 'automated'
    ? breakLoop(deps, records, stored, onCall, plan)
    : withinBudget(deps, records, stored, decision, plan);
}

/** An incident is always answered: its reporter must know that it was taken up. */
async function withinBudget(
  { judge }: Pick<RunningDeps, 'judge'>,
  records: Records,
  stored: StoredReport,
  decision: Decision,
  plan: Plan,
): Promise<Plan> {
  const reply = plan.effects.find(({ kind }) => kind === 'reply');
  if (reply === undefined || decision.class === 'incident') return plan;
  if ((await records.effect(reply.key)) !== null) return plan;
  const { repliesPerHour } = judge.storms;
  const since = (await records.now()) - hour;
  const said = await records.countReplies(placeOf(reply, stored).lane, since);
  if (said < repliesPerHour) return plan;
  return {
    ...plan,
    effects: without(plan.effects, [reply.key]),
    withheld: `the reply: the channel has had ${said} within an hour`,
  };
}

/**
 * After so many answers to one bot within so long nothing is said to it for a while; its alerts are decided, filed
 * and carded all the same, and those on call are told once.
 */
async function breakLoop(
  { judge }: Pick<RunningDeps, 'judge'>,
  records: Records,
  stored: StoredReport,
  onCall: readonly PersonId[],
  plan: Plan,
): Promise<Plan> {
  const { most, withinMs, restMs } = judge.storms.botAnswers;
  const { user } = stored.report.source;
  const now = await records.now();
  const setting = `no answers to ${user}`;
  const quietUntil = Number((await records.setting(setting)) ?? 0);
  const isOpen = now < quietUntil;
  if (!isOpen && (await records.countAnswersTo(user, now - withinMs)) < most) return plan;
  if (!isOpen) await records.setSetting(setting, String(now + restMs));
  // A chatty bot is no downtime.
  const awake = judge.hoursAt(now) === 'working' ? onCall : [];
  const said = plan.effects.filter((effect) => isSaid(effect, stored)).map(({ key }) => key);
  return {
    ...plan,
    effects: [...without(plan.effects, said), ...(isOpen ? [] : [judge.breakerOpened(stored.report, awake)])],
    withheld: 'messages: this bot has had too many answers',
  };
}

function isSaid(effect: Effect, stored: StoredReport): boolean {
  return placeOf(effect, stored).port === 'chat' && effect.template !== breakerTemplate;
}

function without(effects: readonly Effect[], keys: readonly string[]): readonly Effect[] {
  return effects
    .filter(({ key }) => !keys.includes(key))
    .map((effect) => ({ ...effect, after: effect.after.filter((key) => !keys.includes(key)) }));
}
