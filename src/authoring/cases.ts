// Labelled reports and the examples of rules, read and decided once, so that a thousand small changes of a
// rulebook can be tried on them without reading a word again.

import {
  type ClassifierRulebook,
  type DecisionClass,
  decideOn,
  type Firing,
  type Report,
  type ReportClass,
  type SeenReport,
  seenFrom,
  type Window,
  WORD_MODEL,
} from '../classifier/index.js';
import { earlierReports, reportOf } from '../rulebook/language/examples.js';
import type { LoadedRule } from '../rulebook/language/loaded.js';
import { type ReadReport, readFor, verdictOn } from './weigh.js';

/** A report to try rules on; those of one group are seen together, in the order of their times. */
export interface Given {
  readonly report: Report;
  readonly label: ReportClass | null;
  readonly group: string | null;
}

/** A report with what the rulebook of today makes of it. */
export interface Case extends ReadReport {
  readonly label: ReportClass | null;
  readonly group: string | null;
  readonly window: Window;
  readonly class: DecisionClass;
  /** Rules of the rulebook that fire, and the word model where it speaks. */
  readonly firings: readonly Firing[];
  readonly fired: ReadonlySet<string>;
}

/** An example (fires) or near miss (does not) of a rule. */
export interface ExampleCase extends ReadReport {
  readonly rule: string;
  readonly fires: boolean;
  readonly window: Window;
}

/** Reads and decides every report, each by itself or with its group. */
export async function casesFrom(
  given: readonly Given[],
  rulebook: ClassifierRulebook,
): Promise<readonly Case[]> {
  const cases: Case[] = [];
  const windows = new Map<string, SeenReport[]>();
  const known = new Set(rulebook.rules.rules.map((rule) => rule.id));
  for (const { report, label, group } of inOrder(given)) {
    const window = group === null ? [] : [...(windows.get(group) ?? [])];
    const read = readFor(report, rulebook, window);
    const decision = await decideOn(report, read.features, rulebook, window, { explain: false });
    const firings = decision.firings.filter(({ rule }) => known.has(rule) || rule === WORD_MODEL);
    if (verdictOn(read, firings, rulebook.deciding).class !== decision.class)
      throw new Error(`report ${report.id}: weighing its firings alone does not give the decision`);
    cases.push({
      ...read,
      label,
      group,
      window,
      class: decision.class,
      firings,
      fired: new Set(firings.map((firing) => firing.rule)),
    });
    if (group !== null) windows.set(group, [...window, seenFrom(report, read.features, decision)]);
  }
  return cases;
}

/** The examples and near misses of all rules, read. */
export function exampleCases(
  rules: readonly LoadedRule[],
  rulebook: ClassifierRulebook,
): readonly ExampleCase[] {
  const read = ({ rule, entry }: LoadedRule, kind: 'examples' | 'near-misses') =>
    entry[kind].map((example, index) => {
      const report = reportOf(example, `${kind === 'examples' ? 'example' : 'near miss'} ${index + 1}`);
      const window = earlierReports(example, report.at, rulebook);
      return { ...readFor(report, rulebook, window), rule: rule.id, fires: kind === 'examples', window };
    });
  return rules.flatMap((loaded) => [...read(loaded, 'examples'), ...read(loaded, 'near-misses')]);
}

/** Groups by time; the sort is stable, so reports by themselves keep their order. */
function inOrder(given: readonly Given[]): readonly Given[] {
  const groups = new Map<string, Given[]>();
  for (const one of given)
    if (one.group !== null) groups.set(one.group, [...(groups.get(one.group) ?? []), one]);
  const ordered = [...groups.values()].flatMap((group) =>
    [...group].sort((a, b) => a.report.at - b.report.at),
  );
  return [...given.filter((one) => one.group === null), ...ordered];
}
