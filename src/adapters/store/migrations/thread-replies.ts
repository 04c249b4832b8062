import { type Kysely, sql } from 'kysely';
import type { Dialect } from '../context.js';
import type { Schema } from '../schema.js';

/** Answers in threads count once, however often they are heard; what was posted is found by its place. */
export async function threadReplies(db: Kysely<Schema>, dialect: Dialect): Promise<void> {
  const whole = dialect === 'sqlite' ? 'integer' : 'bigint';
  const table = `create table replies (event text primary key, report text not null references reports (id),
    at ${whole} not null)`;
  await sql.raw(table).execute(db);
  await sql`create index replies_report on replies (report)`.execute(db);
  await sql`create index effects_ref on effects (ref_id) where ref_id is not null`.execute(db);
}
