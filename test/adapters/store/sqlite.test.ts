import { execFileSync, spawn } from 'node:child_process';
import {
  chmodSync,
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { Kysely, SqliteDialect, sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { firstTables } from '../../../src/adapters/store/migrations/first-tables.js';
import { openSqliteStore } from '../../../src/adapters/store/open-store.js';
import type { Schema } from '../../../src/adapters/store/schema.js';
import { intake } from '../../desk/intakes.js';

describe('a SQLite file', () => {
  let folder: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'sqlite-'));
  });

  afterEach(() => rmSync(folder, { recursive: true }));

  it('is made with its folder, and kept from one start to the next', async () => {
    const first = await openSqliteStore(join(folder, 'new', 'data'));
    const { id } = await first.addReport(intake('e1', 'kept'), 1);
    await first.close();
    const second = await openSqliteStore(join(folder, 'new', 'data'));
    expect((await second.report(id))?.report.text).toBe('kept');
    await second.close();
  });

  it('and what stands beside it are for their owner alone', async () => {
    const data = join(folder, 'data');
    const store = await openSqliteStore(data);
    await store.addReport(intake('e1', 'kept'), 1);
    const modes = readdirSync(data).map((name) => [name, statSync(join(data, name)).mode & 0o777]);
    expect(Object.fromEntries(modes)).toMatchObject({
      'desk.db': 0o600,
      'desk.db-wal': 0o600,
      'desk.db-shm': 0o600,
    });
    expect(statSync(data).mode & 0o777).toBe(0o700);
    await store.close();
    chmodSync(join(data, 'desk.db'), 0o644);
    await (await openSqliteStore(data)).close();
    expect(statSync(join(data, 'desk.db')).mode & 0o777).toBe(0o600);
  });

  it.each([
    ['is a file', (place: string) => writeFileSync(place, 'x')],
    [
      'has a folder in place of the lock',
      (place: string) => mkdirSync(join(place, 'desk.lock'), { recursive: true }),
    ],
    [
      'has a folder in place of the data',
      (place: string) => mkdirSync(join(place, 'desk.db'), { recursive: true }),
    ],
  ])('whose folder %s is refused in one sentence', async (_, arrange) => {
    const place = join(folder, 'data');
    arrange(place);
    await expect(openSqliteStore(place)).rejects.toMatchObject({ name: 'StoreError', reason: 'unreachable' });
  });

  it('whose folder lies in a file is refused in one sentence', async () => {
    writeFileSync(join(folder, 'file'), 'x');
    await expect(openSqliteStore(join(folder, 'file', 'data'))).rejects.toThrow(
      /a file stands where a folder/,
    );
  });

  it('serves one desk at a time, and says who has it', async () => {
    const store = await openSqliteStore(folder);
    await expect(openSqliteStore(folder)).rejects.toMatchObject({
      reason: 'locked',
      message: expect.stringMatching(new RegExp(`another desk \\(process ${process.pid}\\) .*TRIAGE_DATA`)),
    });
    await store.close();
    await (await openSqliteStore(folder)).close();
  });

  it('is free again when the desk that had it was killed', async () => {
    const script = `const D = require('better-sqlite3');
      new D(process.argv[1]).exec('begin exclusive');
      console.log('held'); setInterval(() => {}, 1000);`;
    const holder = spawn(process.execPath, ['-e', script, join(folder, 'desk.lock')], {
      cwd: process.cwd(),
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    await new Promise((resolve) => holder.stdout.once('data', resolve));
    await expect(openSqliteStore(folder)).rejects.toMatchObject({ reason: 'locked' });
    holder.kill('SIGKILL');
    await new Promise((resolve) => holder.once('exit', resolve));
    await (await openSqliteStore(folder)).close();
  });

  it.each([
    ['text', 'this is no database, and it never was one; but it is long enough to be looked at'],
    ['bytes after a good beginning', `SQLite format 3\u0000${'x'.repeat(5_000)}`],
  ])('that holds %s is refused and left as it is', async (_, content) => {
    const file = join(folder, 'desk.db');
    writeFileSync(file, content);
    await expect(openSqliteStore(folder)).rejects.toMatchObject({
      reason: 'damaged',
      message: expect.stringContaining(`${file}: `),
    });
    expect(readFileSync(file, 'utf8')).toBe(content);
    expect(readdirSync(folder).sort()).toEqual(['desk.db', 'desk.lock']);
  });

  it('locked by another program is refused', async () => {
    await (await openSqliteStore(folder)).close();
    const other = new Database(join(folder, 'desk.db'));
    other.pragma('locking_mode = EXCLUSIVE');
    other.exec('begin exclusive');
    await expect(openSqliteStore(folder)).rejects.toMatchObject({ reason: 'locked' });
    other.close();
  });

  it('of a later version is refused, and nothing in it is changed', async () => {
    await (await openSqliteStore(folder)).close();
    const file = join(folder, 'desk.db');
    const later = new Database(file);
    later.prepare("insert into migrations (name, applied_at) values ('999-from-the-future', 1)").run();
    // As a copy made by "vacuum into" has it.
    later.pragma('journal_mode = DELETE');
    later.close();
    const before = readFileSync(file);
    await expect(openSqliteStore(folder)).rejects.toMatchObject({
      reason: 'newer',
      message: expect.stringContaining('999-from-the-future'),
    });
    expect(readFileSync(file).equals(before)).toBe(true);
  });

  describe('of an earlier version', () => {
    const file = (): string => join(folder, 'desk.db');
    const copies = (): string[] => readdirSync(folder).filter((name) => name.startsWith('desk.db.before-'));
    const namesIn = (where: string): unknown[] => {
      const db = new Database(where, { readonly: true });
      const names = db.prepare('select name from migrations order by name').pluck().all();
      db.close();
      return names;
    };

    beforeEach(async () => {
      const db = new Kysely<Schema>({ dialect: new SqliteDialect({ database: new Database(file()) }) });
      await firstTables(db, 'sqlite');
      await sql`create table migrations (name text primary key, applied_at integer not null)`.execute(db);
      await db.insertInto('migrations').values({ name: '001-first-tables', applied_at: 1 }).execute();
      // As the first version wrote it: what later ones store beside it has no column yet.
      const first = intake('e1', 'kept');
      await sql`insert into reports (id, event, channel, author, document, synthetic, received_at, state)
        values ('r-first', ${first.event}, ${first.source.channel}, ${first.source.user},
          ${JSON.stringify(first)}, 0, 1, 'stored')`.execute(db);
      await db.destroy();
    });

    it('is brought up to date after a whole copy was made of it, for its owner alone', async () => {
      const store = await openSqliteStore(folder, () => Date.UTC(2026, 2, 3));
      expect(await store.reports(10)).toMatchObject([{ report: { text: 'kept' } }]);
      await store.close();
      const copy = 'desk.db.before-2026-03-03T00-00-00-000Z';
      expect(copies()).toEqual([copy]);
      expect(namesIn(join(folder, copy))).toEqual(['001-first-tables']);
      expect(statSync(join(folder, copy)).mode & 0o777).toBe(0o600);
      const restored = join(folder, 'restored');
      mkdirSync(restored);
      copyFileSync(join(folder, copy), join(restored, 'desk.db'));
      const again = await openSqliteStore(restored);
      expect(await again.reports(10)).toMatchObject([{ report: { text: 'kept' } }]);
      await again.close();
    });

    it('is left as it was when a step fails, and tried again at the next start', async () => {
      const spoilt = new Database(file());
      // The second statement of a migration fails: the first must not stay.
      spoilt.exec('create index effects_waiting on effects (kind)');
      spoilt.close();
      await expect(openSqliteStore(folder)).rejects.toThrow(/effects_waiting already exists/);
      expect(namesIn(file())).toEqual(['001-first-tables']);
      const mended = new Database(file());
      expect(
        mended.prepare("select 1 from sqlite_master where name = 'reports_stuck'").get(),
      ).toBeUndefined();
      mended.exec('drop index effects_waiting');
      mended.close();
      const store = await openSqliteStore(folder);
      expect(await store.reports(10)).toHaveLength(1);
      await store.close();
    });
  });

  it('loses nothing it has acknowledged when the process is killed', async () => {
    const file = join(folder, 'acknowledged');
    const script = `
      import { appendFileSync } from 'node:fs';
      const { openSqliteStore } = await import(${JSON.stringify(join(process.cwd(), 'src/adapters/store/open-store.ts'))});
      const store = await openSqliteStore(process.argv[1]);
      for (let i = 0; ; i++) {
        const { id } = await store.addReport({ event: 'e' + i, text: 'x', source: { kind: 'human', channel: 'c', user: 'u' },
          at: 1, utcOffset: 0, anchor: { id: 'm', url: null }, private: false, synthetic: false }, 1);
        appendFileSync(process.argv[2], id + '\\n');
        if (i === 200) process.kill(process.pid, 'SIGKILL');
      }`;
    try {
      execFileSync(process.execPath, [
        '--no-warnings',
        '--experimental-transform-types',
        '--import',
        join(process.cwd(), 'bench/faults/resolve-typescript.mjs'),
        '--input-type=module',
        '-e',
        script,
        folder,
        file,
      ]);
    } catch (error) {
      expect(error).toMatchObject({ signal: 'SIGKILL' });
    }
    const store = await openSqliteStore(folder);
    const ids = readFileSync(file, 'utf8').trim().split('\n');
    expect(ids.length).toBeGreaterThan(200);
    for (const id of ids) expect(await store.report(id)).not.toBeNull();
    await store.close();
  });
});
