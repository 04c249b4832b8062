// SQLite in a folder, for one desk at a time. WAL with synchronous=FULL: what is acknowledged is on the disk.

import { chmodSync, existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { Kysely, SqliteDialect, type SqliteStatement, sql } from 'kysely';
import { bindingGuard } from './bind.js';
import type { Context } from './context.js';
import { migrate } from './migrate.js';
import type { Schema } from './schema.js';
import { StoreError } from './store-error.js';

/** An open SQLite file, and what gives it back. */
export interface OpenSqlite {
  readonly context: Context;
  /** A connection of its own that only reads, so that a long look keeps the desk from nothing. */
  reader(): OpenReader;
  readonly close: () => Promise<void>;
}

/** A connection that only reads, and what gives it back. */
export interface OpenReader {
  readonly context: Context;
  readonly close: () => Promise<void>;
}

const fileName = 'desk.db';
const lockName = 'desk.lock';
const holderName = 'desk.pid';

/**
 * Opens the data file in a folder, made when absent, and brings its tables up to date. Throws StoreError
 * `locked` when another desk has the folder, `damaged` when the file is no database, `newer` when a later
 * version wrote it, `unreachable` when folder or file cannot be written; the file is left as it was.
 */
export async function openSqlite(folder: string, now: () => number): Promise<OpenSqlite> {
  const unlock = lockFolder(folder);
  try {
    const file = join(folder, fileName);
    const database = openFile(file);
    const db = new Kysely<Schema>({
      dialect: new SqliteDialect({ database: withKeptStatements(database) }),
      plugins: [bindingGuard],
    });
    try {
      await migrate(db, 'sqlite', now(), async () => copyAside(database, file, now()));
      // Last: it writes into the file, which is to stay as it was where it is a later version's.
      database.pragma('journal_mode = WAL');
    } catch (error) {
      database.close();
      throw explain(error, file);
    }
    const close = async (): Promise<void> => {
      await db.destroy();
      if (database.open) database.close();
      unlock();
    };
    const context: Context = { db, dialect: 'sqlite', clock: () => sql`${now()}`, now: async () => now() };
    return { context, reader: () => openReader(file, context), close };
  } catch (error) {
    unlock();
    throw error;
  }
}

// The lock is SQLite's own, held by an open transaction on a file of its own: it dies with the process, so a
// desk that was killed leaves none behind. The number beside it only serves the message.
function lockFolder(folder: string): () => void {
  const holder = join(folder, holderName);
  const lock = openLock(folder);
  try {
    lock.exec('begin exclusive');
  } catch (error) {
    lock.close();
    if (!isSqlite(error, 'SQLITE_BUSY')) throw explain(error, join(folder, lockName));
    const pid = existsSync(holder) ? ` (process ${readFileSync(holder, 'utf8').trim()})` : '';
    throw new StoreError(
      'locked',
      `${folder}: another desk${pid} works on this folder, and a SQLite file serves one desk at a time. Stop the other, choose another folder with TRIAGE_DATA, or let several desks share PostgreSQL through DATABASE_URL.`,
      error,
    );
  }
  try {
    writeFileSync(holder, `${process.pid}\n`, { mode: 0o600 });
  } catch (error) {
    lock.close();
    throw explain(error, holder);
  }
  return () => {
    rmSync(holder, { force: true });
    lock.close();
  };
}

function openLock(folder: string): Database.Database {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
  } catch (error) {
    throw explain(error, folder);
  }
  const file = join(folder, lockName);
  try {
    return new Database(file, { timeout: 0 });
  } catch (error) {
    throw explain(error, file);
  }
}

function openFile(file: string): Database.Database {
  let database: Database.Database | null = null;
  try {
    keepForOwner(file);
    database = new Database(file, { timeout: 5_000 });
    // A look that writes nothing comes first: it tells whether the file is a database at all.
    database.prepare('select count(*) from sqlite_master').get();
    database.pragma('synchronous = FULL');
    database.pragma('foreign_keys = ON');
    // What is erased is overwritten, not only forgotten.
    database.pragma('secure_delete = ON');
    database.pragma('wal_autocheckpoint = 1000');
    return database;
  } catch (error) {
    database?.close();
    throw explain(error, file);
  }
}

// SQLite gives the files beside the database the permissions that the database has.
function keepForOwner(file: string): void {
  writeFileSync(file, '', { flag: 'a', mode: 0o600 });
  for (const one of [file, `${file}-wal`, `${file}-shm`]) {
    if (existsSync(one) && (statSync(one).mode & 0o077) !== 0) chmodSync(one, 0o600);
  }
}

function openReader(file: string, context: Context): OpenReader {
  const database = new Database(file, { readonly: true, timeout: 5_000 });
  const db = new Kysely<Schema>({ dialect: new SqliteDialect({ database }) });
  return { context: { ...context, db }, close: () => db.destroy() };
}

// Kysely prepares each statement anew; keeping them makes small queries about three times faster.
function withKeptStatements(database: Database.Database): {
  close(): void;
  prepare(text: string): SqliteStatement;
} {
  const kept = new Map<string, SqliteStatement>();
  return {
    close: () => database.close(),
    prepare: (text) => {
      const known = kept.get(text);
      if (known !== undefined) return known;
      const statement = database.prepare<unknown[]>(text);
      if (kept.size < 500) kept.set(text, statement);
      return statement;
    },
  };
}

function copyAside(database: Database.Database, file: string, at: number): void {
  const copy = `${file}.before-${new Date(at).toISOString().replaceAll(/[:.]/g, '-')}`;
  if (statSync(file).size === 0) return;
  // Made empty first, as its owner's alone: SQLite fills it and leaves its permissions.
  writeFileSync(copy, '', { mode: 0o600 });
  database.prepare('vacuum into ?').run(copy);
}

function explain(error: unknown, file: string): unknown {
  if (isSqlite(error, 'SQLITE_NOTADB') || isSqlite(error, 'SQLITE_CORRUPT')) {
    return new StoreError(
      'damaged',
      `${file}: this is no SQLite database, or it is damaged. Nothing was changed. Move it away to start anew, or put a copy back in its place.`,
      error,
    );
  }
  if (isSqlite(error, 'SQLITE_BUSY')) {
    return new StoreError(
      'locked',
      `${file}: another program holds it locked. Close that program and start again.`,
      error,
    );
  }
  const code = error instanceof Error && 'code' in error ? error.code : null;
  if (code === 'ENOTDIR' || code === 'EEXIST') {
    return new StoreError(
      'unreachable',
      `${file}: a file stands where a folder is expected. Choose another folder with TRIAGE_DATA.`,
      error,
    );
  }
  if (isSqlite(error, 'SQLITE_CANTOPEN') || isSqlite(error, 'SQLITE_READONLY') || isFileTrouble(code)) {
    return new StoreError(
      'unreachable',
      `${file}: it cannot be opened for writing${isFileTrouble(code) ? ` (${code})` : ''}. Check the permissions of the folder and the file and the room on the disk, or choose another folder with TRIAGE_DATA.`,
      error,
    );
  }
  return error;
}

function isSqlite(error: unknown, code: string): boolean {
  return error instanceof Database.SqliteError && error.code.startsWith(code);
}

function isFileTrouble(code: unknown): boolean {
  return ['EACCES', 'EPERM', 'EROFS', 'EISDIR', 'ENOENT', 'ENOSPC', 'SQLITE_FULL'].includes(String(code));
}
