// PostgreSQL, for several desks at once. The server's clock is the clock of every desk on it.

import { Socket } from 'node:net';
import { Kysely, PostgresDialect, sql } from 'kysely';
import pg from 'pg';
import { bindingGuard } from './bind.js';
import type { Context } from './context.js';
import { migrate } from './migrate.js';
import type { Schema } from './schema.js';
import { StoreError } from './store-error.js';

/** An open pool of connections, and what gives it back. */
export interface OpenPostgres {
  readonly context: Context;
  readonly close: () => Promise<void>;
}

/** How the pool behaves; `now` replaces the server's clock in tests. */
export interface PostgresOptions {
  readonly now?: () => number;
  readonly connections?: number;
  /** The longest a statement may take, in milliseconds; a connection that is silent for longer counts as dead. */
  readonly answerWithinMs?: number;
  /** Hears of connections that broke while nobody used them; the pool mends itself. */
  readonly onLost?: (error: Error) => void;
}

const migrationLock = 7_417_263;
const closingMs = 3_000;
const int8 = 20;
const numeric = 1700;

/** Connects and brings the tables up to date, one desk at a time. Throws StoreError `unreachable` or `newer`. */
export async function openPostgres(url: string, options: PostgresOptions = {}): Promise<OpenPostgres> {
  const sockets = new Set<Socket>();
  const pool = openPool(url, options, sockets);
  const db = new Kysely<Schema>({ dialect: new PostgresDialect({ pool }), plugins: [bindingGuard] });
  const { now } = options;
  const context: Context = {
    db,
    dialect: 'postgresql',
    ...(now === undefined
      ? { clock: () => serverClock, now: serverTime }
      : { clock: () => sql`${now()}::bigint`, now: async () => now() }),
  };
  try {
    await migrateAlone(url, context);
  } catch (error) {
    await db.destroy();
    if (error instanceof StoreError) throw error;
    throw new StoreError(
      'unreachable',
      `the PostgreSQL server of DATABASE_URL cannot be used: ${error instanceof Error ? error.message : String(error)}. Check the address, that the server runs, and that the user may create tables.`,
      error,
    );
  }
  return { context, close: () => closeWithin(closingMs, db.destroy(), sockets) };
}

/** A server that does not answer must not keep the desk from ending. */
async function closeWithin(ms: number, ended: Promise<void>, sockets: ReadonlySet<Socket>): Promise<void> {
  const late = setTimeout(() => {
    for (const socket of sockets) socket.destroy();
  }, ms);
  await ended;
  clearTimeout(late);
}

function openPool(url: string, options: PostgresOptions, sockets: Set<Socket>): pg.Pool {
  const { connections = 8, answerWithinMs = 30_000, onLost } = options;
  const pool = new pg.Pool({
    connectionString: url,
    max: connections,
    connectionTimeoutMillis: 5_000,
    application_name: 'triage-desk',
    // A desk that was frozen inside a transaction must not hold its rows for ever.
    idle_in_transaction_session_timeout: 20_000,
    statement_timeout: answerWithinMs,
    query_timeout: answerWithinMs + 2_000,
    stream: () => {
      const socket = givenUpAfter(answerWithinMs + 4_000);
      sockets.add(socket.once('close', () => sockets.delete(socket)));
      return socket;
    },
    types: { getTypeParser },
  });
  pool.on('error', (error) => onLost?.(error));
  // A connection that is in use has no listener of the pool's; without one its end would end the process. The
  // query under way fails by itself, and that is where it is dealt with.
  pool.on('connect', (client) => {
    client.on('error', () => {});
  });
  return pool;
}

// A server that was cut off leaves connections on which nothing ever comes again. The pool would hand them out until
// the system gives them up, a quarter of an hour later.
function givenUpAfter(ms: number): Socket {
  const socket = new Socket();
  socket.setTimeout(ms, () => socket.destroy(new Error(`nothing heard for ${ms} ms`)));
  return socket;
}

// pg gives 64-bit integers as text; ours are milliseconds and counts, exact as numbers.
const getTypeParser: typeof pg.types.getTypeParser = (oid: number, format?: unknown) =>
  oid === int8 || oid === numeric
    ? Number
    : format === 'binary'
      ? pg.types.getTypeParser(oid, 'binary')
      : pg.types.getTypeParser(oid, 'text');

// On a connection of its own: waiting for another desk, or an index over millions of rows, may take its time.
async function migrateAlone(url: string, { now }: Context): Promise<void> {
  const pool = new pg.Pool({
    connectionString: url,
    max: 1,
    connectionTimeoutMillis: 5_000,
    types: { getTypeParser },
  });
  pool.on('error', () => {});
  const db = new Kysely<Schema>({ dialect: new PostgresDialect({ pool }), plugins: [bindingGuard] });
  try {
    await db.connection().execute(async (connection) => {
      await sql`select pg_advisory_lock(${migrationLock})`.execute(connection);
      try {
        await migrate(connection, 'postgresql', await now(connection), async () => {});
      } finally {
        await sql`select pg_advisory_unlock(${migrationLock})`.execute(connection);
      }
    });
  } finally {
    await db.destroy();
  }
}

const serverClock = sql<number>`floor(extract(epoch from clock_timestamp()) * 1000)::bigint`;

async function serverTime(db: Kysely<Schema>): Promise<number> {
  const { rows } = await sql<{ now: number }>`select ${serverClock} as now`.execute(db);
  const [row] = rows;
  if (row === undefined) throw new Error('the server gave no time');
  return row.now;
}
