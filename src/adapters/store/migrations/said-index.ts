import { type Kysely, sql } from 'kysely';
import type { Schema } from '../schema.js';

/** What was said lately is counted for every answer. */
export async function saidIndex(db: Kysely<Schema>): Promise<void> {
  await sql`create index effects_said on effects (created_at) where says = 1`.execute(db);
}
