import type { Case, Effect } from '../router/index.js';
import type { RunningDeps } from './deps.js';
import type { DeskEvent } from './events.js';
import { placeOf } from './place.js';
import type { DeliveryError, Ref } from './ports.js';
import type { Claim, Records, StoredEffect } from './records.js';
import { setSweep } from './sweep.js';

/** What a call to the outside gave. */
export interface Delivered {
  readonly how: Extract<DeskEvent, { kind: 'delivered' }>['how'];
  readonly ref: Ref;
  readonly text: string | null;
  /** Null when what stands there was made by an earlier try and may say something else. */
  readonly digest: string | null;
}

/** Keeps that an effect was delivered, and what the case knows from it: its ticket, its card. */
export async function recordSuccess(deps: RunningDeps, claim: Claim, delivered: Delivered): Promise<void> {
  const { store, events, log } = deps;
  const { effect } = claim;
  const { key } = effect.effect;
  const { ref, digest, how, text } = delivered;
  const shown = how === 'found' ? 0 : effect.desired;
  const outcome = await store.transaction(async (records) => {
    // The case before its effects, as everywhere: whoever took them the other way round would wait for the other.
    const record = effect.caseId === null ? null : await records.case(effect.caseId);
    const now = await records.now();
    const recorded = await records.recordDelivery(claim, ref, digest, shown, now);
    if (recorded === 'recorded' && effect.deliveredAt === null && record !== null) {
      await tellCase(deps, records, record, effect, delivered, now);
      // What was said meanwhile tells that it is on its way.
      if (claim.token > 1) await records.touchCase(record.id, now + deps.settings.coalesceMs);
    }
    // It was not the first try, or another desk goes on with it: then there may be two of it.
    if (recorded === 'lost' || (effect.deliveredAt === null && claim.token > 1))
      await setSweep(deps, records, effect, now, { claim: claim.token });
    return recorded;
  });
  const ids = { report: effect.report, case: effect.caseId, effect: key };
  if (outcome === 'lost') {
    log.warn(ids, 'the claim was lost during the call, the next try looks first');
    return;
  }
  if (claim.laneFails) await store.laneWorked(effect.lane);
  log.info({ ...ids, how, ref: ref.id }, 'an effect was delivered');
  events.tell({ kind: 'delivered', how, effect, ref, text });
}

/**
 * Keeps why an effect was not delivered and when it is tried next; after too many tries it waits for a person.
 * `unknown`: it may have happened all the same, now or at an earlier try, so the next try looks first.
 */
export async function recordFailure(
  deps: RunningDeps,
  claim: Claim,
  failure: DeliveryError,
  unknown: boolean,
): Promise<void> {
  const { store, settings, log, events } = deps;
  const { effect } = claim;
  const { outcome } = failure;
  const tries = effect.attempts + 1;
  const now = await store.now();
  const parked = outcome === 'refused' || tries >= settings.maxTries;
  const dueAt = parked ? null : now + waitFor(deps, effect, failure, tries);
  const recorded = await store.transaction(async (records) => {
    const kept = await records.recordSetback(claim, {
      dueAt,
      state: parked ? 'parked' : 'pending',
      ambiguous: unknown,
      error: `${outcome}: ${failure.message}`.slice(0, 500),
    });
    // Nobody is to wait for those who have not heard of it.
    if (kept && parked && effect.caseId !== null && mustBeHeard.has(effect.effect.kind))
      await records.touchCase(effect.caseId, now + settings.coalesceMs);
    if (kept) await goElsewhere(deps, records, effect, parked ? Number.POSITIVE_INFINITY : tries, now);
    return kept;
  });
  if (!recorded) return;
  await restLane(deps, effect, failure, now);
  log.warn(
    { report: effect.report, case: effect.caseId, effect: effect.effect.key, outcome, tries, dueAt, parked },
    'an effect was not delivered',
  );
  events.tell({ kind: parked ? 'parked' : 'delayed', effect, outcome, dueAt });
}

async function tellCase(
  deps: RunningDeps,
  records: Records,
  record: Case,
  { effect }: StoredEffect,
  { ref }: Delivered,
  now: number,
): Promise<void> {
  const news = newsOfDelivery(effect, record, { id: ref.id, url: ref.url ?? ref.id });
  if (news === null) return;
  const { what, change } = news;
  await records.saveCase({ ...record, ...change });
  await records.addCaseEvent(record.id, { at: now, what, by: 'desk' });
  await records.touchCase(record.id, now + deps.settings.coalesceMs);
}

/** What a case knows from a delivery: its ticket, its card, the ticket for what is left to do. */
function newsOfDelivery(
  { kind }: Effect,
  record: Case,
  place: { readonly id: string; readonly url: string },
): { readonly what: string; readonly change: Partial<Case> } | null {
  switch (kind) {
    case 'file-ticket':
      return { what: `ticket ${place.id} filed`, change: { ticket: place } };
    case 'open-card':
      return { what: `card ${place.id} opened`, change: { card: place } };
    case 'file-follow-up':
      return {
        what: `ticket ${place.id} filed for what is left to do`,
        change: { followUps: [...(record.followUps ?? []), place] },
      };
    default:
      return null;
  }
}

/** Doubled from try to try, spread so that many do not return at once, never shorter than was asked for. */
function waitFor(
  { settings, random }: RunningDeps,
  effect: StoredEffect,
  failure: DeliveryError,
  tries: number,
): number {
  const { first, longest } = settings.backoffMs;
  const doubled = Math.min(longest, first * 2 ** Math.min(tries - 1, 30));
  const spread = Math.round(doubled * (0.5 + random.next() / 2));
  const settle = failure.outcome === 'ambiguous' ? settings.visibleAfterMs[effect.port] : 0;
  return Math.max(spread, settle, failure.retryAfterMs ?? 0);
}

/** Asked to wait, or failing again and again: then nothing else is sent into the lane for a while either. */
async function restLane(
  { store, settings }: RunningDeps,
  { lane }: StoredEffect,
  { outcome, retryAfterMs }: DeliveryError,
  now: number,
): Promise<void> {
  if (outcome === 'refused') return;
  const failures = await store.laneFailed(lane);
  if (retryAfterMs !== null) await store.closeLane(lane, now + retryAfterMs);
  if (failures >= settings.breaker.failures) await store.closeLane(lane, now + settings.breaker.restMs);
}

const mustBeHeard: ReadonlySet<Effect['kind']> = new Set(['announce', 'escalate']);

/** An announcement that cannot be delivered goes to a second place too; it is never just parked. */
async function goElsewhere(
  { settings }: RunningDeps,
  records: Records,
  stored: StoredEffect,
  tries: number,
  now: number,
): Promise<void> {
  const { second } = settings;
  const { effect } = stored;
  if (second === null || tries < second.afterTries || !mustBeHeard.has(effect.kind)) return;
  if (stored.deliveredAt !== null || effect.key.endsWith(':second')) return;
  const report = await records.report(stored.report);
  const before = await records.decision(stored.report);
  if (report === null || before === null) return;
  const { notBefore: _, ...rest } = effect;
  const elsewhere: Effect = {
    ...rest,
    key: `${effect.key}:second`,
    destination: second.destination,
    after: [],
  };
  const plan = { report: stored.report, route: 'second-destination', effects: [elsewhere] };
  await records.addPlan(plan, stored.caseId, before.revision, now, (each) => placeOf(each, report));
}
