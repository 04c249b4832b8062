import { type Kysely, sql } from 'kysely';
import type { Schema } from '../schema.js';

/** What is to be erased is found without reading over all that was erased already. */
export async function retentionIndex(db: Kysely<Schema>): Promise<void> {
  await sql`create index reports_kept on reports (received_at) where state in ('decided', 'stuck')`.execute(
    db,
  );
  await sql`create index local_items_at on local_items (at) where body <> '{}'`.execute(db);
}
