// Who reports what an open incident is about joins it: three partners who cannot log in are one incident, whether or not
// a rule sees a pattern in their reports. The rule is in docs/decisions/0011-joining-an-open-incident.md.

import { type Decision, type Features, isToldBy, type Matter } from '../classifier/index.js';
import { type Case, isFollowed } from '../router/index.js';
import type { RunningDeps } from './deps.js';
import type { Records, StoredReport } from './records.js';

/** Of a case that unites hundreds its first reports say what it is about. */
const mostLookedAt = 30;

/** Topics that reports of one matter have in common. */
export function matterTopics(matter: Matter | null): readonly string[] {
  return matter === null ? [] : matter.essential.map((name) => `function ${name}`);
}

/** The open incident whose reports tell of the same as this one, lately; null when it is to have a case of its own. */
export async function openIncident(
  { judge }: Pick<RunningDeps, 'judge'>,
  records: Records,
  { report, synthetic }: StoredReport,
  features: Features,
  decision: Decision,
): Promise<Case | null> {
  if (synthetic || report.source.kind !== 'human' || decision.class !== 'incident') return null;
  const matter = judge.matter(features, decision.area);
  if (matter === null || !(await isFree(records, report.id))) return null;
  const lately = await records.window(matterTopics(matter), report.at - judge.joinWithinMs, report.at);
  const looked = new Set<string>();
  for (const { id } of lately.toReversed()) {
    const record = id === report.id ? null : await records.caseOf(id);
    if (record === null || looked.has(record.id)) continue;
    looked.add(record.id);
    if (record.class !== 'incident' || !isFollowed(record) || record.recoveredAt !== undefined) continue;
    if (isToldBy(matter, await mattersOf(judge, records, record))) return record;
  }
  return null;
}

/** It has no case yet, or one of its own that is no incident, and about which nobody has decided anything. */
async function isFree(records: Records, report: string): Promise<boolean> {
  const own = await records.caseOf(report);
  return own === null || (own.class !== 'incident' && own.decidedBy === null && own.reports.length === 1);
}

/** What people have told of a case; monitors say too little of what it means for people. */
async function mattersOf(
  judge: RunningDeps['judge'],
  records: Records,
  { reports, area }: Case,
): Promise<readonly Matter[]> {
  const matters: Matter[] = [];
  for (const id of reports.slice(0, mostLookedAt)) {
    const stored = await records.report(id);
    if (stored === null || stored.state === 'erased' || stored.report.source.kind !== 'human') continue;
    const matter = judge.matter(judge.read(stored.report), area);
    if (matter !== null) matters.push(matter);
  }
  return matters;
}
