// Claims on effects: who may deliver what, for how long. One column, `due_at`, says when an effect is next to be
// looked at: when it may be tried, when a claim on it may be taken over, or null when nothing is to be done.

import type { EffectState, Records } from '../../desk/records.js';
import type { Effect } from '../../router/index.js';
import type { Context } from './context.js';
import { toClaim } from './effect-rows.js';
import { readJson } from './rows.js';

type ClaimRecords = Pick<
  Records,
  | 'claimEffect'
  | 'holds'
  | 'recordDelivery'
  | 'recordSetback'
  | 'releaseClaims'
  | 'pullForward'
  | 'laneFailed'
  | 'laneWorked'
  | 'closeLane'
>;

/** What lay due for so long may have been done by a desk of which this store knows nothing: it may be a restored copy. */
const longUntried = 60_000;

/** Claiming, delivering and giving back effects, and the pace of their lanes. */
export function claimRecords(context: Context): ClaimRecords {
  const { db, dialect } = context;
  const mine = (key: string, token: number) =>
    db
      .updateTable('effects')
      .where('key', '=', key)
      .where('token', '=', token)
      .where('lease_by', 'is not', null);

  return {
    async claimEffect(terms, now) {
      if (terms.ports.length === 0) return null;
      let query = db
        .selectFrom('effects')
        .innerJoin('lanes', 'lanes.name', 'effects.lane')
        .selectAll('effects')
        .select('lanes.failures')
        .where('effects.due_at', '<=', now)
        .where('effects.port', 'in', terms.ports)
        .where('lanes.next_at', '<=', now)
        .orderBy('effects.due_at')
        .orderBy('effects.seq')
        .limit(1);
      if (terms.except.length > 0) query = query.where('effects.key', 'not in', terms.except);
      if (dialect === 'postgresql') query = query.forNoKeyUpdate('effects').skipLocked();
      const row = await query.executeTakeFirst();
      if (row === undefined) return null;

      const pace = terms.paceMs[row.port];
      if (pace > 0) {
        const lane = await db
          .updateTable('lanes')
          .set({ next_at: now + pace })
          .where('name', '=', row.lane)
          .where('next_at', '<=', now)
          .executeTakeFirst();
        if (lane.numUpdatedRows === 0n) return null;
      }
      const leaseUntil = now + terms.leaseMs;
      await db
        .updateTable('effects')
        .set({
          lease_by: terms.by,
          lease_until: leaseUntil,
          token: row.token + 1,
          in_flight: 1,
          due_at: leaseUntil + terms.settleMs[row.port],
        })
        .where('key', '=', row.key)
        .execute();
      const waited = now - (row.due_at ?? now);
      return toClaim(row, terms.by, waited > longUntried);
    },

    async holds(claim, forMs) {
      // The clock is read with the claim: whatever comes between the two makes the window longer.
      const row = await db
        .selectFrom('effects')
        .select(['lease_until', 'state', context.clock().as('now')])
        .where('key', '=', claim.effect.effect.key)
        .where('token', '=', claim.token)
        .where('lease_by', '=', claim.by)
        .executeTakeFirst();
      if (row === undefined || row.state === 'withdrawn') return 'lost';
      if ((row.lease_until ?? 0) < row.now + forMs) return 'lost';
      return row.state === 'cancelled' ? 'unwanted' : 'held';
    },

    async recordDelivery(claim, ref, digest, shown, at) {
      const { key } = claim.effect.effect;
      const row = await mine(key, claim.token)
        .set(({ eb }) => ({
          state: eb
            .case()
            .when('state', '=', 'cancelled')
            .then(eb.val<EffectState>('cancelled'))
            .else(eb.val<EffectState>('delivered'))
            .end(),
          ref_id: ref.id,
          ref_url: ref.url,
          digest,
          shown,
          attempts: 0,
          in_flight: 0,
          lease_by: null,
          lease_until: null,
          error: null,
          delivered_at: eb.fn.coalesce('delivered_at', eb.val(at)),
          due_at: eb
            .case()
            .when(
              eb.or([
                eb('state', '=', 'cancelled'),
                eb.and([eb('desired', '>', shown), eb.or([eb('says', '=', 1), eb('desired', '>', 1)])]),
              ]),
            )
            .then(at)
            .else(null)
            .end(),
        }))
        .returning('state')
        .executeTakeFirst();
      if (row === undefined) return 'lost';
      if (row.state === 'cancelled') return 'unwanted';
      await freeDependents(context, key, at);
      return 'recorded';
    },

    async recordSetback(claim, setback) {
      const result = await mine(claim.effect.effect.key, claim.token)
        .set(({ eb }) => ({
          // A delivered message whose edit failed stays delivered: what was said first still stands.
          state: eb
            .case()
            .when('state', '=', 'pending')
            .then(eb.val<EffectState>(setback.state))
            .else(eb.ref('state'))
            .end(),
          attempts: eb('attempts', '+', 1),
          in_flight: setback.ambiguous ? 1 : 0,
          lease_by: null,
          lease_until: null,
          due_at: setback.dueAt,
          error: setback.error,
        }))
        .executeTakeFirst();
      return result.numUpdatedRows > 0n;
    },

    async releaseClaims(now) {
      const result = await db
        .updateTable('effects')
        .set(({ eb }) => ({
          due_at: eb(eb('due_at', '-', eb.ref('lease_until')), '+', now),
          lease_by: null,
          lease_until: null,
        }))
        .where('due_at', 'is not', null)
        .where('lease_until', '>', now)
        .executeTakeFirst();
      return Number(result.numUpdatedRows);
    },

    async pullForward(ms, now) {
      await db
        .updateTable('lanes')
        .set(({ eb }) => ({ next_at: eb('next_at', '-', ms) }))
        .where('next_at', '>', now)
        .execute();
      await db
        .updateTable('effects')
        .set(({ eb }) => ({ due_at: eb('due_at', '-', ms), lease_until: eb('lease_until', '-', ms) }))
        .where('due_at', '>', now)
        .where((eb) => eb.or([eb('attempts', '>', 0), eb('lease_by', 'is not', null)]))
        .execute();
      await db
        .updateTable('timers')
        .set(({ eb }) => ({ due_at: eb('due_at', '-', ms) }))
        .where('state', '=', 'waiting')
        .execute();
    },

    async laneFailed(lane) {
      const row = await db
        .updateTable('lanes')
        .set(({ eb }) => ({ failures: eb('failures', '+', 1) }))
        .where('name', '=', lane)
        .returning('failures')
        .executeTakeFirst();
      return row?.failures ?? 0;
    },

    async laneWorked(lane) {
      await db
        .updateTable('lanes')
        .set({ failures: 0 })
        .where('name', '=', lane)
        .where('failures', '>', 0)
        .execute();
    },

    async closeLane(lane, until) {
      await db
        .updateTable('lanes')
        .set({ next_at: until })
        .where('name', '=', lane)
        .where('next_at', '<', until)
        .execute();
    },
  };
}

/** Makes due what waited only for this effect. */
async function freeDependents({ db, dialect }: Context, key: string, at: number): Promise<void> {
  // Locked first: of two desks that deliver the last two needs at once, the later must see the earlier's.
  let dependents = db
    .selectFrom('effects')
    .select(['key', 'document'])
    .where('key', 'in', (eb) => eb.selectFrom('effect_needs').select('effect').where('needs', '=', key))
    .where('state', '=', 'pending')
    .where('attempts', '=', 0)
    .where('in_flight', '=', 0)
    .where('lease_by', 'is', null)
    .orderBy('seq');
  if (dialect === 'postgresql') dependents = dependents.forNoKeyUpdate();
  for (const dependent of await dependents.execute()) {
    if (await stillNeedsSomething(db, dependent.key)) continue;
    const { notBefore } = readJson<Effect>(dependent.document);
    const due_at = Math.max(at, notBefore ?? 0);
    await db.updateTable('effects').set({ due_at }).where('key', '=', dependent.key).execute();
  }
}

/** True while something that an effect comes after has not been delivered. */
export async function stillNeedsSomething(db: Context['db'], key: string): Promise<boolean> {
  const row = await db
    .selectFrom('effect_needs')
    .leftJoin('effects', 'effects.key', 'effect_needs.needs')
    .select('effect_needs.needs')
    .where('effect_needs.effect', '=', key)
    .where((eb) => eb.or([eb('effects.state', 'is', null), eb('effects.state', '<>', 'delivered')]))
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}
