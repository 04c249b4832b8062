import { type Kysely, sql } from 'kysely';
import type { Schema } from '../schema.js';

/** What is counted every minute is found without reading everything that was ever kept. */
export async function watchingIndexes(db: Kysely<Schema>): Promise<void> {
  await sql`create index reports_stuck on reports (seq) where state = 'stuck'`.execute(db);
  await sql`create index effects_waiting on effects (kind) where state in ('pending', 'parked')`.execute(db);
}
