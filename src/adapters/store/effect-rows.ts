import type { Selectable } from 'kysely';
import type { Claim, StoredEffect } from '../../desk/records.js';
import type { Effect } from '../../router/index.js';
import { readJson } from './rows.js';
import type { EffectsTable } from './schema.js';

/** An effect out of its row. */
export function toStoredEffect(row: Selectable<EffectsTable>): StoredEffect {
  return {
    effect: readJson<Effect>(row.document),
    report: row.report,
    caseId: row.case_id,
    port: row.port,
    lane: row.lane,
    state: row.state,
    attempts: row.attempts,
    ambiguous: row.in_flight === 1,
    ref: row.ref_id === null ? null : { id: row.ref_id, url: row.ref_url },
    desired: row.desired,
    shown: row.shown,
    digest: row.digest,
    createdAt: row.created_at,
    deliveredAt: row.delivered_at,
    dueAt: row.due_at,
    error: row.error,
  };
}

/** A claim on the row as it was before it was claimed; `late` when it should have been claimed long before. */
export function toClaim(
  row: Selectable<EffectsTable> & { readonly failures: number },
  by: string,
  late: boolean,
): Claim {
  return {
    effect: toStoredEffect(row),
    by,
    token: row.token + 1,
    lookFirst: row.in_flight === 1 || late,
    laneFails: row.failures > 0,
  };
}
