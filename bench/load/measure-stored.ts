import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { openSqliteStore } from '../../src/adapters/store/open-store.js';
import type { Intake } from '../../src/desk/records.js';

/** Start and look-ups with that many stored reports, against the same with a hundredth of them. */
export async function measureStored(stored: number): Promise<void> {
  for (const count of [Math.round(stored / 100), stored]) {
    const folder = mkdtempSync(join(tmpdir(), 'stored-'));
    await (await openSqliteStore(folder)).close();
    fill(join(folder, 'desk.db'), count);
    const before = performance.now();
    const store = await openSqliteStore(folder);
    await store.hasUndecided();
    await store.nextEffectAt(['chat', 'backlog', 'board']);
    const opened = performance.now() - before;
    const known = await each(500, (i) => store.addReport(intake(`old-${(i * 7919) % count}`), 1));
    const fresh = await each(500, (i) => store.addReport(intake(`new-${i}`), 1));
    const window = await each(500, (i) => {
      const at = ((i * 7919) % count) * 60_000;
      return store.window([`function f${i % 50}`, 'area payments'], at - 1_800_000, at);
    });
    const claim = await each(500, () => store.nextUndecided());
    const facts = await each(20, () => store.facts());
    const silence = await each(20, (i) => store.countByChannel(i * 7_200_000, (i + 1) * 7_200_000));
    await store.close();
    console.log(
      `${count} stored reports: open ${opened.toFixed(0)} ms; known event ${known} ms; new event ${fresh} ms; correlation window ${window} ms; next undecided ${claim} ms; facts of health ${facts} ms; reports by channel ${silence} ms`,
    );
    rmSync(folder, { recursive: true });
  }
}

async function each(times: number, work: (index: number) => Promise<unknown>): Promise<string> {
  const before = performance.now();
  for (let i = 0; i < times; i++) await work(i);
  return ((performance.now() - before) / times).toFixed(3);
}

function fill(file: string, count: number): void {
  const db = new Database(file);
  db.pragma('synchronous = OFF');
  const numbers = `with recursive n(i) as (select 0 union all select i + 1 from n where i < ${count - 1})`;
  db.exec(`
    begin;
    ${numbers} insert into reports (id, event, channel, author, document, synthetic, received_at, state)
      select 'r-' || i, 'old-' || i, 'gallery-help', 'user-' || (i % 500),
        '{"text":"checkout fails for one of our partners since this morning","source":{"kind":"human","channel":"gallery-help","user":"u"},"at":1,"utcOffset":0,"anchor":{"id":"m","url":null},"private":false}',
        0, i * 60000, 'decided' from n;
    ${numbers} insert into seen (report, at, document, class, open)
      select 'r-' || i, i * 60000, '{"id":"r","at":1,"user":"u","partners":[],"functions":["f"],"area":null}', 'none', 1 from n;
    ${numbers} insert into seen_topics (name, at, report) select 'function f' || (i % 50), i * 60000, 'r-' || i from n;
    insert into lanes (name, next_at, failures) values ('backlog', 0, 0);
    ${numbers} insert into effects (key, report, kind, port, lane, document, says, state, created_at, delivered_at)
      select 'r-' || i || ':file-ticket', 'r-' || i, 'file-ticket', 'backlog', 'backlog', '{}', 0, 'delivered', 1, 1 from n;
    ${numbers} insert into cases (id, status, class, opened_at, document)
      select 'case-' || i, 'resolved', 'non-incident', i * 60000, '{}' from n;
    commit;`);
  db.close();
}

function intake(event: string): Intake {
  return {
    event,
    text: 'x',
    source: { kind: 'human', channel: 'c', user: 'u' },
    at: 1,
    utcOffset: 0,
    anchor: { id: 'm', url: null },
    private: false,
    synthetic: false,
  };
}
