import { type Kysely, sql } from 'kysely';
import type { Schema } from '../schema.js';

/** Which weekly sample a word on a decision answers, and what a rulebook in the shadow would have decided. */
export async function learning(db: Kysely<Schema>): Promise<void> {
  await sql`alter table corrections add column sample text`.execute(db);
  await sql`create table shadow_decisions (report text primary key references reports (id), document text not null)`.execute(
    db,
  );
}
