// The store behind the desk's port: one set of queries over SQLite or PostgreSQL.

import { sql } from 'kysely';
import type { Records, Store, StoreFacts } from '../../desk/records.js';
import type { Effect } from '../../router/index.js';
import { caseRecords, followed } from './case-records.js';
import { claimRecords } from './claim-records.js';
import type { Context } from './context.js';
import { decisionRecords, eraseEvidence } from './decision-records.js';
import { dump, restore } from './dump.js';
import { dumpLately } from './dump-lately.js';
import { effectRecords } from './effect-records.js';
import { emptyLocalOf, localRecords } from './local-records.js';
import { otherRecords } from './other-records.js';
import { openPostgres, type PostgresOptions } from './postgres.js';
import { countReports, reportRecords } from './report-records.js';
import { countOf, readJson } from './rows.js';
import { eraseSeen, seenRecords } from './seen-records.js';
import { openSqlite } from './sqlite.js';
import { timerRecords } from './timer-records.js';
import { inTransaction } from './transaction.js';

/**
 * Opens the store in a folder, for this desk alone. `now` gives milliseconds since 1970.
 * Throws StoreError with what is wrong and what to do; the file is then as it was.
 */
export async function openSqliteStore(folder: string, now: () => number = Date.now): Promise<Store> {
  const { context, reader, close } = await openSqlite(folder, now);
  return storeOf(context, close, async function* (read) {
    const { context: apart, close: closeReader } = reader();
    try {
      yield* read(apart);
    } finally {
      await closeReader();
    }
  });
}

/** Opens the store on a PostgreSQL server, shared with other desks. Throws StoreError. */
export async function openPostgresStore(url: string, options: PostgresOptions = {}): Promise<Store> {
  const { context, close } = await openPostgres(url, options);
  return storeOf(context, close, (read) => read(context));
}

type Read = (context: Context) => AsyncIterable<string>;

function storeOf(
  context: Context,
  close: () => Promise<void>,
  apart: (read: Read) => AsyncIterable<string>,
): Store {
  return {
    ...recordsOf(context),
    kind: context.dialect,
    exclusive: context.dialect === 'sqlite',
    transaction: (work) =>
      inTransaction(() => context.db.transaction().execute((tx) => work(recordsOf({ ...context, db: tx })))),
    dump: () => apart(dump),
    dumpLately: (since) => apart((from) => dumpLately(from, since)),
    restore: (lines) => restore(context, lines),
    close,
  };
}

function recordsOf(context: Context): Records {
  const reports = reportRecords(context);
  return {
    ...reports,
    ...seenRecords(context),
    ...decisionRecords(context),
    ...effectRecords(context),
    ...claimRecords(context),
    ...caseRecords(context),
    ...timerRecords(context),
    ...otherRecords(context),
    ...localRecords(context),
    now: () => context.now(context.db),
    async eraseReport(id, at) {
      await reports.eraseReport(id, at);
      await eraseEvidence(context, id);
      await eraseSeen(context, id);
      await emptyLocalOf(context, id);
    },
    facts: () => readFacts(context),
  };
}

/** Of more late effects than that the oldest is hardly one that was held back until a moment. */
const lookedAt = 1_000;

async function readFacts(context: Context): Promise<StoreFacts> {
  const { db } = context;
  const now = await context.now(db);
  const count = db.fn.countAll().as('count');
  // Those that failed and wait for their next try included, however far off that is.
  const late = db
    .selectFrom('effects')
    .where('state', '=', 'pending')
    .where('due_at', 'is not', null)
    .where((eb) => eb.or([eb('due_at', '<=', now), eb('attempts', '>', 0)]));
  const pending = await late.select(count).executeTakeFirst();
  const oldest = await late
    .select(['created_at', 'document'])
    .orderBy('created_at')
    .limit(lookedAt)
    .execute();
  const unheard = await db
    .selectFrom('effects')
    .select(count)
    .where(sql<boolean>`effects.state in ('pending', 'parked')`)
    .where('attempts', '>', 0)
    .where('kind', 'in', ['announce', 'escalate'])
    .where(({ eb, or, exists, selectFrom }) =>
      or([
        eb('due_at', 'is', null),
        exists(
          selectFrom('effects as second')
            .select('second.key')
            .where('second.key', '=', sql<string>`effects.key || ':second'`),
        ),
      ]),
    )
    .executeTakeFirst();
  const parked = await db
    .selectFrom('effects')
    .select(count)
    .where('due_at', 'is', null)
    .where('error', 'is not', null)
    .executeTakeFirst();
  const open = await db.selectFrom('cases').select(count).where(followed).executeTakeFirst();
  return {
    undecided: await countReports(context, 'stored'),
    stuck: await countReports(context, 'stuck'),
    due: countOf(pending),
    parked: countOf(parked),
    unheard: countOf(unheard),
    openCases: countOf(open),
    oldestUndelivered: oldest.length === 0 ? null : Math.min(...oldest.map(dueSince)),
  };
}

/** When an effect could first have been delivered: what was held back until a moment is not late before it. */
function dueSince(row: { readonly created_at: number; readonly document: string }): number {
  return Math.max(row.created_at, readJson<Effect>(row.document).notBefore ?? 0);
}
