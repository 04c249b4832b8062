// Trends over weeks: what comes in, how quickly it is taken up and ended, and how often the desk is right.

import type { DecisionClass } from '../classifier/index.js';
import { type Accuracy, accuracyOf } from './accuracy.js';
import { type Alarm, driftOf } from './drift.js';
import { counted, type Share, type Spread, shareOf, spreadOf } from './figures.js';
import { areaIn, classOf, type History, type HistoryReport } from './history.js';
import { type Period, reportsIn, within } from './period.js';
import { hourIn, weeksOf } from './weeks.js';

/** One calendar week. */
export interface WeekFigures {
  readonly week: string;
  readonly reports: Readonly<Record<DecisionClass, number>>;
  readonly accuracy: Pick<Accuracy, 'undecided' | 'uncorrected' | 'sampled'>;
}

export interface Named {
  readonly name: string;
  readonly count: number;
}

export interface Stats {
  readonly period: Period;
  /** IANA name of the zone in which weeks and hours are meant. */
  readonly zone: string;
  readonly reports: number;
  readonly weeks: readonly WeekFigures[];
  readonly areas: readonly Named[];
  readonly classes: readonly Named[];
  readonly partners: readonly Named[];
  /** Reports by hour of the day, 24 numbers. */
  readonly hours: readonly number[];
  /** From opening a case until somebody took it up, in milliseconds. */
  readonly toAcknowledge: Spread;
  /** Incidents only, and how many of them within what #incidents expects. */
  readonly incidentsToAcknowledge: Spread;
  readonly inTime: Share;
  readonly toResolve: Spread;
  /** Of what people said in the incidents channel, how much was no incident. */
  readonly misreported: Share;
  readonly accuracy: Accuracy;
  readonly alarms: readonly Alarm[];
}

/** What the figures are worked out by, beside the history. */
export interface StatsTerms {
  readonly zone: string;
  /** Name of the channel for incidents. */
  readonly incidents: string;
  /** Within what time an incident is to be taken up, in milliseconds. */
  readonly responseMs: number;
}

/** The figures of a period. */
export function statsOf(
  history: History,
  period: Period,
  { zone, incidents, responseMs }: StatsTerms,
): Stats {
  const reports = reportsIn(history, period);
  const classed = reports.filter((one) => classOf(one) !== null);
  const cases = history.cases
    .map(({ record }) => record)
    .filter(({ openedAt, status }) => within(openedAt, period) && status !== 'merged');
  const took = (some: typeof cases) =>
    some.flatMap(({ acknowledged, openedAt, waitingSince }) =>
      acknowledged === null
        ? []
        : [Math.max(0, acknowledged.at - Math.min(acknowledged.at, waitingSince ?? openedAt))],
    );
  const ofIncidents = cases.filter(({ class: of }) => of === 'incident');
  const claimed = classed.filter(
    ({ report: { source } }) => source.kind === 'human' && source.channel === incidents,
  );
  return {
    period,
    zone,
    reports: reports.length,
    weeks: weeksOf(period, zone).map((week) => {
      const own = reports.filter(({ receivedAt }) => within(receivedAt, week));
      const { undecided, uncorrected, sampled } = accuracyOf(own);
      return { week: week.name, reports: byClass(own), accuracy: { undecided, uncorrected, sampled } };
    }),
    areas: counted(classed.map((one) => areaIn(one) ?? 'no area')),
    classes: counted(classed.flatMap((one) => classOf(one) ?? [])),
    partners: counted(classed.flatMap(({ partners }) => partners)),
    hours: Array.from(
      { length: 24 },
      (_, hour) => reports.filter((one) => hourIn(one.receivedAt, zone) === hour).length,
    ),
    toAcknowledge: spreadOf(took(cases)),
    incidentsToAcknowledge: spreadOf(took(ofIncidents)),
    inTime: shareOf(took(ofIncidents).filter((ms) => ms <= responseMs).length, ofIncidents.length),
    toResolve: spreadOf(
      cases.flatMap(({ resolved, openedAt }) => (resolved === null ? [] : [resolved.at - openedAt])),
    ),
    misreported: shareOf(claimed.filter((one) => classOf(one) !== 'incident').length, claimed.length),
    accuracy: accuracyOf(reports),
    alarms: driftOf(history, period.to),
  };
}

function byClass(reports: readonly HistoryReport[]): WeekFigures['reports'] {
  const counts = { incident: 0, 'urgent-non-incident': 0, 'non-incident': 0, none: 0, undecided: 0 };
  for (const one of reports) {
    const of = classOf(one);
    if (of !== null) counts[of] += 1;
  }
  return counts;
}
