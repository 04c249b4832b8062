import Database from 'better-sqlite3';
import pg from 'pg';

/** Apart from each other, in milliseconds: a million of them are almost two years. */
export const apartMs = 60_000;

/** When the oldest of that many reports was made, so that the newest was made just now. */
export function oldestOf(count: number): number {
  return Math.floor(Date.now() / apartMs - count) * apartMs;
}

/**
 * Fills a SQLite file that has its tables with that many decided reports up to now and what follows from them: each a
 * decision, a case with two events, a ticket and a reply; each tenth an escalation that has fired. The cases of the last
 * three hundred are open.
 */
export function fillSqlite(file: string, count: number): void {
  const db = new Database(file);
  db.pragma('synchronous = OFF');
  db.pragma('foreign_keys = OFF');
  const numbers = `with recursive n(i) as (select 0 union all select i + 1 from n where i < ${count - 1})`;
  db.exec(`begin; ${statements(numbers, count)} commit;`);
  // What a desk that had run all the time would have beside it: an empty log, not one of gigabytes.
  db.pragma('wal_checkpoint(truncate)');
  db.close();
}

/** The same on PostgreSQL, with statistics as its own housekeeping would have made them meanwhile. */
export async function fillPostgres(address: string, count: number): Promise<void> {
  const client = new pg.Client({ connectionString: address });
  await client.connect();
  const numbers = `with n(i) as (select generate_series(0::bigint, ${count - 1}))`;
  // Without looking up for every row that those it refers to are there: they are.
  await client.query('set session_replication_role = replica');
  await client.query(`begin; ${statements(numbers, count)} commit;`);
  await client.query('vacuum analyze');
  await client.query('checkpoint');
  await client.end();
}

const words = 'checkout fails for one of our partners since this morning, they cannot pay and ask what to do';
const ofClass = `case i % 10 when 0 then 'incident' when 1 then 'urgent-non-incident' when 2 then 'none' else 'non-incident' end`;
const firing = {
  rule: 'payment-failing-for-one',
  class: 'non-incident',
  weight: 2.1,
  why: 'One partner cannot pay: that is for the team.',
  decisive: false,
  evidence: [{ text: 'checkout fails', start: 0, end: 14 }],
};
const decided = {
  bestGuess: 'non-incident',
  area: 'payments',
  areaEvidence: [{ text: 'checkout', start: 0, end: 8 }],
  scope: 'one',
  severity: null,
  wakes: false,
  deadline: null,
  confidence: 0.8,
  scores: { incident: 0.4, 'urgent-non-incident': 0.1, 'non-incident': 2.1, none: 0 },
  firings: [firing],
  nearest: null,
  correlation: null,
  truncated: false,
  rulebook: 'a',
};

function statements(numbers: string, count: number): string {
  const at = `(${oldestOf(count)} + i * ${apartMs})`;
  const open = `case when i >= ${count - 300} then 'open' else 'resolved' end`;
  const document = `'{"report":"r-' || i || '","class":"' || ${ofClass} || '",${JSON.stringify(decided).slice(1).replaceAll("'", "''")}'`;
  const record = `'{"id":"case-' || i || '","status":"' || ${open} || '","class":"' || ${ofClass} || '","area":"payments","severity":null,"reports":["r-' || i || '"],"openedAt":' || ${at} || ',"acknowledged":null,"resolved":null,"decidedBy":null,"ticket":{"id":"BUG-' || i || '","url":"local:BUG-' || i || '"},"card":null}'`;
  return `
    insert into lanes (name, next_at, failures) values ('backlog', 0, 0), ('#gallery-help', 0, 0) on conflict do nothing;
    ${into('reports (id, event, channel, author, document, synthetic, received_at, state)')}
      select 'r-' || i, 'old-' || i, 'gallery-help', 'user-' || (i % 500),
        '{"text":"${words}","source":{"kind":"human","channel":"gallery-help","user":"user-' || (i % 500) || '"},"at":' || ${at} || ',"utcOffset":0,"anchor":{"id":"m","url":null},"private":false}',
        0, ${at}, 'decided' from n;
    ${into('decisions (report, revision, cause, at, class, area, rulebook, document)')}
      select 'r-' || i, 1, 'arrival', ${at}, ${ofClass}, 'payments', 'a', ${document} from n;
    ${into('seen (report, at, document, class, open)')}
      select 'r-' || i, ${at}, '{"id":"r-' || i || '","at":' || ${at} || ',"user":"user-' || (i % 500) || '","partners":[],"functions":["f"],"area":"payments"}', 'none', 1 from n;
    ${into('seen_topics (name, at, report)')}
      select 'function f' || (i % 50), ${at}, 'r-' || i from n;
    ${into('cases (id, status, class, area, opened_at, document)')}
      select 'case-' || i, ${open}, ${ofClass}, 'payments', ${at}, ${record} from n;
    ${into('case_reports (report, case_id)')}
      select 'r-' || i, 'case-' || i from n;
    ${into('case_events (case_id, at, what, by)')}
      select 'case-' || i, ${at}, 'opened as ' || ${ofClass}, 'desk' from n;
    ${into('case_events (case_id, at, what, by)')}
      select 'case-' || i, ${at} + 900, 'ticket BUG-' || i || ' filed', 'desk' from n;
    ${into('plans (report, revision, route, at)')}
      select 'r-' || i, 1, 'any', ${at} from n;
    ${into('effects (key, report, case_id, kind, port, lane, document, says, state, ref_id, created_at, delivered_at)')}
      select 'r-' || i || ':file-ticket:thread', 'r-' || i, 'case-' || i, 'file-ticket', 'backlog', 'backlog', '{}', 0, 'delivered', 'BUG-' || i, ${at}, ${at} from n;
    ${into('effects (key, report, case_id, kind, port, lane, document, says, state, ref_id, shown, created_at, delivered_at)')}
      select 'r-' || i || ':reply:thread', 'r-' || i, 'case-' || i, 'reply', 'chat', '#gallery-help', '{}', 1, 'delivered', 'message-' || i, 1, ${at}, ${at} from n;
    ${into('effect_needs (effect, needs)')}
      select 'r-' || i || ':reply:thread', 'r-' || i || ':file-ticket:thread' from n;
    ${into('timers (key, kind, due_at, subject, state)')}
      select 'escalate case-' || i, 'escalate', ${at} + 1800000, 'case-' || i, 'fired' from n where i % 10 = 0;`;

  function into(table: string): string {
    return `${numbers} insert into ${table}`;
  }
}
