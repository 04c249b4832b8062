import { type Kysely, sql } from 'kysely';
import type { Dialect } from '../context.js';
import type { Schema } from '../schema.js';

/** The tables of the first version. */
export async function firstTables(db: Kysely<Schema>, dialect: Dialect): Promise<void> {
  for (const statement of statements(dialect)) await sql.raw(statement).execute(db);
}

// PostgreSQL's integer ends at 2^31, milliseconds do not; SQLite counts rows only in a column named so exactly.
function statements(dialect: Dialect): readonly string[] {
  const whole = dialect === 'sqlite' ? 'integer' : 'bigint';
  const counter =
    dialect === 'sqlite'
      ? 'integer primary key autoincrement'
      : 'bigint generated always as identity primary key';
  return [
    `create table reports (seq ${counter}, id text not null unique, event text not null unique,
      channel text not null, author text not null, document text not null, synthetic ${whole} not null, received_at ${whole} not null,
      state text not null, attempts ${whole} not null default 0, error text, edited_at ${whole}, erased_at ${whole})`,
    `create index reports_undecided on reports (seq) where state = 'stored'`,
    `create index reports_author on reports (author, seq)`,
    `create index reports_received on reports (received_at)`,

    `create table seen (report text primary key references reports (id), at ${whole} not null,
      document text not null, class text not null, open ${whole} not null)`,
    `create table seen_topics (name text not null, at ${whole} not null,
      report text not null references seen (report), primary key (name, at, report))`,
    `create index seen_topics_report on seen_topics (report)`,

    `create table decisions (report text not null references reports (id), revision ${whole} not null,
      cause text not null, at ${whole} not null, class text not null, area text, rulebook text not null,
      document text not null, primary key (report, revision))`,
    `create index decisions_at on decisions (at)`,

    `create table cases (id text primary key, status text not null, class text not null, area text,
      opened_at ${whole} not null, document text not null)`,
    `create index cases_open on cases (opened_at) where status in ('open', 'acknowledged')`,
    `create table case_reports (report text primary key references reports (id),
      case_id text not null references cases (id))`,
    `create index case_reports_case on case_reports (case_id)`,
    `create table case_events (seq ${counter}, case_id text not null references cases (id),
      at ${whole} not null, what text not null, by text not null)`,
    `create index case_events_case on case_events (case_id, seq)`,

    `create table plans (report text not null references reports (id), revision ${whole} not null,
      route text not null, at ${whole} not null, primary key (report, revision))`,
    `create table lanes (name text primary key, next_at ${whole} not null, failures ${whole} not null)`,
    `create table effects (seq ${counter}, key text not null unique, report text not null references reports (id),
      case_id text references cases (id), kind text not null, port text not null,
      lane text not null references lanes (name), document text not null, says ${whole} not null,
      state text not null, attempts ${whole} not null default 0, in_flight ${whole} not null default 0,
      lease_by text, lease_until ${whole}, token ${whole} not null default 0, ref_id text, ref_url text,
      desired ${whole} not null default 1, shown ${whole} not null default 0, digest text,
      created_at ${whole} not null, delivered_at ${whole}, due_at ${whole}, error text)`,
    `create index effects_due on effects (due_at, seq) where due_at is not null`,
    `create index effects_report on effects (report)`,
    `create index effects_case on effects (case_id)`,
    `create index effects_parked on effects (seq) where due_at is null and error is not null`,
    `create index effects_pending on effects (created_at) where state = 'pending'`,
    `create table effect_needs (effect text not null references effects (key), needs text not null,
      primary key (effect, needs))`,
    `create index effect_needs_needs on effect_needs (needs)`,

    `create table timers (key text primary key, kind text not null, due_at ${whole} not null,
      subject text not null, state text not null)`,
    `create index timers_due on timers (due_at) where state = 'waiting'`,
    `create index timers_subject on timers (subject)`,

    `create table corrections (seq ${counter}, report text not null references reports (id),
      from_class text not null, to_class text not null, by text not null, at ${whole} not null,
      why text not null, rulebook text not null)`,
    `create table audit (seq ${counter}, at ${whole} not null, actor text not null, what text not null,
      subject text not null)`,
    `create index audit_subject on audit (subject)`,
    `create table watermarks (channel text primary key, at ${whole} not null)`,
    `create table settings (name text primary key, value text not null)`,
    `create table local_items (seq ${counter}, key text not null unique, port text not null,
      ref text not null unique, body text not null, at ${whole} not null, edited_at ${whole},
      withdrawn ${whole} not null default 0)`,
  ];
}
