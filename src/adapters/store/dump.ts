// Everything out as JSON Lines and in again: for a backup that outlives the database, and for moving from SQLite to
// PostgreSQL or back. One line a row; the first line names the format and the tables' version, the last one tells how many
// rows there are, so that a file that was cut off is not taken for a whole one.

import { setImmediate as letOthersWork } from 'node:timers/promises';
import { type Kysely, sql } from 'kysely';
import { z } from 'zod';
import type { Context } from './context.js';
import type { Schema } from './schema.js';

/** The lines are not what `dump` gave, or the store is not empty; nothing was taken in. */
export class ImportError extends Error {
  override readonly name = 'ImportError';
}

/** Tables in an order in which each refers to earlier ones only, with the columns that tell rows apart. */
const tables = [
  ['reports', ['seq']],
  ['seen', ['report']],
  ['seen_topics', ['name', 'at', 'report']],
  ['decisions', ['report', 'revision']],
  ['cases', ['id']],
  ['case_reports', ['report']],
  ['case_events', ['seq']],
  ['plans', ['report', 'revision']],
  ['lanes', ['name']],
  ['effects', ['seq']],
  ['effect_needs', ['effect', 'needs']],
  ['timers', ['key']],
  ['corrections', ['seq']],
  ['shadow_decisions', ['report']],
  ['audit', ['seq']],
  ['watermarks', ['channel']],
  ['settings', ['name']],
  ['replies', ['event']],
  ['local_items', ['seq']],
] as const satisfies readonly (readonly [keyof Schema, readonly string[]])[];

const rowsAtOnce = 500;

const headSchema = z.strictObject({ format: z.literal('triage-desk'), tables: z.array(z.string()) });
const rowSchema = z.strictObject({
  table: z.enum(tables.map(([name]) => name)),
  row: z.record(z.string().regex(/^[a-z_]+$/), z.union([z.string(), z.int(), z.null()])),
});

const endSchema = z.strictObject({ table: z.literal('end'), row: z.strictObject({ rows: z.int() }) });

type Row = Readonly<Record<string, string | number | null>>;

/** All rows, as they are at one moment. */
export function dump(context: Context): AsyncGenerator<string> {
  return inOneView(context, async function* (db) {
    yield await headOf(db);
    let count = 0;
    for (const [table, keys] of tables) {
      for (let last: Row | null = null; ; ) {
        const rows: readonly Row[] = await pageOf(db, table, keys, last);
        for (const row of rows) yield JSON.stringify({ table, row });
        count += rows.length;
        last = rows.at(-1) ?? null;
        if (last === null) break;
        // SQLite answers at once: whoever reads as fast would keep everything else waiting until the end.
        await letOthersWork();
      }
    }
    yield JSON.stringify({ table: 'end', row: { rows: count } } satisfies z.infer<typeof endSchema>);
  });
}

/** The line that an export begins with. */
export async function headOf(db: Kysely<Schema>): Promise<string> {
  return JSON.stringify({ format: 'triage-desk', tables: await versionOf(db) });
}

/** Reads in one transaction, which sees nothing of what is written meanwhile. */
export async function* inOneView(
  { db, dialect }: Context,
  read: (db: Kysely<Schema>) => AsyncGenerator<string>,
): AsyncGenerator<string> {
  const begin = db.startTransaction();
  const transaction = await (dialect === 'postgresql'
    ? begin.setIsolationLevel('repeatable read')
    : begin
  ).execute();
  try {
    yield* read(transaction);
  } finally {
    await transaction.rollback().execute();
  }
}

/** Takes rows in, in one transaction; gives how many there were. Throws ImportError. */
export async function restore({ db, dialect }: Context, lines: AsyncIterable<string>): Promise<number> {
  return db.transaction().execute(async (tx) => {
    if ((await tx.selectFrom('reports').select('id').limit(1).execute()).length > 0) {
      throw new ImportError(
        'this store holds reports already: import into a new data folder or an empty database',
      );
    }
    let [line, rows, whole] = [0, 0, false];
    for await (const text of lines) {
      line += 1;
      if (line === 1) checkHead(text, await versionOf(tx));
      else if (text.trim() !== '') {
        if (whole) throw new ImportError(`line ${line}: expected nothing after the line that ends an export`);
        whole = endsAfter(rows, text, line);
        if (whole) continue;
        await insert(tx, text, line);
        rows += 1;
      }
    }
    if (line === 0) throw new ImportError('line 1: found nothing, expected what "triage export" wrote');
    if (!whole) {
      throw new ImportError(
        `line ${line}: the export ends here, without the line that tells how many rows it has, so it was cut off; expected all that "triage export" wrote: export again, or copy the file again`,
      );
    }
    if (dialect === 'postgresql') await setCounters(tx);
    return rows;
  });
}

function checkHead(text: string, known: readonly string[]): void {
  const head = headSchema.safeParse(parse(text));
  if (!head.success) {
    throw new ImportError('line 1: this is no export of the desk; expected {"format":"triage-desk",…}');
  }
  if (head.data.tables.join() === 'masked') {
    throw new ImportError(
      'line 1: the export is masked, to be shown around; expected what "triage export" wrote without --masked',
    );
  }
  if (head.data.tables.join() !== known.join()) {
    throw new ImportError(
      `line 1: the export has the tables of ${head.data.tables.at(-1) ?? 'no version'}, this desk those of ${known.at(-1) ?? 'no version'}; import with the version that exported, then start this one`,
    );
  }
}

/** Whether a line is the one that ends an export; if it does, it must know of as many rows as there were. */
function endsAfter(rows: number, text: string, line: number): boolean {
  const end = endSchema.safeParse(parse(text));
  if (!end.success) return false;
  const expected = end.data.row.rows;
  if (expected === rows) return true;
  throw new ImportError(
    `line ${line}: found ${rows} rows before it, expected ${expected}; is the file whole?`,
  );
}

async function insert(tx: Kysely<Schema>, text: string, line: number): Promise<void> {
  const parsed = rowSchema.safeParse(parse(text));
  if (!parsed.success)
    throw new ImportError(`line ${line}: this is no row of an export; expected {"table":…,"row":…}`);
  const { table, row } = parsed.data;
  const names = Object.keys(row);
  const columns = sql.join(names.map((name) => sql.ref(name)));
  const values = sql.join(names.map((name) => sql.val(row[name])));
  try {
    await sql`insert into ${sql.table(table)} (${columns}) values (${values})`.execute(tx);
  } catch (error) {
    throw new ImportError(`line ${line}: the row does not fit into the table ${table}; is the file whole?`, {
      cause: error,
    });
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

async function pageOf(
  tx: Kysely<Schema>,
  table: keyof Schema,
  keys: readonly string[],
  last: Row | null,
): Promise<readonly Row[]> {
  const columns = sql.join(keys.map((key) => sql.ref(key)));
  const after =
    last === null ? sql`` : sql`where (${columns}) > (${sql.join(keys.map((key) => sql.val(last[key])))})`;
  const { rows } =
    await sql<Row>`select * from ${sql.table(table)} ${after} order by ${columns} limit ${rowsAtOnce}`.execute(
      tx,
    );
  return rows;
}

async function versionOf(db: Kysely<Schema>): Promise<readonly string[]> {
  const rows = await db.selectFrom('migrations').select('name').orderBy('name').execute();
  return rows.map(({ name }) => name);
}

/** PostgreSQL counts on from its own last number, which knows nothing of the rows taken in. */
async function setCounters(tx: Kysely<Schema>): Promise<void> {
  for (const [table, keys] of tables) {
    if (!keys.some((key) => key === 'seq')) continue;
    await sql`select setval(pg_get_serial_sequence(${table}, 'seq'), (select coalesce(max(seq), 0) + 1 from ${sql.table(table)}), false)`.execute(
      tx,
    );
  }
}
