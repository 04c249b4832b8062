import Database from 'better-sqlite3';
import pg from 'pg';

/** Fills a SQLite file that has its tables with that many decided reports and what follows from them. */
export function fillSqlite(file: string, count: number): void {
  const db = new Database(file);
  db.pragma('synchronous = OFF');
  const numbers = `with recursive n(i) as (select 0 union all select i + 1 from n where i < ${count - 1})`;
  db.exec(`begin; ${statements(numbers)} commit;`);
  db.close();
}

/** The same on PostgreSQL, with statistics as its own housekeeping would have made them meanwhile. */
export async function fillPostgres(address: string, count: number): Promise<void> {
  const client = new pg.Client({ connectionString: address });
  await client.connect();
  const numbers = `with n(i) as (select generate_series(0::bigint, ${count - 1}))`;
  await client.query(`begin; ${statements(numbers)} commit;`);
  await client.query('vacuum analyze');
  await client.end();
}

function statements(numbers: string): string {
  return `
    insert into lanes (name, next_at, failures) values ('backlog', 0, 0);
    ${into('reports (id, event, channel, author, document, synthetic, received_at, state)')}
      select 'r-' || i, 'old-' || i, 'gallery-help', 'user-' || (i % 500),
        '{"text":"checkout fails for one of our partners since this morning","source":{"kind":"human","channel":"gallery-help","user":"u"},"at":1,"utcOffset":0,"anchor":{"id":"m","url":null},"private":false}',
        0, i * 60000, 'decided' from n;
    ${into('decisions (report, revision, cause, at, class, rulebook, document)')}
      select 'r-' || i, 1, 'arrival', i * 60000, 'non-incident', 'a', '{}' from n;
    ${into('seen (report, at, document, class, open)')}
      select 'r-' || i, i * 60000, '{"id":"r","at":1,"user":"u","partners":[],"functions":["f"],"area":null}', 'none', 1 from n;
    ${into('seen_topics (name, at, report)')}
      select 'function f' || (i % 50), i * 60000, 'r-' || i from n;
    ${into('cases (id, status, class, opened_at, document)')}
      select 'case-' || i, 'resolved', 'non-incident', i * 60000, '{}' from n;
    ${into('effects (key, report, case_id, kind, port, lane, document, says, state, created_at, delivered_at)')}
      select 'r-' || i || ':file-ticket', 'r-' || i, 'case-' || i, 'file-ticket', 'backlog', 'backlog', '{}', 0, 'delivered', 1, 1 from n;`;

  function into(table: string): string {
    return `${numbers} insert into ${table}`;
  }
}
