import { type Selectable, sql } from 'kysely';
import type { LocalItem, Records } from '../../desk/records.js';
import type { Context } from './context.js';
import type { LocalItemsTable } from './schema.js';

type LocalRecords = Pick<
  Records,
  'emptyLocal' | 'addLocal' | 'localByKey' | 'localByRef' | 'changeLocal' | 'localItems'
>;

/** Empties what the stand-ins received about a report; that something was received stays. */
export async function emptyLocalOf({ db }: Context, report: string): Promise<void> {
  await db
    .updateTable('local_items')
    .set({ body: '{}' })
    .where('key', 'in', (eb) => eb.selectFrom('effects').select('key').where('report', '=', report))
    .execute();
}

/** What the local stand-ins of Slack, the backlog and the board received. */
export function localRecords({ db }: Context): LocalRecords {
  const one = async (column: 'key' | 'ref', value: string): Promise<LocalItem | null> => {
    const row = await db.selectFrom('local_items').selectAll().where(column, '=', value).executeTakeFirst();
    return row === undefined ? null : toItem(row);
  };

  return {
    async addLocal(item) {
      await db
        .insertInto('local_items')
        .values({ ...item, withdrawn: 0 })
        .onConflict((conflict) => conflict.doNothing())
        .execute();
      const kept = await one('key', item.key);
      if (kept === null) throw new Error(`the local item ${item.key} vanished while it was kept`);
      return kept;
    },

    async emptyLocal(before) {
      const result = await db
        .updateTable('local_items')
        .set({ body: '{}' })
        .where('at', '<', before)
        // In the words of the index.
        .where(sql<boolean>`body <> '{}'`)
        .executeTakeFirst();
      return Number(result.numUpdatedRows);
    },

    localByKey: (key) => one('key', key),

    localByRef: (ref) => one('ref', ref),

    async changeLocal(ref, { body, at, withdrawn }) {
      await db
        .updateTable('local_items')
        .set({
          edited_at: at,
          ...(body === undefined ? {} : { body }),
          ...(withdrawn === undefined ? {} : { withdrawn: withdrawn ? 1 : 0 }),
        })
        .where('ref', '=', ref)
        .execute();
    },

    async localItems(port, limit) {
      const rows = await db
        .selectFrom('local_items')
        .selectAll()
        .where('port', '=', port)
        .orderBy('seq', 'desc')
        .limit(limit)
        .execute();
      return rows.map(toItem).reverse();
    },
  };
}

function toItem(row: Selectable<LocalItemsTable>): LocalItem {
  const { key, port, ref, body, at } = row;
  return { key, port, ref, body, at, editedAt: row.edited_at, withdrawn: row.withdrawn === 1 };
}
