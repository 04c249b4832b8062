import { sql } from 'kysely';
import type { EffectPlacement, EffectState, Records, Touched } from '../../desk/records.js';
import type { Effect } from '../../router/index.js';
import { stillNeedsSomething } from './claim-records.js';
import type { Context } from './context.js';
import { toStoredEffect } from './effect-rows.js';
import { countOf } from './rows.js';

/** In the words of the index: with bound values SQLite would not see that it fits. */
const said = sql<boolean>`says = 1`;

/** Tickets are not said anew, but where words were deleted. */
const speaksOrTells = sql<boolean>`(says = 1 or kind = 'file-ticket')`;

type EffectRecords = Pick<
  Records,
  | 'addPlan'
  | 'effect'
  | 'effectByRef'
  | 'effectsOfReport'
  | 'effectsOfCase'
  | 'latestEffects'
  | 'countReplies'
  | 'countAnswersTo'
  | 'parkedEffects'
  | 'retryEffect'
  | 'cancelEffects'
  | 'takeBackEffects'
  | 'endEffect'
  | 'changeRef'
  | 'touchCase'
  | 'touchReport'
  | 'moveEffects'
  | 'nextEffectAt'
>;

/** Plans and their effects: writing, listing, cancelling, and what is due next. */
export function effectRecords(context: Context): EffectRecords {
  const { db } = context;

  const addEffects = async (
    effects: readonly Effect[],
    report: string,
    caseId: string | null,
    at: number,
    place: (effect: Effect) => EffectPlacement,
  ): Promise<void> => {
    const lanes = new Set(effects.map((effect) => place(effect).lane));
    await db
      .insertInto('lanes')
      // Sorted, so that two desks that write new lanes at once cannot wait for each other.
      .values([...lanes].sort().map((name) => ({ name, next_at: 0, failures: 0 })))
      .onConflict((conflict) => conflict.column('name').doNothing())
      .execute();
    await db
      .insertInto('effects')
      .values(
        effects.map((effect) => {
          const { port, lane } = place(effect);
          return {
            case_id: caseId,
            document: JSON.stringify(effect),
            key: effect.key,
            report,
            kind: effect.kind,
            port,
            lane,
            says: port === 'chat' || effect.kind === 'open-card' ? 1 : 0,
            state: 'pending',
            attempts: 0,
            in_flight: 0,
            token: 0,
            desired: 1,
            shown: 0,
            created_at: at,
            due_at: firstLook(effect, at),
          };
        }),
      )
      // A later plan may say the same thing in other words: what was delivered under the key stays delivered.
      .onConflict((conflict) =>
        conflict.column('key').doUpdateSet((eb) => ({
          case_id: eb.ref('excluded.case_id'),
          document: eb.ref('excluded.document'),
        })),
      )
      .execute();
  };

  // What was dropped before it was begun is wanted again. What may have been done, or was taken back, stays as it is, and
  // of a report whose words are gone nothing is said any more.
  const takeUpAgain = async (effects: readonly Effect[], at: number): Promise<void> => {
    await db
      .updateTable('effects')
      .set({ state: 'pending', attempts: 0, error: null, created_at: at })
      .where(
        'key',
        'in',
        effects.map(({ key }) => key),
      )
      .where('state', '=', 'cancelled')
      .where('due_at', 'is', null)
      .where('in_flight', '=', 0)
      .where('lease_by', 'is', null)
      .where('ref_id', 'is', null)
      .where('delivered_at', 'is', null)
      .where(({ not, exists, selectFrom }) =>
        not(
          exists(
            selectFrom('reports')
              .select('reports.id')
              .whereRef('reports.id', '=', 'effects.report')
              .where('reports.state', '=', 'erased'),
          ),
        ),
      )
      .execute();
  };

  // Needs are written once all effects of the plan stand; those that are met already hold nothing up.
  const writeNeeds = async (effects: readonly Effect[]): Promise<void> => {
    const keys = effects.map(({ key }) => key);
    await db.deleteFrom('effect_needs').where('effect', 'in', keys).execute();
    const needs = effects.flatMap(({ key, after }) =>
      [...new Set(after)].map((each) => ({ effect: key, needs: each })),
    );
    if (needs.length > 0) await db.insertInto('effect_needs').values(needs).execute();
  };

  const settle = async (effect: Effect, at: number): Promise<void> => {
    const { key, after, notBefore } = effect;
    const waits = after.length > 0 && (await stillNeedsSomething(db, key));
    await db
      .updateTable('effects')
      .set({ due_at: waits ? firstLook(effect, at) : later(at, notBefore) })
      .where('key', '=', key)
      .where('state', '=', 'pending')
      .where('lease_by', 'is', null)
      .where('attempts', '=', 0)
      // Begun by a desk that is gone: it is looked for when that can tell something, not before.
      .where('in_flight', '=', 0)
      .execute();
  };

  const list = async (column: 'report' | 'case_id', value: string) =>
    (await db.selectFrom('effects').selectAll().where(column, '=', value).orderBy('seq').execute()).map(
      toStoredEffect,
    );

  const touch = async (
    column: 'report' | 'case_id',
    value: string,
    at: number,
    which: Touched = 'all',
  ): Promise<void> => {
    const there = db
      .updateTable('effects')
      .where(column, '=', value)
      .where('state', 'in', ['pending', 'delivered', 'parked']);
    const spoken = which === 'words' ? there.where(speaksOrTells) : there.where('says', '=', 1);
    const said = which === 'shared' ? spoken.where('kind', '<>', 'reply') : spoken;
    await said.set(({ eb }) => ({ desired: eb('desired', '+', 1) })).execute();
    await said
      .set({ due_at: at })
      .where('state', '=', 'delivered')
      .where('lease_by', 'is', null)
      .where((eb) => eb.or([eb('due_at', 'is', null), eb('due_at', '>', at)]))
      .execute();
  };

  return {
    async addPlan(plan, caseId, revision, at, place) {
      await db
        .insertInto('plans')
        .values({ report: plan.report, revision, route: plan.route, at })
        .onConflict((conflict) => conflict.columns(['report', 'revision']).doNothing())
        .execute();
      const effects = [...new Map(plan.effects.map((effect) => [effect.key, effect])).values()];
      if (effects.length === 0) return;
      await addEffects(effects, plan.report, caseId, at, place);
      await takeUpAgain(effects, at);
      await writeNeeds(effects);
      for (const effect of effects) await settle(effect, at);
    },

    async effect(key) {
      const row = await db.selectFrom('effects').selectAll().where('key', '=', key).executeTakeFirst();
      return row === undefined ? null : toStoredEffect(row);
    },

    async effectByRef(refId) {
      const row = await db
        .selectFrom('effects')
        .selectAll()
        .where('ref_id', '=', refId)
        .orderBy('seq')
        .executeTakeFirst();
      return row === undefined ? null : toStoredEffect(row);
    },

    effectsOfReport: (report) => list('report', report),

    effectsOfCase: (caseId) => list('case_id', caseId),

    async countReplies(lane, since) {
      const row = await db
        .selectFrom('effects')
        .select(db.fn.countAll().as('count'))
        .where(said)
        .where('created_at', '>=', since)
        .where('lane', '=', lane)
        .where('kind', '=', 'reply')
        .executeTakeFirst();
      return countOf(row);
    },

    async countAnswersTo(author, since) {
      const row = await db
        .selectFrom('effects')
        .innerJoin('reports', 'reports.id', 'effects.report')
        .select(db.fn.countAll().as('count'))
        .where(said)
        .where('effects.created_at', '>=', since)
        .where('effects.port', '=', 'chat')
        .where('reports.author', '=', author)
        .executeTakeFirst();
      return countOf(row);
    },

    async latestEffects(limit) {
      const rows = await db
        .selectFrom('effects')
        .selectAll()
        .where('report', 'not like', 's-%')
        .orderBy('seq', 'desc')
        .limit(limit)
        .execute();
      return rows.map(toStoredEffect);
    },

    async parkedEffects() {
      const rows = await db
        .selectFrom('effects')
        .selectAll()
        .where('due_at', 'is', null)
        .where('error', 'is not', null)
        .orderBy('seq')
        .execute();
      return rows.map(toStoredEffect);
    },

    async retryEffect(key, at) {
      const result = await db
        .updateTable('effects')
        .set(({ eb }) => ({
          state: eb
            .case()
            .when('state', '=', 'parked')
            .then(eb.val<EffectState>('pending'))
            .else(eb.ref('state'))
            .end(),
          attempts: 0,
          due_at: at,
        }))
        .where('key', '=', key)
        .where('due_at', 'is', null)
        .where('error', 'is not', null)
        .executeTakeFirst();
      return result.numUpdatedRows > 0n;
    },

    async cancelEffects(report, except) {
      let query = db
        .updateTable('effects')
        .set({ state: 'cancelled', due_at: null })
        .where('report', '=', report)
        .where('state', 'in', ['pending', 'parked'])
        .where('in_flight', '=', 0);
      if (except.length > 0) query = query.where('key', 'not in', except);
      return (await query.returning('key').execute()).map(({ key }) => key);
    },

    async takeBackEffects(report, at, which = 'all') {
      const all = db.updateTable('effects').where('report', '=', report);
      const ofReport = which === 'all' ? all : all.where('kind', '=', 'reply');
      await ofReport
        .set({ state: 'cancelled', due_at: null })
        .where('state', 'in', ['pending', 'parked'])
        .where('in_flight', '=', 0)
        .execute();
      // A try under way or of unknown end is looked for when its claim has run out.
      await ofReport
        .set(({ eb }) => ({ state: 'cancelled', due_at: eb.fn.coalesce('due_at', eb.val(at)) }))
        .where('state', 'in', ['pending', 'parked'])
        .where('in_flight', '=', 1)
        .execute();
      await ofReport
        .set(({ eb }) => ({
          state: 'cancelled',
          due_at: eb.case().when('lease_by', 'is', null).then(at).else(eb.ref('due_at')).end(),
        }))
        .where('state', '=', 'delivered')
        .execute();
    },

    async endEffect({ effect, token }, state) {
      await db
        .updateTable('effects')
        .set({ state, due_at: null, in_flight: 0, lease_by: null, lease_until: null, error: null })
        .where('key', '=', effect.effect.key)
        .where('token', '=', token)
        .execute();
    },

    async changeRef(key, { id, url }, at) {
      await db
        .updateTable('effects')
        .set(({ eb }) => ({
          ref_id: id,
          ref_url: url,
          digest: null,
          due_at: eb
            .case()
            .when(eb.and([eb('says', '=', 1), eb('lease_by', 'is', null)]))
            .then(at)
            .else(eb.ref('due_at'))
            .end(),
        }))
        .where('key', '=', key)
        .where('state', '=', 'delivered')
        .execute();
    },

    touchCase: (caseId, at, which) => touch('case_id', caseId, at, which),

    async moveEffects(from, to, report) {
      const ofCase = db.updateTable('effects').set({ case_id: to }).where('case_id', '=', from);
      await (report === undefined ? ofCase : ofCase.where('report', '=', report)).execute();
    },

    touchReport: (report, at) => touch('report', report, at),

    async nextEffectAt(ports) {
      if (ports.length === 0) return null;
      const row = await db
        .selectFrom('effects')
        .innerJoin('lanes', 'lanes.name', 'effects.lane')
        .select(
          sql<
            number | null
          >`min(case when effects.due_at > lanes.next_at then effects.due_at else lanes.next_at end)`.as(
            'at',
          ),
        )
        .where('effects.due_at', 'is not', null)
        .where('effects.port', 'in', ports)
        .executeTakeFirst();
      return row?.at ?? null;
    },
  };
}

/** When a new effect is first looked at; null when it waits for others without end. */
function firstLook({ after, patienceMs, notBefore }: Effect, at: number): number | null {
  if (after.length === 0) return later(at, notBefore);
  return patienceMs === undefined ? null : later(at + patienceMs, notBefore);
}

function later(at: number, notBefore: number | undefined): number {
  return Math.max(at, notBefore ?? 0);
}
