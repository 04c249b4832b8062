// A second rulebook that decides beside the first: what it would have decided is recorded, and nothing comes of it.

import type { Decision, Window } from '../classifier/index.js';
import type { RunningDeps } from './deps.js';
import { nameOf } from './events.js';
import type { Records, StoredReport } from './records.js';

/** Records what the shadow makes of a report. Should it fail, that is logged: it holds nothing up. */
export async function recordShadow(
  { shadow, log }: Pick<RunningDeps, 'shadow' | 'log'>,
  records: Pick<Records, 'addShadow'>,
  { report, synthetic }: StoredReport,
  window: Window,
): Promise<void> {
  if (shadow === undefined || synthetic) return;
  let decision: Decision;
  try {
    decision = await shadow(report, window);
  } catch (error) {
    log.warn({ report: report.id, error: nameOf(error) }, 'the rulebook in the shadow could not decide');
    return;
  }
  await records.addShadow(withoutWords(decision));
}

/** Words of people stand in the report alone: whoever erases it need look nowhere else. */
function withoutWords(decision: Decision): Decision {
  return {
    ...decision,
    areaEvidence: [],
    deadline: null,
    nearest: null,
    firings: decision.firings.map((firing) => ({ ...firing, evidence: [] })),
  };
}
