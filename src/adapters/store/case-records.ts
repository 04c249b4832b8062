import { sql } from 'kysely';
import type { Records } from '../../desk/records.js';
import type { Case } from '../../router/index.js';
import type { Context } from './context.js';
import { readJson } from './rows.js';
import type { CasesTable } from './schema.js';

/** Cases that somebody still follows. In the words of the index: with bound values SQLite would not see that it fits. */
export const followed = sql<boolean>`status in ('open', 'acknowledged')`;

type CaseRecords = Pick<
  Records,
  | 'addCase'
  | 'saveCase'
  | 'case'
  | 'caseOf'
  | 'caseOfTicket'
  | 'cases'
  | 'casesPage'
  | 'countCases'
  | 'linkReport'
  | 'unlinkReport'
  | 'addCaseEvent'
  | 'caseEvents'
>;

/** Cases, the reports that belong to each, and what happened to them. */
export function caseRecords({ db, dialect }: Context): CaseRecords {
  const link = async (caseId: string, report: string): Promise<void> => {
    await db
      .insertInto('case_reports')
      .values({ report, case_id: caseId })
      .onConflict((conflict) => conflict.column('report').doUpdateSet({ case_id: caseId }))
      .execute();
  };

  // Read to be changed: of two desks that change one case at once, the later must see what the earlier wrote.
  const locking = dialect === 'postgresql' && db.isTransaction;

  return {
    async addCase(record) {
      await db.insertInto('cases').values(toRow(record)).execute();
      for (const report of record.reports) await link(record.id, report);
    },

    async saveCase(record) {
      const { id, ...row } = toRow(record);
      await db.updateTable('cases').set(row).where('id', '=', id).execute();
    },

    async case(id) {
      let query = db.selectFrom('cases').select('document').where('id', '=', id);
      if (locking) query = query.forNoKeyUpdate();
      const row = await query.executeTakeFirst();
      return row === undefined ? null : readJson<Case>(row.document);
    },

    async caseOf(report) {
      let query = db
        .selectFrom('case_reports')
        .innerJoin('cases', 'cases.id', 'case_reports.case_id')
        .select('cases.document')
        .where('case_reports.report', '=', report);
      if (locking) query = query.forNoKeyUpdate('cases');
      const row = await query.executeTakeFirst();
      return row === undefined ? null : readJson<Case>(row.document);
    },

    async caseOfTicket(id) {
      let query = db
        .selectFrom('effects')
        .innerJoin('cases', 'cases.id', 'effects.case_id')
        .select('cases.document')
        .where('effects.port', '=', 'backlog')
        .where('effects.ref_id', '=', id)
        .limit(1);
      if (locking) query = query.forUpdate('cases');
      const row = await query.executeTakeFirst();
      return row === undefined ? null : readJson<Case>(row.document);
    },

    async cases(which, limit) {
      let query = db
        .selectFrom('cases')
        .select('document')
        .orderBy('opened_at', 'desc')
        .orderBy('id')
        .limit(limit);
      if (which === 'open') query = query.where(followed);
      return (await query.execute()).map((row) => readJson<Case>(row.document));
    },

    async casesPage(statuses, limit, after) {
      let query = db
        .selectFrom('cases')
        .select('document')
        .where('status', 'in', statuses)
        .orderBy('opened_at', 'desc')
        .orderBy('id')
        .limit(limit);
      if (after !== null)
        query = query.where((eb) =>
          eb.or([
            eb('opened_at', '<', after.openedAt),
            eb.and([eb('opened_at', '=', after.openedAt), eb('id', '>', after.id)]),
          ]),
        );
      return (await query.execute()).map((row) => readJson<Case>(row.document));
    },

    async countCases(statuses) {
      const { count } = await db
        .selectFrom('cases')
        .select((eb) => eb.fn.countAll().as('count'))
        .where('status', 'in', statuses)
        .executeTakeFirstOrThrow();
      return Number(count);
    },

    linkReport: link,

    async unlinkReport(report) {
      await db.deleteFrom('case_reports').where('report', '=', report).execute();
    },

    async addCaseEvent(caseId, event) {
      await db
        .insertInto('case_events')
        .values({ case_id: caseId, ...event })
        .execute();
    },

    async caseEvents(caseId) {
      return db
        .selectFrom('case_events')
        .select(['at', 'what', 'by'])
        .where('case_id', '=', caseId)
        .orderBy('seq')
        .execute();
    },
  };
}

function toRow(record: Case): CasesTable {
  return {
    id: record.id,
    status: record.status,
    class: record.class,
    area: record.area,
    opened_at: record.openedAt,
    document: JSON.stringify(record),
  };
}
