import type { Records } from '../../desk/records.js';
import type { Context } from './context.js';

type TimerRecords = Pick<
  Records,
  'setTimer' | 'cancelTimers' | 'takeTimer' | 'postponeTimer' | 'nextTimerAt'
>;

/** What is to happen at a time, once among all desks. */
export function timerRecords({ db, dialect }: Context): TimerRecords {
  return {
    async setTimer({ key, kind, dueAt, subject }) {
      await db
        .insertInto('timers')
        .values({ key, kind, due_at: dueAt, subject, state: 'waiting' })
        .onConflict((conflict) => conflict.column('key').doNothing())
        .execute();
    },

    async cancelTimers(subject) {
      await db
        .updateTable('timers')
        .set({ state: 'cancelled' })
        .where('subject', '=', subject)
        .where('state', '=', 'waiting')
        .execute();
    },

    async takeTimer(now) {
      let query = db
        .selectFrom('timers')
        .selectAll()
        .where('state', '=', 'waiting')
        .where('due_at', '<=', now)
        .orderBy('due_at')
        .limit(1);
      if (dialect === 'postgresql') query = query.forUpdate().skipLocked();
      const row = await query.executeTakeFirst();
      if (row === undefined) return null;
      await db.updateTable('timers').set({ state: 'fired' }).where('key', '=', row.key).execute();
      return { key: row.key, kind: row.kind, dueAt: row.due_at, subject: row.subject };
    },

    async postponeTimer(key, dueAt) {
      await db
        .updateTable('timers')
        .set({ due_at: dueAt })
        .where('key', '=', key)
        .where('state', '=', 'waiting')
        .execute();
    },

    async nextTimerAt() {
      const row = await db
        .selectFrom('timers')
        .select(({ fn }) => fn.min('due_at').as('at'))
        .where('state', '=', 'waiting')
        .executeTakeFirst();
      return row?.at ?? null;
    },
  };
}
