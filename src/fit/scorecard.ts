// How well decisions agree with labels. `undecided` counts as wrong for the class, but it is no missed
// incident: a human was asked.

import { type DecisionClass, REPORT_CLASSES, type ReportClass } from '../classifier/index.js';

/** One labelled report with what was decided. */
export interface Judged {
  readonly id: string;
  readonly label: ReportClass;
  readonly decided: DecisionClass;
  /** The class behind an `undecided`; the decision itself otherwise. */
  readonly bestGuess: ReportClass;
}

/** Precision, recall and F1 of one class, 0 to 1; a figure without any case to judge by is null. */
export interface ClassScore {
  readonly class: ReportClass;
  readonly reports: number;
  readonly precision: number | null;
  readonly recall: number | null;
  readonly f1: number | null;
}

/** The figures of one set of labelled reports. */
export interface Scorecard {
  readonly reports: number;
  readonly right: number;
  readonly undecided: number;
  /** Incidents called non-incident or none, the worst mistake. */
  readonly missedIncidents: number;
  readonly incidents: number;
  /** Mean F1 over the classes that occur. */
  readonly macroF1: number;
  readonly perClass: readonly ClassScore[];
  /** `confusion[label][decided]`. */
  readonly confusion: Readonly<Record<ReportClass, Readonly<Record<DecisionClass, number>>>>;
  /** For the undecided: `hidden[label][bestGuess]`. */
  readonly hidden: Readonly<Record<ReportClass, Readonly<Record<ReportClass, number>>>>;
}

/** Counts what was decided against what was labelled. */
export function scorecard(judged: readonly Judged[]): Scorecard {
  const confusion = table([...REPORT_CLASSES, 'undecided'] as const);
  const hidden = table(REPORT_CLASSES);
  for (const { label, decided, bestGuess } of judged) {
    confusion[label][decided] += 1;
    if (decided === 'undecided') hidden[label][bestGuess] += 1;
  }
  const perClass = REPORT_CLASSES.map((of) => classScore(of, confusion));
  const present = perClass.filter((score) => score.reports > 0);
  const row = confusion.incident;
  return {
    reports: judged.length,
    right: judged.filter((one) => one.label === one.decided).length,
    undecided: judged.filter((one) => one.decided === 'undecided').length,
    missedIncidents: row['non-incident'] + row.none,
    incidents: sum(Object.values(row)),
    macroF1: present.length === 0 ? 0 : sum(present.map((score) => score.f1 ?? 0)) / present.length,
    perClass,
    confusion,
    hidden,
  };
}

function classScore(of: ReportClass, confusion: Scorecard['confusion']): ClassScore {
  const hit = confusion[of][of];
  const reports = sum(Object.values(confusion[of]));
  const called = sum(REPORT_CLASSES.map((label) => confusion[label][of]));
  return {
    class: of,
    reports,
    precision: called === 0 ? null : hit / called,
    recall: reports === 0 ? null : hit / reports,
    f1: reports + called === 0 ? null : (2 * hit) / (reports + called),
  };
}

function table<Column extends string>(
  columns: readonly Column[],
): Record<ReportClass, Record<Column, number>> {
  const row = () => Object.fromEntries(columns.map((column) => [column, 0])) as Record<Column, number>;
  return Object.fromEntries(REPORT_CLASSES.map((label) => [label, row()])) as Record<
    ReportClass,
    Record<Column, number>
  >;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, one) => total + one, 0);
}
