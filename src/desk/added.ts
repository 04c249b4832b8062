// What its author has added to a report below it, and the words above that.

import type { Report } from '../classifier/index.js';
import type { Judge } from './judge.js';
import type { StoredReport } from './records.js';

/** What its author has said below a report to call it off; null where the last thing they say there does not. */
export async function takenBack(
  judge: Pick<Judge, 'callsItOff'>,
  { report, added }: StoredReport,
): Promise<string | null> {
  const last = added.at(-1);
  return last !== undefined && (await judge.callsItOff({ ...report, text: last })) ? last : null;
}

/** The report without what was added below it. */
export function ownWords({ report, added }: StoredReport): Report {
  const more = added.reduce((sum, { length }) => sum + length + 1, 0);
  return { ...report, text: report.text.slice(0, report.text.length - more) };
}
