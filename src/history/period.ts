import type { History, HistoryReport } from './history.js';

/** A stretch of time, from its first moment until just before its last; milliseconds since 1970, UTC. */
export interface Period {
  readonly from: number;
  readonly to: number;
}

/** True for a moment inside. */
export function within(at: number, { from, to }: Period): boolean {
  return at >= from && at < to;
}

/** The reports that came in during a period. */
export function reportsIn({ reports }: History, period: Period): readonly HistoryReport[] {
  return reports.filter(({ receivedAt }) => within(receivedAt, period));
}
