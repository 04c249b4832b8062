// When a report completes a pattern, the earlier halves of it become what they turn out to have been: an
// incident. Runs under the lock of the pattern's topics, so that two desks cannot both do it, or neither.

import { type Decision, promotedBy, type SeenReport, type Window } from '../classifier/index.js';
import type { OnCall } from '../router/index.js';
import { adopt } from './adopt.js';
import type { RunningDeps } from './deps.js';
import type { DeskEvent } from './events.js';
import { wordHolds } from './persons-word.js';
import type { Records, StoredReport } from './records.js';

interface Promotion {
  readonly stored: StoredReport;
  readonly decision: Decision;
  /** Reports that share a topic with this one, those that were made after it included. */
  readonly around: Window;
  readonly onCall: OnCall;
}

/** Promotes what this report shows to be an incident; gives what happened. A person's word is left alone. */
export async function promoteOthers(
  deps: RunningDeps,
  records: Records,
  promotion: Promotion,
): Promise<readonly DeskEvent[]> {
  const { stored, decision, around } = promotion;
  const told = [...(await promoteEarlier(deps, records, stored, decision, promotion.onCall))];
  // A report that arrives late may complete a pattern for one that was made after it and decided before it.
  for (const later of around.filter((other) => other.at > stored.report.at && other.class !== 'incident')) {
    const again = await decideAgain(deps, records, later, [
      ...around,
      await seenOf(records, stored.report.id),
    ]);
    if (again === null || again.decision.class !== 'incident' || again.decision.correlation === null)
      continue;
    await records.setSeen(later.id, { class: 'incident' });
    told.push(await adopt(deps, records, { ...again, cause: 'correlation', onCall: promotion.onCall }));
    told.push(...(await promoteEarlier(deps, records, again.stored, again.decision, promotion.onCall)));
  }
  return told;
}

async function promoteEarlier(
  deps: RunningDeps,
  records: Records,
  completing: StoredReport,
  decision: Decision,
  onCall: OnCall,
): Promise<readonly DeskEvent[]> {
  if (decision.class !== 'incident' || decision.correlation === null) return [];
  const told: DeskEvent[] = [];
  for (const id of decision.correlation.with) {
    const [stored, before, own] = [
      await records.lockReport(id),
      await records.decision(id),
      await records.caseOf(id),
    ];
    if (stored === null || before === null || stored.state === 'erased') continue;
    if (before.decision.class === 'incident' || (await wordHolds(records, id, own)) !== null) continue;
    const promoted = promotedBy(before.decision, decision);
    await records.setSeen(id, { class: 'incident' });
    const adoption = { stored, decision: promoted, cause: 'correlation', onCall } as const;
    // Read anew each time: the one before has joined it.
    const joins = await records.caseOf(completing.report.id);
    told.push(await adopt(deps, records, joins === null ? adoption : { ...adoption, joins }));
  }
  return told;
}

async function decideAgain(
  deps: RunningDeps,
  records: Records,
  seen: SeenReport,
  window: Window,
): Promise<{ readonly stored: StoredReport; readonly decision: Decision } | null> {
  const stored = await records.lockReport(seen.id);
  if (stored === null || stored.state === 'erased') return null;
  if ((await wordHolds(records, seen.id, await records.caseOf(seen.id))) !== null) return null;
  const features = deps.judge.read(stored.report);
  const others = window
    .filter((other) => other.id !== seen.id)
    .sort((one, other) => one.at - other.at || (one.id < other.id ? -1 : 1));
  return { stored, decision: await deps.judge.decide(stored.report, features, others) };
}

async function seenOf(records: Records, id: string): Promise<SeenReport> {
  const seen = await records.seen(id);
  if (seen === null) throw new Error(`what was seen of ${id} is not kept`);
  return seen;
}
