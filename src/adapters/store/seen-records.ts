import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import type { DecisionClass, SeenReport } from '../../classifier/index.js';
import type { Records } from '../../desk/records.js';
import type { Context } from './context.js';
import { readJson } from './rows.js';
import type { SeenTable } from './schema.js';

type SeenRecords = Pick<Records, 'lockTopics' | 'window' | 'remember' | 'seen' | 'setSeen'>;

// A storm of thousands is not understood better by reading all of it.
const widestWindow = 2_000;

/** What correlation needs of earlier reports, found by topic (a failing function, an area) and time. */
export function seenRecords({ db, dialect }: Context): SeenRecords {
  return {
    async lockTopics(topics) {
      // On SQLite the transaction itself keeps others out. Sorted, so that two desks cannot wait for each other.
      if (dialect === 'sqlite') return;
      for (const name of [...new Set(topics)].sort()) {
        await sql`select pg_advisory_xact_lock(${lockNumber(name)})`.execute(db);
      }
    },

    async window(topics, since, until) {
      if (topics.length === 0) return [];
      const rows = await db
        .selectFrom('seen_topics')
        .innerJoin('seen', 'seen.report', 'seen_topics.report')
        .select(['seen.document', 'seen.class', 'seen.open', 'seen.at', 'seen.report'])
        .distinct()
        .where('seen_topics.name', 'in', [...new Set(topics)])
        .where('seen_topics.at', '>=', since)
        .where('seen_topics.at', '<=', until)
        .orderBy('seen.at', 'desc')
        .orderBy('seen.report', 'desc')
        .limit(widestWindow)
        .execute();
      return rows.map(toSeen).reverse();
    },

    async remember(seen, topics) {
      const row = {
        at: seen.at,
        document: JSON.stringify(seen),
        class: seen.class,
        open: seen.open ? 1 : 0,
      } as const;
      await db
        .insertInto('seen')
        .values({ report: seen.id, ...row })
        .onConflict((conflict) => conflict.column('report').doUpdateSet(row))
        .execute();
      await db.deleteFrom('seen_topics').where('report', '=', seen.id).execute();
      const names = [...new Set(topics)];
      if (names.length === 0) return;
      await db
        .insertInto('seen_topics')
        .values(names.map((name) => ({ name, at: seen.at, report: seen.id })))
        .execute();
    },

    async seen(id) {
      const row = await db
        .selectFrom('seen')
        .select(['document', 'class', 'open'])
        .where('report', '=', id)
        .executeTakeFirst();
      return row === undefined ? null : toSeen(row);
    },

    async setSeen(id, change) {
      if (change.class !== undefined) {
        await db.updateTable('seen').set({ class: change.class }).where('report', '=', id).execute();
      }
      if (change.open !== undefined) {
        await db
          .updateTable('seen')
          .set({ open: change.open ? 1 : 0 })
          .where('report', '=', id)
          .execute();
      }
    },
  };
}

/** Takes a report out of all correlations, with the people and partners it named. */
export async function eraseSeen({ db }: Context, report: string): Promise<void> {
  await db.deleteFrom('seen_topics').where('report', '=', report).execute();
  await db.deleteFrom('seen').where('report', '=', report).execute();
}

function toSeen(row: Pick<SeenTable, 'document' | 'class' | 'open'>): SeenReport {
  return {
    ...readJson<SeenReport>(row.document),
    class: row.class as DecisionClass,
    open: row.open === 1,
  };
}

/** The number of PostgreSQL's advisory lock for a topic. */
function lockNumber(name: string): number {
  return createHash('sha256').update(`correlation ${name}`).digest().readUIntBE(0, 6);
}
