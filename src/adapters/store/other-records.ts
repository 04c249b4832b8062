// Small records that have no rules of their own: corrections, audit, watermarks, settings.

import type { Selectable } from 'kysely';
import type { DecisionClass } from '../../classifier/index.js';
import type { Correction, Records } from '../../desk/records.js';
import type { Context } from './context.js';
import type { CorrectionsTable } from './schema.js';

type OtherRecords = Pick<
  Records,
  | 'addCorrection'
  | 'corrections'
  | 'correctionOf'
  | 'addShadow'
  | 'addAudit'
  | 'watermark'
  | 'setWatermark'
  | 'setting'
  | 'setSetting'
  | 'knowsReply'
  | 'addReply'
>;

/** Corrections by people, the audit trail, how far each channel was read, and settings. */
export function otherRecords({ db }: Context): OtherRecords {
  return {
    async addCorrection({ from, to, sample = null, ...rest }) {
      await db
        .insertInto('corrections')
        .values({ ...rest, from_class: from, to_class: to, sample })
        .execute();
    },

    async corrections(limit) {
      const rows = await db
        .selectFrom('corrections')
        .selectAll()
        .orderBy('seq', 'desc')
        .limit(limit)
        .execute();
      return rows.map(toCorrection);
    },

    async correctionOf(report) {
      const row = await db
        .selectFrom('corrections')
        .selectAll()
        .where('report', '=', report)
        .orderBy('seq', 'desc')
        .limit(1)
        .executeTakeFirst();
      return row === undefined ? null : toCorrection(row);
    },

    async addShadow(decision) {
      const row = { document: JSON.stringify(decision) };
      await db
        .insertInto('shadow_decisions')
        .values({ report: decision.report, ...row })
        .onConflict((conflict) => conflict.column('report').doUpdateSet(row))
        .execute();
    },

    async addAudit(line) {
      await db
        .insertInto('audit')
        .values({ ...line })
        .execute();
    },

    async knowsReply(event) {
      const row = await db
        .selectFrom('replies')
        .select('event')
        .where('event', '=', event)
        .executeTakeFirst();
      return row !== undefined;
    },

    async addReply(event, report, at) {
      await db
        .insertInto('replies')
        .values({ event, report, at })
        .onConflict((conflict) => conflict.column('event').doNothing())
        .execute();
    },

    async watermark(channel) {
      const row = await db
        .selectFrom('watermarks')
        .select('at')
        .where('channel', '=', channel)
        .executeTakeFirst();
      return row?.at ?? null;
    },

    async setWatermark(channel, at) {
      await db
        .insertInto('watermarks')
        .values({ channel, at })
        .onConflict((conflict) =>
          conflict.column('channel').doUpdateSet({ at }).where('watermarks.at', '<', at),
        )
        .execute();
    },

    async setting(name) {
      const row = await db.selectFrom('settings').select('value').where('name', '=', name).executeTakeFirst();
      return row?.value ?? null;
    },

    async setSetting(name, value) {
      await db
        .insertInto('settings')
        .values({ name, value })
        .onConflict((conflict) => conflict.column('name').doUpdateSet({ value }))
        .execute();
    },
  };
}

function toCorrection({ from_class, to_class, ...row }: Selectable<CorrectionsTable>): Correction {
  const { report, by, at, why, rulebook, sample } = row;
  return {
    report,
    from: from_class as DecisionClass,
    to: to_class as DecisionClass,
    by,
    at,
    why,
    rulebook,
    sample,
  };
}
