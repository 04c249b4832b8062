import type { Selectable } from 'kysely';
import type { Decision } from '../../classifier/index.js';
import type { Records, StoredDecision } from '../../desk/records.js';
import type { Context } from './context.js';
import { readJson } from './rows.js';
import type { DecisionsTable } from './schema.js';

type DecisionRecords = Pick<Records, 'addDecision' | 'decision' | 'decisions' | 'urgentBetween'>;

/** Decisions with their reasons; earlier revisions stay. */
export function decisionRecords({ db }: Context): DecisionRecords {
  const ofReport = (report: string) =>
    db.selectFrom('decisions').selectAll().where('report', '=', report).orderBy('revision', 'desc');

  return {
    async addDecision(decision, cause, at) {
      const last = await ofReport(decision.report).limit(1).executeTakeFirst();
      const revision = (last?.revision ?? 0) + 1;
      await db
        .insertInto('decisions')
        .values({
          report: decision.report,
          revision,
          cause,
          at,
          class: decision.class,
          area: decision.area,
          rulebook: decision.rulebook,
          document: JSON.stringify(decision),
        })
        .execute();
      return revision;
    },

    async decision(report) {
      const row = await ofReport(report).limit(1).executeTakeFirst();
      return row === undefined ? null : toStored(row);
    },

    async decisions(report) {
      return (await ofReport(report).execute()).map(toStored).reverse();
    },

    async urgentBetween(since, until) {
      const rows = await db
        .selectFrom('decisions as one')
        .select('one.document')
        .where('one.class', '=', 'urgent-non-incident')
        .where('one.at', '>=', since)
        .where('one.at', '<', until)
        .where('one.report', 'not like', 's-%')
        .where(({ not, exists, selectFrom }) =>
          not(
            exists(
              selectFrom('decisions as later')
                .select('later.report')
                .whereRef('later.report', '=', 'one.report')
                .whereRef('later.revision', '>', 'one.revision'),
            ),
          ),
        )
        .orderBy('one.at')
        .orderBy('one.report')
        .execute();
      return rows.map((row) => readJson<Decision>(row.document));
    },
  };
}

/** Takes the words of a report out of its decisions' evidence; classes, rules and weights stay. */
export async function eraseEvidence({ db }: Context, report: string): Promise<void> {
  const rows = await db.selectFrom('decisions').selectAll().where('report', '=', report).execute();
  for (const row of rows) {
    await db
      .updateTable('decisions')
      .set({ document: JSON.stringify(withoutWords(readJson<Decision>(row.document))) })
      .where('report', '=', report)
      .where('revision', '=', row.revision)
      .execute();
  }
}

function withoutWords(decision: Decision): Decision {
  return {
    ...decision,
    areaEvidence: [],
    deadline: decision.deadline === null ? null : { ...decision.deadline, text: '' },
    firings: decision.firings.map((firing) => ({ ...firing, evidence: [] })),
  };
}

function toStored(row: Selectable<DecisionsTable>): StoredDecision {
  return { decision: readJson<Decision>(row.document), revision: row.revision, cause: row.cause, at: row.at };
}
