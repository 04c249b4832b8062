// Brings a database to the tables this version knows: an explicit list, each in its own transaction.
// Whoever calls has made sure that nobody else migrates the same database meanwhile.

import { type Kysely, sql } from 'kysely';
import type { Dialect } from './context.js';
import { firstTables } from './migrations/first-tables.js';
import { learning } from './migrations/learning.js';
import { reportAnchors } from './migrations/report-anchors.js';
import { retentionIndex } from './migrations/retention-index.js';
import { saidIndex } from './migrations/said-index.js';
import { threadReplies } from './migrations/thread-replies.js';
import { watchingIndexes } from './migrations/watching-indexes.js';
import type { Schema } from './schema.js';
import { StoreError } from './store-error.js';

interface Migration {
  readonly name: string;
  readonly run: (db: Kysely<Schema>, dialect: Dialect) => Promise<void>;
}

const migrations: readonly Migration[] = [
  { name: '001-first-tables', run: firstTables },
  { name: '002-watching-indexes', run: watchingIndexes },
  { name: '003-said-index', run: saidIndex },
  { name: '004-thread-replies', run: threadReplies },
  { name: '005-learning', run: learning },
  { name: '006-retention-index', run: retentionIndex },
  { name: '007-report-anchors', run: reportAnchors },
];

/**
 * Runs the migrations that are missing and gives their names. `before` is called once if any is to be run on a
 * database that already holds data. Throws StoreError `newer` when the database has one that is unknown here.
 */
export async function migrate(
  db: Kysely<Schema>,
  dialect: Dialect,
  at: number,
  before: () => Promise<void>,
): Promise<readonly string[]> {
  const applied = await appliedNames(db, dialect);
  const unknown = applied.filter((name) => !migrations.some((known) => known.name === name));
  if (unknown.length > 0) {
    throw new StoreError(
      'newer',
      `the store has the tables of a later version (${unknown.join(', ')}); this desk knows up to ${migrations.at(-1)?.name ?? 'none'}. Start the version that wrote it, or newer; nothing was changed.`,
    );
  }
  const missing = migrations.filter(({ name }) => !applied.includes(name));
  if (missing.length > 0 && applied.length > 0) await before();
  for (const { name, run } of missing) {
    await db.transaction().execute(async (tx) => {
      await run(tx, dialect);
      await tx.insertInto('migrations').values({ name, applied_at: at }).execute();
    });
  }
  return missing.map(({ name }) => name);
}

async function appliedNames(db: Kysely<Schema>, dialect: Dialect): Promise<readonly string[]> {
  const whole = sql.raw(dialect === 'sqlite' ? 'integer' : 'bigint');
  await sql`create table if not exists migrations (name text primary key, applied_at ${whole} not null)`.execute(
    db,
  );
  const rows = await db.selectFrom('migrations').select('name').orderBy('name').execute();
  return rows.map(({ name }) => name);
}
