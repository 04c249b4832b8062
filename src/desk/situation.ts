import type { DecisionClass } from '../classifier/index.js';
import type { Case, EffectKind } from '../router/index.js';
import type { RunningDeps } from './deps.js';
import { inTime } from './in-time.js';
import type { Situation } from './judge.js';
import { whoIsOnCall } from './on-call.js';
import { wordHolds } from './persons-word.js';
import type { StoredDecision, StoredEffect, StoredReport } from './records.js';
import { speakerOf } from './voices.js';
import { listTemplate, repeatedUntil } from './weekly-list.js';

/** Everything a message may speak of, read just before it is sent. Throws when its report is not there. */
export async function readSituation(deps: RunningDeps, effect: StoredEffect): Promise<Situation> {
  const { store } = deps;
  const ofCase = effect.caseId === null ? null : await store.case(effect.caseId);
  const report = await toldBy(store, effect, ofCase);
  const decisions = report === null ? [] : await store.decisions(report.report.id);
  const decision = decisions.at(-1)?.decision;
  if (report === null || decision === undefined) {
    throw new Error(`${effect.effect.key}: its report ${effect.report} is not decided`);
  }
  const now = await store.now();
  // At once: each may be a way to a server and back.
  const [effects, first, events, counts, earlierReports, onCall] = await Promise.all([
    ofCase === null ? store.effectsOfReport(effect.report) : store.effectsOfCase(ofCase.id),
    firstOf(deps, ofCase, effect.report),
    ofCase === null ? [] : store.caseEvents(ofCase.id),
    countsOf(deps, ofCase),
    store.countReportsBy(report.report.source.user, report.order),
    whoIsOnCall(deps, now),
  ]);
  return {
    effect: effect.effect,
    // In the place of a report that is gone, whose effects it speaks for.
    report: { ...report, report: { ...report.report, id: effect.report } },
    decision,
    instead: await standInFor(deps, effect.report, report),
    case: ofCase,
    first,
    events,
    effects,
    decidedBy: await wordHolds(store, report.report.id, ofCase),
    previousClass: toldBefore(effects, effect.report, decisions),
    reporterName: await reporterName(deps, effect, report),
    plannedAt: effect.createdAt,
    ...counts,
    earlierReports,
    repeated:
      effect.effect.template === listTemplate
        ? await repeatedUntil(deps, store, effect.effect.note ?? now)
        : [],
    onCall,
    now,
  };
}

/** Id of the report that speaks in the place of one that was deleted. */
async function standInFor(
  { store }: RunningDeps,
  id: string,
  { report }: StoredReport,
): Promise<string | null> {
  if (report.id === id) return null;
  return (await store.report(id))?.state === 'erased' ? report.id : null;
}

/** Who is to be named; in the thread of a report whoever made it is seen. */
async function reporterName(
  deps: RunningDeps,
  { port, effect }: StoredEffect,
  { report }: StoredReport,
): Promise<string | null> {
  if ((port === 'chat' && effect.below === undefined) || report.source.kind !== 'human') return null;
  try {
    return await inTime(deps, deps.chat.nameOf?.(report.source.user) ?? Promise.resolve(null));
  } catch {
    // Nothing is held up by a name.
    return null;
  }
}

/** Of hundreds of reports the first say enough of how many are affected. */
const mostCounted = 100;

/** How many tell of a case, and for how many partners: who only asks is none of them, nor is a report that was deleted. */
async function countsOf(
  { store }: RunningDeps,
  record: Case | null,
): Promise<Pick<Situation, 'reports' | 'partners'>> {
  const asking = record?.asking ?? [];
  const telling = record?.reports.filter((id) => !asking.includes(id)) ?? [];
  if (telling.length < 2) return { reports: 1, partners: 0 };
  const seen = await Promise.all(telling.slice(0, mostCounted).map((id) => store.seen(id)));
  const gone = seen.filter((one) => one === null).length;
  return {
    reports: telling.length - gone,
    partners: new Set(seen.flatMap((one) => one?.partners ?? [])).size,
  };
}

/** What is said once for all reports of an incident. */
const saidForAll: ReadonlySet<EffectKind> = new Set(['announce', 'open-card', 'escalate']);

/**
 * The report that an effect is about. In the place of one that was deleted another speaks that tells of the same; and so it
 * does for the whole of a case that the author of that report takes back, and others do not.
 */
async function toldBy(
  store: RunningDeps['store'],
  { report: id, effect: { kind } }: StoredEffect,
  ofCase: Case | null,
): Promise<StoredReport | null> {
  const stored = await store.report(id);
  if (stored === null || ofCase === null) return stored;
  const isForAll = saidForAll.has(kind) && (ofCase.class === 'incident' || ofCase.reports[0] === id);
  const isTakenBack = isForAll && (await store.decision(id))?.decision.class !== ofCase.class;
  const isGone = stored.state === 'erased';
  return isGone || isTakenBack ? ((await speakerOf(store, ofCase)) ?? stored) : stored;
}

async function firstOf(
  { store }: RunningDeps,
  record: Case | null,
  report: string,
): Promise<StoredReport | null> {
  const first = record?.reports[0];
  return first === undefined || first === report ? null : store.report(first);
}

/** The latest other class that held when the reporter was first answered, or later. */
function toldBefore(
  effects: readonly StoredEffect[],
  report: string,
  decisions: readonly StoredDecision[],
): DecisionClass | null {
  const current = decisions.at(-1)?.decision.class;
  const answered = effects.find(
    (each) => each.report === report && each.effect.kind === 'reply',
  )?.deliveredAt;
  if (answered == null) return null;
  const told = decisions.filter(
    (_, index) => (decisions[index + 1]?.at ?? Number.POSITIVE_INFINITY) >= answered,
  );
  return told.findLast((each) => each.decision.class !== current)?.decision.class ?? null;
}
