import type { Case, Effect } from '../router/index.js';
import type { RunningDeps } from './deps.js';
import { mostTold } from './link-ticket.js';
import type { Records, StoredReport } from './records.js';

/** Those who follow an incident are told of whoever reports the same, where they talk about it. The rest are counted. */
export async function tellJoined(
  { judge }: Pick<RunningDeps, 'judge'>,
  records: Records,
  record: Case,
  { report, synthetic }: StoredReport,
): Promise<readonly Effect[]> {
  const [firstId = report.id] = record.reports;
  const isTold = !synthetic && report.source.kind === 'human' && firstId !== report.id;
  const first = isTold ? await records.report(firstId) : null;
  if (first === null) return [];
  const wanted = (await records.effectsOfCase(record.id)).flatMap(({ effect, state }) =>
    state === 'cancelled' || state === 'withdrawn' ? [] : [effect],
  );
  const joined = judge.joined(report, record, first.report, wanted);
  const told = wanted.filter(({ below }) => below !== undefined);
  return joined === null || told.length >= mostTold ? [] : [joined];
}
