// What happened lately, for the figures that the desk itself makes: a store of years is not read whole, nor held in
// memory, for what the last weeks tell.

import { setImmediate as letOthersWork } from 'node:timers/promises';
import type { Kysely } from 'kysely';
import { followed } from './case-records.js';
import type { Context } from './context.js';
import { headOf, inOneView } from './dump.js';
import type { Schema } from './schema.js';

const rowsAtOnce = 500;

/**
 * The lines that `dump` would give for the reports received since a time, and for the cases that are still followed or
 * to which something happened since. Cut off from what came before, it cannot be taken in again.
 */
export function dumpLately(context: Context, since: number): AsyncGenerator<string> {
  return inOneView(context, async function* (db) {
    yield await headOf(db);
    const cases = new Set<string>();
    const reports = new Set<string>();
    const tell = async function* (ids: readonly string[]): AsyncGenerator<string> {
      const fresh = ids.filter((id) => !reports.has(id));
      for (const id of fresh) reports.add(id);
      if (fresh.length === 0) return;
      for await (const { table, row } of rowsOfReports(db, fresh)) {
        if ('case_id' in row && row.case_id !== null) cases.add(row.case_id);
        yield JSON.stringify({ table, row });
      }
      await letOthersWork();
    };

    for await (const ids of receivedSince(db, since)) yield* tell(ids);
    for await (const ids of movedSince(db, since)) for (const id of ids) cases.add(id);
    for (const ids of pagesOf([...cases])) yield* tell(await reportsOf(db, ids));
    for (const ids of pagesOf([...cases])) {
      for await (const { table, row } of rowsOfCases(db, ids)) yield JSON.stringify({ table, row });
      await letOthersWork();
    }
  });
}

/** Ids of reports, page by page. */
async function* receivedSince(db: Kysely<Schema>, since: number): AsyncGenerator<readonly string[]> {
  for (let last = { received_at: since, seq: -1 }; ; ) {
    const { received_at, seq } = last;
    const rows = await db
      .selectFrom('reports')
      .select(['id', 'received_at', 'seq'])
      .where('received_at', '>=', received_at)
      .where((eb) => eb.or([eb('received_at', '>', received_at), eb('seq', '>', seq)]))
      .orderBy('received_at')
      .orderBy('seq')
      .limit(rowsAtOnce)
      .execute();
    if (rows.length > 0) yield rows.map(({ id }) => id);
    const next = rows.at(-1);
    if (next === undefined) return;
    last = next;
  }
}

/** Ids of cases that are still followed, or to which something happened; events come in about the order of time. */
async function* movedSince(db: Kysely<Schema>, since: number): AsyncGenerator<readonly string[]> {
  const open = await db.selectFrom('cases').select('id').where(followed).execute();
  yield open.map(({ id }) => id);
  for (let before = Number.MAX_SAFE_INTEGER; ; ) {
    const rows = await db
      .selectFrom('case_events')
      .select(['seq', 'case_id', 'at'])
      .where('seq', '<', before)
      .orderBy('seq', 'desc')
      .limit(rowsAtOnce)
      .execute();
    yield rows.filter(({ at }) => at >= since).map(({ case_id }) => case_id);
    const last = rows.at(-1);
    if (last === undefined || rows.every(({ at }) => at < since)) return;
    before = last.seq;
    await letOthersWork();
  }
}

async function reportsOf(db: Kysely<Schema>, cases: readonly string[]): Promise<readonly string[]> {
  const rows = await db.selectFrom('case_reports').select('report').where('case_id', 'in', cases).execute();
  return rows.map(({ report }) => report);
}

async function* rowsOfReports(db: Kysely<Schema>, ids: readonly string[]) {
  for (const row of await db.selectFrom('reports').selectAll().where('id', 'in', ids).execute())
    yield { table: 'reports', row } as const;
  const tables = ['decisions', 'corrections', 'case_reports', 'seen', 'shadow_decisions', 'effects'] as const;
  for (const table of tables)
    for (const row of await db.selectFrom(table).selectAll().where('report', 'in', ids).execute())
      yield { table, row } as const;
}

async function* rowsOfCases(db: Kysely<Schema>, ids: readonly string[]) {
  for (const row of await db.selectFrom('cases').selectAll().where('id', 'in', ids).execute())
    yield { table: 'cases', row } as const;
  const events = db.selectFrom('case_events').selectAll().where('case_id', 'in', ids).orderBy('seq');
  for (const row of await events.execute()) yield { table: 'case_events', row } as const;
}

function* pagesOf(ids: readonly string[]): Generator<readonly string[]> {
  for (let from = 0; from < ids.length; from += rowsAtOnce) yield ids.slice(from, from + rowsAtOnce);
}
