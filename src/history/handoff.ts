// What those who come must know of the shift of those who go (the process, Handing-off to a new shift).

import type { DecisionClass, ReportClass, Vocabulary } from '../classifier/index.js';
import { type Case, type Directory, isFollowed, lastNote } from '../router/index.js';
import { type Alarm, driftOf } from './drift.js';
import { excerptOf } from './excerpt.js';
import { type GrowingWord, growingWords } from './growing-words.js';
import { areaIn, classOf, deskDecision, type History, type HistoryReport } from './history.js';
import { type NoisyRule, noisyRules } from './noisy-rules.js';
import { type Period, reportsIn, within } from './period.js';
import { type Sample, sampleOf } from './sample.js';
import { type Trend, trendsIn } from './trends.js';
import { weekAt } from './weeks.js';

/** One case as those who hand over speak of it. */
export interface HandoffCase {
  readonly id: string;
  readonly class: DecisionClass;
  readonly area: string | null;
  readonly severity: string | null;
  readonly reports: number;
  readonly excerpt: string;
  /** The original discussion; null where it has no address, or was private. */
  readonly link: string | null;
  readonly openedAt: number;
  readonly acknowledged: Case['acknowledged'];
  readonly resolved: Case['resolved'];
  readonly ticket: Case['ticket'];
  readonly card: Case['card'];
}

/** Work that is left and that no ticket keeps. */
export interface LooseEnd {
  readonly case: string;
  readonly why:
    | 'follow-up asked for, and no ticket came of it'
    | 'a way around it is in use, and no ticket is there';
  readonly area: string | null;
  readonly excerpt: string;
}

/** A question that is worth an entry in the FAQ. */
export interface FaqCandidate {
  readonly area: string | null;
  readonly count: number;
  readonly examples: readonly string[];
}

/** A decision that a person changed during the shift. */
export interface HandoffCorrection {
  readonly report: string;
  readonly from: DecisionClass;
  readonly to: ReportClass;
  readonly by: string;
  readonly at: number;
  readonly excerpt: string;
}

export interface Handoff {
  readonly period: Period;
  /** Figures of the desk that have become worse. */
  readonly alarms: readonly Alarm[];
  readonly reports: Readonly<Record<DecisionClass, number>>;
  /** Oldest first, each list; what nobody has taken up stands in `waiting` alone. */
  readonly waiting: readonly HandoffCase[];
  readonly open: readonly HandoffCase[];
  readonly resolved: readonly HandoffCase[];
  readonly looseEnds: readonly LooseEnd[];
  readonly trends: readonly Trend[];
  readonly noisyRules: readonly NoisyRule[];
  readonly corrections: readonly HandoffCorrection[];
  readonly faq: readonly FaqCandidate[];
  /** Words that people have come to use and that no concept covers. */
  readonly growing: readonly GrowingWord[];
  /** Decisions of the last whole week that somebody is asked about. */
  readonly sample: Sample;
  /** Where lessons of this shift belong, by area, the busiest first. */
  readonly playbooks: readonly {
    readonly area: string;
    readonly title: string;
    readonly url: string;
    readonly reports: number;
  }[];
}

/** What a hand-off is made by, beside the history. */
export interface HandoffTerms {
  readonly directory: Directory;
  /** IANA name of the zone in which weeks are meant. */
  readonly zone: string;
  readonly vocabulary: Vocabulary;
}

/** How far back trends are looked for: longer than a shift, or nothing would ever come back. */
export const trendMs = 14 * 86_400_000;

/** How far back from its end a hand-off looks: words grow against the eight weeks before, and the sample is of a week. */
export const handoffNeedsMs = 10 * 7 * 86_400_000;

/** The hand-off of the shift of a period, as things stood at its end. */
export function handoffOf(
  history: History,
  period: Period,
  { directory, zone, vocabulary }: HandoffTerms,
): Handoff {
  const reports = reportsIn(history, period);
  const byId = new Map(history.reports.map((one) => [one.report.id, one]));
  const cases = history.cases
    .map(({ record }) => asAt(record, period.to))
    .filter(({ openedAt, status }) => openedAt < period.to && status !== 'merged');
  const followed = cases.filter(({ class: of }) => of !== 'non-incident' && of !== 'none');
  const told = (some: readonly Case[]) =>
    some.toSorted((a, b) => a.openedAt - b.openedAt).map((record) => handoffCase(record, byId));
  return {
    period,
    alarms: driftOf(history, period.to),
    reports: classesOf(reports),
    waiting: told(followed.filter((one) => one.status === 'open')),
    open: told(followed.filter((one) => one.status === 'acknowledged')),
    resolved: told(followed.filter(({ resolved }) => resolved !== null && within(resolved.at, period))),
    looseEnds: cases
      .filter(
        ({ openedAt, resolved }) =>
          openedAt >= period.from || (resolved !== null && within(resolved.at, period)),
      )
      .concat(cases.filter((one) => one.openedAt < period.from && isFollowed(one)))
      .flatMap((record) => looseEnd(record, byId)),
    trends: trendsIn(history, { from: Math.min(period.from, period.to - trendMs), to: period.to }),
    noisyRules: noisyRules(reports).slice(0, 5),
    corrections: correctionsIn(history, period),
    faq: faqOf(reports),
    growing: growingWords(history, period.to, vocabulary),
    sample: sampleOf(history, weekAt(period.to - weekMs, zone)),
    playbooks: playbooksFor(reports, directory),
  };
}

/** A case as it stood at a moment: what was done to it later is left out. */
function asAt(record: Case, at: number): Case {
  const acknowledged =
    record.acknowledged !== null && record.acknowledged.at < at ? record.acknowledged : null;
  const resolved = record.resolved !== null && record.resolved.at < at ? record.resolved : null;
  if (record.status === 'merged' || record.status === 'reclassified') return record;
  const status = resolved !== null ? 'resolved' : acknowledged !== null ? 'acknowledged' : 'open';
  const notes = record.notes?.filter((note) => note.at < at);
  return { ...record, status, acknowledged, resolved, ...(notes !== undefined && { notes }) };
}

function classesOf(reports: readonly HistoryReport[]): Handoff['reports'] {
  const counts = { incident: 0, 'urgent-non-incident': 0, 'non-incident': 0, none: 0, undecided: 0 };
  for (const one of reports) {
    const of = classOf(one);
    if (of !== null) counts[of] += 1;
  }
  return counts;
}

type ById = ReadonlyMap<string, HistoryReport>;

function firstOf(record: Case, byId: ById): HistoryReport | null {
  return byId.get(record.reports[0] ?? '') ?? null;
}

function handoffCase(record: Case, byId: ById): HandoffCase {
  const first = firstOf(record, byId);
  const { id, class: of, area, severity, reports, openedAt, acknowledged, resolved, ticket, card } = record;
  return {
    id,
    class: of,
    area,
    severity,
    reports: reports.length,
    excerpt: first === null ? '' : excerptOf(first),
    link: first === null || first.private ? null : first.link,
    openedAt,
    acknowledged,
    resolved,
    ticket,
    card,
  };
}

function looseEnd(record: Case, byId: ById): readonly LooseEnd[] {
  const { id, area, ticket, followUps = [], notes = [] } = record;
  const first = firstOf(record, byId);
  const told = { case: id, area, excerpt: first === null ? '' : excerptOf(first) };
  const asked = notes.filter(({ kind }) => kind === 'follow-up').length;
  if (asked > followUps.length) return [{ ...told, why: 'follow-up asked for, and no ticket came of it' }];
  const around = lastNote(record, 'workaround') !== null && ticket === null && followUps.length === 0;
  return around ? [{ ...told, why: 'a way around it is in use, and no ticket is there' }] : [];
}

/** What people changed: a yes to a sampled decision is none. */
function correctionsIn({ reports }: History, period: Period): readonly HandoffCorrection[] {
  return reports
    .flatMap((one) =>
      one.corrections
        .filter(({ at, from, to }) => within(at, period) && from !== to)
        .map(({ report, from, to, by, at }) => ({ report, from, to, by, at, excerpt: excerptOf(one) })),
    )
    .sort((a, b) => a.at - b.at);
}

const weekMs = 7 * 86_400_000;
const fewestAsked = 2;

/** Questions that are no trouble, asked more than once about one area. */
function faqOf(reports: readonly HistoryReport[]): readonly FaqCandidate[] {
  const asked = reports.filter((one) => {
    const of = classOf(one);
    const isCalm = of === 'none' || of === 'non-incident';
    return isCalm && one.report.source.kind === 'human' && !one.private && /\?(?:\s|$)/.test(one.report.text);
  });
  return [...Map.groupBy(asked, areaIn)]
    .filter(([area, members]) => area !== null && members.length >= fewestAsked)
    .map(([area, members]) => ({
      area,
      count: members.length,
      examples: members.slice(-3).map(excerptOf),
    }))
    .sort((a, b) => b.count - a.count);
}

function playbooksFor(reports: readonly HistoryReport[], { areas }: Directory): Handoff['playbooks'] {
  const worked = reports.filter((one) => deskDecision(one) !== null && classOf(one) !== 'none');
  return areas
    .flatMap(({ name, title, playbook }) => {
      const count = worked.filter((one) => areaIn(one) === name).length;
      return playbook === null || count === 0 ? [] : [{ area: name, title, url: playbook, reports: count }];
    })
    .sort((a, b) => b.reports - a.reports);
}
