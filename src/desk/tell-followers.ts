import type { DecisionClass } from '../classifier/index.js';
import type { Case, Effect, ForFollowers } from '../router/index.js';
import type { RunningDeps } from './deps.js';
import { mostTold } from './link-ticket.js';
import type { Records, StoredReport } from './records.js';
import { toldAnew } from './told-anew.js';

type FollowerDeps = Pick<RunningDeps, 'judge'>;

/** Those who follow an incident are told of whoever reports the same, where they talk about it. The rest are counted. */
export async function tellJoined(
  deps: FollowerDeps,
  records: Records,
  record: Case,
  stored: StoredReport,
): Promise<readonly Effect[]> {
  if (record.class !== 'incident' || record.reports[0] === stored.report.id) return [];
  const told = (await saidOf(records, record)).filter(({ template }) => template === 'joined');
  return told.length >= mostTold ? [] : tell(deps, records, record, stored, 'joined', record.class);
}

/** They are told of one who reported it and whose words now say less, once per class: somebody may be at work on it. */
export async function tellOtherwise(
  deps: FollowerDeps,
  records: Records,
  record: Case,
  stored: StoredReport,
): Promise<readonly Effect[]> {
  const decisions = await records.decisions(stored.report.id);
  const [now, before] = decisions.toReversed();
  if (now?.cause !== 'edit' || before?.decision.class !== 'incident') return [];
  const { class: said } = now.decision;
  // Of what is over nobody has to hear that it is.
  if (said === 'incident' || record.status === 'resolved') return [];
  const told = await tell(deps, records, record, stored, 'otherwise', said);
  return told.map((effect) => ({ ...effect, key: `${effect.key}${toldAnew(decisions)}` }));
}

async function tell(
  { judge }: FollowerDeps,
  records: Records,
  record: Case,
  { report, synthetic }: StoredReport,
  news: ForFollowers,
  said: DecisionClass,
): Promise<readonly Effect[]> {
  const first = synthetic ? null : await records.report(record.reports[0] ?? report.id);
  const effect = first && judge.forFollowers(news, report, said, first.report, await saidOf(records, record));
  return effect === null ? [] : [effect];
}

async function saidOf(records: Records, { id }: Case): Promise<readonly Effect[]> {
  return (await records.effectsOfCase(id)).flatMap(({ effect, state }) =>
    state === 'cancelled' || state === 'withdrawn' ? [] : [effect],
  );
}
