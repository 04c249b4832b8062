// When the monitors that reported a case say that it is over. Pure.

import { isFollowed } from './case.js';
import type { Case, CaseEvent } from './types.js';

/** The desk's name as the one who ended a case. */
export const DESK = 'desk';

/**
 * A case after its alerts are over: ended when monitors alone reported it and nobody has taken it up or decided about
 * it. Otherwise people end it, and it is only noted. Null when nobody follows it any more.
 */
export function alertsOver(
  record: Case,
  by: { readonly monitorsAlone: boolean },
  at: number,
): { readonly case: Case; readonly event: CaseEvent } | null {
  if (!isFollowed(record)) return null;
  const ends = by.monitorsAlone && record.acknowledged === null && record.decidedBy === null;
  return {
    case: ends ? { ...record, status: 'resolved', resolved: { by: DESK, at } } : record,
    event: {
      at,
      what: ends ? 'resolved: its monitors say it is over' : 'its monitors say it is over',
      by: DESK,
    },
  };
}
