// How well the rules agree with labelled reports, and what no labelled report notices.

import {
  type Case,
  exampleCases,
  isKilled,
  mutantsOf,
  mutantWords,
  survivalReason,
  tryMutants,
  verdictOn,
} from '../../authoring/index.js';
import { type DecisionClass, REPORT_CLASSES, type ReportClass } from '../../classifier/index.js';
import { reliability } from '../../fit/calibrate.js';
import type { Rulebook } from '../../rulebook/index.js';
import type { Written } from '../../rulebook/written.js';
import type { AccuracyView, ConfusionCell, MutationView } from '../../web/page/shapes.js';
import { pastReport } from './past-report.js';

const mostShown = 100;
const mostSurvivors = 300;

type Labelled = Case & { readonly label: ReportClass };

/** The figures of reports that were read and decided. */
export function accuracyOf(cases: readonly Case[], { deciding, rules }: Rulebook): AccuracyView {
  const labelled = cases.filter((one): one is Labelled => one.label !== null);
  const scored = labelled.map((one) => ({
    label: one.label,
    scores: verdictOn(one, one.firings, deciding).scores,
  }));
  return {
    reports: labelled.length,
    right: labelled.filter((one) => one.class === one.label).length,
    cells: REPORT_CLASSES.flatMap((label) =>
      [...REPORT_CLASSES, 'undecided' as const].map((decided) => cellOf(labelled, label, decided)),
    ),
    reliability: reliability(scored, deciding.temperature),
    rules: rules.rules
      .map(({ id, class: of }) => {
        const hit = labelled.filter((one) => one.fired.has(id));
        return { rule: id, class: of, hits: hit.length, right: hit.filter((one) => one.label === of).length };
      })
      .sort((a, b) => b.hits - a.hits),
  };
}

function cellOf(labelled: readonly Labelled[], label: ReportClass, decided: DecisionClass): ConfusionCell {
  const own = labelled.filter((one) => one.label === label && one.class === decided);
  const reports = own.slice(0, mostShown).map(({ report }) => pastReport(report));
  return { label, decided, count: own.length, reports };
}

/** Tries every small change of the rules, and tells those that nothing notices. */
export async function mutationOf(
  cases: readonly Case[],
  rulebook: Rulebook,
  written: Written,
): Promise<MutationView> {
  const mutants = mutantsOf(rulebook.rules.rules);
  const examples = exampleCases(written.rules, rulebook);
  const survivors: MutationView['survivors'][number][] = [];
  let tried = 0;
  let survived = 0;
  for (const result of tryMutants(mutants, cases, examples, rulebook.deciding)) {
    tried += 1;
    if (!isKilled(result)) survived += 1;
    if (!isKilled(result) && survivors.length < mostSurvivors)
      survivors.push({
        rule: result.mutant.rule.id,
        change: mutantWords(result),
        why: survivalReason(result),
      });
    // Others get a turn.
    if (tried % 20 === 0) await new Promise((resolve) => setImmediate(resolve));
  }
  return { tried, survived, survivors };
}
