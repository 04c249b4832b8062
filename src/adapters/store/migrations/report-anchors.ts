import { type Kysely, sql } from 'kysely';
import type { Schema } from '../schema.js';

const atOnce = 1_000;

/** A report is found by the message below which it is answered: a form, or an answer in a thread, has another name. */
export async function reportAnchors(db: Kysely<Schema>): Promise<void> {
  await sql`alter table reports add column anchor text not null default ''`.execute(db);
  for (let last = 0; ; ) {
    const rows = await db
      .selectFrom('reports')
      .select(['seq', 'document'])
      .where('seq', '>', last)
      .orderBy('seq')
      .limit(atOnce)
      .execute();
    for (const { seq, document } of rows) {
      last = seq;
      await db
        .updateTable('reports')
        .set({ anchor: anchorIn(document) })
        .where('seq', '=', seq)
        .execute();
    }
    if (rows.length < atOnce) break;
  }
  await sql`create index reports_anchor on reports (anchor, seq)`.execute(db);
}

/** Read here: PostgreSQL reads no JSON with the escapes that carry NUL and lone surrogates. */
function anchorIn(document: string): string {
  return (JSON.parse(document) as { readonly anchor?: { readonly id?: string } }).anchor?.id ?? '';
}
