import { createHash } from 'node:crypto';
import { type Selectable, sql } from 'kysely';
import type { Intake, Records, StoredReport } from '../../desk/records.js';
import { bindable } from './bind.js';
import type { Context } from './context.js';
import { countOf, readJson } from './rows.js';
import type { ReportsTable } from './schema.js';

type ReportRecords = Pick<
  Records,
  | 'addReport'
  | 'report'
  | 'reportByEvent'
  | 'reportsBelow'
  | 'reports'
  | 'reportsHeard'
  | 'countByChannel'
  | 'countReportsBy'
  | 'hasUndecided'
  | 'nextUndecided'
  | 'lockReport'
  | 'markDecided'
  | 'markUndecidable'
  | 'amendReport'
  | 'addToReport'
  | 'reopenReport'
  | 'eraseReport'
  | 'reportsBefore'
  | 'addTombstone'
>;

/** In the words of the index: with bound values SQLite would not see that it fits. */
const kept = sql<boolean>`state in ('decided', 'stuck')`;

/** Of a bot that has reported a hundred thousand times nobody wants to know the number for every message. */
const countedAtMost = 1_000;

/** Of one thread; more answers than that are hardly triaged one by one. */
const mostBelow = 50;

/** The inbox: reports, each kept once by the name of its event. */
export function reportRecords({ db, dialect }: Context): ReportRecords {
  const one = async (column: 'id' | 'event', value: string): Promise<StoredReport | null> => {
    const row = await db.selectFrom('reports').selectAll().where(column, '=', value).executeTakeFirst();
    return row === undefined ? null : toStored(row);
  };

  const insert = async (intake: Intake, at: number, state: 'stored' | 'erased'): Promise<boolean> => {
    const result = await db
      .insertInto('reports')
      .values({
        id: reportId(intake),
        event: intake.event,
        channel: intake.source.channel,
        author: intake.source.user,
        document: JSON.stringify(toDocument(intake)),
        anchor: intake.anchor.id,
        synthetic: intake.synthetic ? 1 : 0,
        received_at: at,
        state,
        attempts: 0,
        erased_at: state === 'erased' ? at : null,
      })
      .onConflict((conflict) => conflict.doNothing())
      .executeTakeFirst();
    if ((result.numInsertedOrUpdatedRows ?? 0n) > 0n) return true;
    if ((await one('event', intake.event)) !== null) return false;
    throw new Error(`the event has the id of another, ${reportId(intake)}: it cannot be stored`);
  };

  const setState = (id: string, state: ReportsTable['state']) =>
    db.updateTable('reports').set({ state, attempts: 0, error: null }).where('id', '=', id);

  return {
    async addReport(intake, at) {
      const added = await insert(intake, at, 'stored');
      return { id: reportId(intake), accepted: added ? 'new' : 'known' };
    },

    report: (id) => one('id', id),

    reportByEvent: (event) => one('event', event),

    async reportsBelow(anchor) {
      const rows = await db
        .selectFrom('reports')
        .selectAll()
        .where('anchor', '=', anchor)
        .orderBy('seq')
        .limit(mostBelow)
        .execute();
      return rows.map(toStored);
    },

    async reports(limit, before) {
      let query = db
        .selectFrom('reports')
        .selectAll()
        .where('synthetic', '=', 0)
        .orderBy('seq', 'desc')
        .limit(limit);
      if (before !== undefined) query = query.where('seq', '<', before);
      return (await query.execute()).map(toStored);
    },

    async reportsHeard(event, since) {
      const rows = await db
        .selectFrom('reports')
        .selectAll()
        .where('received_at', '>=', since)
        .where(sql<string>`substr(event, 1, ${event.length})`, '=', event)
        .orderBy('seq')
        .execute();
      return rows.map(toStored);
    },

    async countByChannel(since, until) {
      const rows = await db
        .selectFrom('reports')
        .select(({ fn }) => ['channel', fn.countAll().as('count')])
        .where('received_at', '>=', since)
        .where('received_at', '<', until)
        .where('synthetic', '=', 0)
        .groupBy('channel')
        .execute();
      return new Map(rows.map((row) => [row.channel, countOf(row)]));
    },

    async countReportsBy(user, order) {
      if (user === '') return 0;
      const earlier = db
        .selectFrom('reports')
        .select('seq')
        .where('author', '=', user)
        .where('seq', '<', order)
        .limit(countedAtMost)
        .as('earlier');
      return countOf(await db.selectFrom(earlier).select(db.fn.countAll().as('count')).executeTakeFirst());
    },

    async hasUndecided() {
      const row = await db
        .selectFrom('reports')
        .select('seq')
        .where('state', '=', 'stored')
        .limit(1)
        .executeTakeFirst();
      return row !== undefined;
    },

    async nextUndecided() {
      let query = db.selectFrom('reports').selectAll().where('state', '=', 'stored').orderBy('seq').limit(1);
      if (dialect === 'postgresql') query = query.forNoKeyUpdate().skipLocked();
      const row = await query.executeTakeFirst();
      return row === undefined ? null : toStored(row);
    },

    async lockReport(id) {
      let query = db.selectFrom('reports').selectAll().where('id', '=', id);
      if (dialect === 'postgresql') query = query.forNoKeyUpdate();
      const row = await query.executeTakeFirst();
      return row === undefined ? null : toStored(row);
    },

    async markDecided(id) {
      await setState(id, 'decided').where('state', '=', 'stored').execute();
    },

    async markUndecidable(id, error, stuck) {
      await db
        .updateTable('reports')
        .set(({ eb }) => ({ attempts: eb('attempts', '+', 1), error, state: stuck ? 'stuck' : 'stored' }))
        .where('id', '=', id)
        .where('state', '=', 'stored')
        .execute();
    },

    async amendReport(id, text, editedAt, added = 'kept') {
      const row = await db.selectFrom('reports').selectAll().where('id', '=', id).executeTakeFirst();
      if (row === undefined || row.state === 'erased' || (row.edited_at ?? -1) >= editedAt) return false;
      const before = readJson<ReportDocument>(row.document);
      const document = withWords(before, text, added === 'kept' ? addedTo(before) : []);
      await db
        .updateTable('reports')
        .set({ document: JSON.stringify(document), edited_at: editedAt })
        .where('id', '=', id)
        .execute();
      return document.text !== before.text;
    },

    async addToReport(id, text, insteadOf) {
      const row = await db.selectFrom('reports').selectAll().where('id', '=', id).executeTakeFirst();
      if (row === undefined || row.state === 'erased') return false;
      const before = readJson<ReportDocument>(row.document);
      const added = addedTo(before);
      if (text === '' || ownWords(before) === text || added.includes(text)) return false;
      const document = withWords(before, ownWords(before), [
        ...added.filter((each) => each !== insteadOf),
        text,
      ]);
      await db
        .updateTable('reports')
        .set({ document: JSON.stringify(document) })
        .where('id', '=', id)
        .execute();
      return true;
    },

    async reopenReport(id) {
      await setState(id, 'stored').where('state', '<>', 'erased').execute();
    },

    async eraseReport(id, at) {
      const row = await db.selectFrom('reports').selectAll().where('id', '=', id).executeTakeFirst();
      if (row === undefined) return;
      const { partner: _, added: __, ...document } = readJson<ReportDocument>(row.document);
      const bare = { ...document, text: '', source: { ...document.source, user: '' } };
      await db
        .updateTable('reports')
        .set({ document: JSON.stringify(bare), author: '', state: 'erased', erased_at: at, error: null })
        .where('id', '=', id)
        .execute();
    },

    async reportsBefore(time, limit) {
      const rows = await db
        .selectFrom('reports')
        .select('id')
        .where('received_at', '<', time)
        .where(kept)
        .where(({ not, exists, selectFrom }) =>
          not(
            exists(
              selectFrom('case_reports')
                .innerJoin('cases', 'cases.id', 'case_reports.case_id')
                .select('cases.id')
                .whereRef('case_reports.report', '=', 'reports.id')
                .where('cases.status', 'in', ['open', 'acknowledged']),
            ),
          ),
        )
        .where(({ not, exists, selectFrom }) =>
          not(
            exists(
              selectFrom('effects')
                .select('effects.key')
                .whereRef('effects.report', '=', 'reports.id')
                .where('effects.due_at', 'is not', null),
            ),
          ),
        )
        .orderBy('received_at')
        .limit(limit)
        .execute();
      return rows.map(({ id }) => id);
    },

    async addTombstone(event, at) {
      await insert({ ...nothing, event, at }, at, 'erased');
    },
  };
}

/** How many reports there are in one of the states that need looking at. */
export async function countReports({ db }: Context, state: 'stored' | 'stuck'): Promise<number> {
  return countOf(
    await db
      .selectFrom('reports')
      .select(db.fn.countAll().as('count'))
      .where('state', '=', state)
      .executeTakeFirst(),
  );
}

type ReportDocument = Pick<
  Intake,
  'text' | 'source' | 'at' | 'utcOffset' | 'partner' | 'anchor' | 'private'
> & {
  /** Where in the text each begins that was added below it; absent where nothing was. */
  readonly added?: readonly number[];
};

function addedTo({ text, added = [] }: Pick<ReportDocument, 'text' | 'added'>): readonly string[] {
  return added.map((from, i) => text.slice(from, (added[i + 1] ?? text.length + 1) - 1));
}

function ownWords({ text, added: [first] = [] }: ReportDocument): string {
  return first === undefined ? text : text.slice(0, first - 1);
}

function withWords(
  { added: _, ...before }: ReportDocument,
  own: string,
  add: readonly string[],
): ReportDocument {
  let text = own;
  const added: number[] = [];
  for (const more of add) {
    text += '\n';
    added.push(text.length);
    text += more;
  }
  return { ...before, text, ...(added.length > 0 && { added }) };
}

const nothing: Omit<Intake, 'event' | 'at'> = {
  text: '',
  source: { kind: 'human', channel: '', user: '' },
  utcOffset: 0,
  anchor: { id: '', url: null },
  private: true,
  synthetic: false,
};

// The id follows from the event, so that every desk gives one event the same id. 65 bits: at a million reports
// the chance that any two collide is about one in seventy million, and then the second is refused, not lost.
function reportId({ event, synthetic }: Pick<Intake, 'event' | 'synthetic'>): string {
  const alphabet = 'abcdefghijkmnpqrstuvwxyz23456789';
  const digest = createHash('sha256').update(event.toWellFormed()).digest();
  return `${synthetic ? 's' : 'r'}-${Array.from(digest.subarray(0, 13), (byte) => alphabet[byte % 32]).join('')}`;
}

function toDocument(intake: Intake): ReportDocument {
  const { text, source, utcOffset, partner, anchor } = intake;
  return {
    text,
    source,
    // Refused here where it is no time: JSON would make null of it, and no rule could read that.
    at: Number(bindable(Math.round(intake.at))),
    utcOffset,
    anchor,
    private: intake.private,
    ...(partner === undefined ? {} : { partner }),
  };
}

function toStored(row: Selectable<ReportsTable>): StoredReport {
  const {
    text,
    source,
    at,
    utcOffset,
    partner,
    anchor,
    private: isPrivate,
    added,
  } = readJson<ReportDocument>(row.document);
  return {
    report: { id: row.id, text, source, at, utcOffset, ...(partner === undefined ? {} : { partner }) },
    event: row.event,
    anchor,
    private: isPrivate,
    synthetic: row.synthetic === 1,
    receivedAt: row.received_at,
    order: row.seq,
    state: row.state,
    attempts: row.attempts,
    editedAt: row.edited_at,
    added: addedTo({ text, ...(added && { added }) }),
  };
}
