// What keeps coming back: reports about one part of the product, on several days, which nobody has traced to a cause.

import { excerptOf } from './excerpt.js';
import { areaIn, classOf, type History, type HistoryReport } from './history.js';
import { type Period, reportsIn } from './period.js';

/** Reports that are about the same, over some days. */
export interface Trend {
  /** Name in the directory; null when no area was read. */
  readonly area: string | null;
  /** The failing function, as the vocabulary calls it; null where none was read, and the area alone is shared. */
  readonly about: string | null;
  readonly count: number;
  /** Days from the first of them to the last, both included. */
  readonly days: number;
  readonly reports: readonly string[];
  readonly examples: readonly string[];
  /** Tickets of these reports, each about one of them. */
  readonly tickets: readonly string[];
  /** The latest case among them, where a bug for the cause can be asked for; null when there is none, or it was. */
  readonly openBugFrom: string | null;
}

const dayMs = 86_400_000;
const fewest = 3;
const fewestDays = 2;

/** Trends of a period, the longest lists first. One incident is no trend: its reports count once. */
export function trendsIn(history: History, period: Period): readonly Trend[] {
  const cases = new Map(history.cases.map(({ record }) => [record.id, record]));
  const topics = new Map<string, HistoryReport[]>();
  for (const one of reportsIn(history, period)) {
    const of = classOf(one);
    if (of === null || of === 'none') continue;
    const area = areaIn(one);
    for (const about of one.functions.length > 0 ? one.functions : [null]) {
      if (area === null && about === null) continue;
      const key = JSON.stringify([area, about]);
      topics.set(key, [...(topics.get(key) ?? []), one]);
    }
  }
  const trends = [...topics].flatMap(([key, members]): readonly Trend[] => {
    const [area, about] = JSON.parse(key) as [string | null, string | null];
    const days = daysOf(members);
    const matters = new Set(members.map(({ caseId, report }) => caseId ?? report.id)).size;
    if (matters < fewest || days < fewestDays) return [];
    const own = members.flatMap(({ caseId }) => cases.get(caseId ?? '') ?? []);
    const traced = own.some(({ followUps }) => (followUps?.length ?? 0) > 0);
    return [
      {
        area,
        about,
        count: members.length,
        days,
        reports: members.map(({ report }) => report.id),
        examples: members.slice(-2).map(excerptOf),
        tickets: [...new Set(ticketsOf(history, members))],
        openBugFrom: traced
          ? null
          : (own.findLast(({ status }) => status !== 'merged' && status !== 'reclassified')?.id ?? null),
      },
    ];
  });
  return [...Map.groupBy(trends, ({ area, reports }) => JSON.stringify([area, reports])).values()]
    .flatMap(asOne)
    .sort((a, b) => b.count - a.count || String(a.area).localeCompare(String(b.area)));
}

/** The same reports name several functions: told once, and the area's own name says nothing more. */
function asOne(trends: readonly Trend[]): readonly Trend[] {
  const [first] = trends;
  if (first === undefined) return [];
  const names = trends.flatMap(({ about }) => about ?? []).filter((name) => name !== first.area);
  return [{ ...first, about: names.length === 0 ? null : names.join(' and ') }];
}

function daysOf(members: readonly HistoryReport[]): number {
  const times = members.map(({ receivedAt }) => receivedAt);
  return Math.ceil((Math.max(...times) - Math.min(...times)) / dayMs);
}

function ticketsOf({ effects }: History, members: readonly HistoryReport[]): readonly string[] {
  const ids = new Set(members.map(({ report }) => report.id));
  return effects
    .filter(({ kind, report, state }) => kind === 'file-ticket' && state === 'delivered' && ids.has(report))
    .flatMap(({ ref }) => ref ?? []);
}
