// What `triage test --coverage` adds: what the reports exercise of the rules.

import {
  type Coverage,
  casesFrom,
  coverageOf,
  coveredShare,
  exampleCases,
  isCovered,
} from '../authoring/index.js';
import { readGiven } from './report-files.js';
import { SHIPPED_FIXTURES, SHIPPED_GROUPS } from './shipped.js';
import { table } from './show-scorecard.js';
import { writtenRulesIn } from './written-rules.js';

/** The coverage of a rules folder by the reports of some files and folders; the shipped ones when none are named. */
export async function coverageBy(paths: readonly string[], rules: string | undefined): Promise<Coverage> {
  const { rulebook, written } = await writtenRulesIn(rules);
  const given = readGiven(paths.length === 0 ? [SHIPPED_FIXTURES, SHIPPED_GROUPS] : paths);
  const cases = await casesFrom(given, rulebook);
  const concepts = written.concepts.map(({ concept }) => concept);
  return coverageOf(rulebook.rules.rules, concepts, cases, exampleCases(written.rules, rulebook));
}

/** The share of rules and conditions that the reports exercise, in percent. */
export function coveredPercent(coverage: Coverage): number {
  return 100 * coveredShare(coverage);
}

/** Rules and conditions that no report exercises, by name; phrases by number, since a broad vocabulary is wanted. */
export function showCoverage(coverage: Coverage): string {
  const { rules, conditions, phrases } = coverage;
  const silent = rules.filter((rule) => rule.reports === 0);
  const oneSided = conditions.filter((condition) => !isCovered(condition));
  const byConcept = Map.groupBy(
    phrases.filter((one) => one.reports === 0),
    (one) => one.phrase.concept,
  );
  const lines = [
    '',
    `coverage: ${coveredPercent(coverage).toFixed(1)} % of rules and conditions`,
    table([
      ['', 'all', 'exercised'],
      ['rules', `${rules.length}`, `${rules.length - silent.length}`],
      ['conditions, both ways', `${conditions.length}`, `${conditions.length - oneSided.length}`],
      ['phrases', `${phrases.length}`, `${phrases.filter((one) => one.reports > 0).length}`],
    ]),
    ...(silent.length === 0 ? [] : ['', 'rules that no report fires (their own examples do):']),
    ...silent.map((rule) => `  ${rule.rule}`),
    ...(oneSided.length === 0 ? [] : ['', 'conditions that come out one way only:']),
    ...oneSided.map(
      ({ rule, condition, holds }) =>
        `  ${rule}: ${condition} ${holds.reports === 0 ? 'never holds' : 'always holds'}`,
    ),
    ...(byConcept.size === 0 ? [] : ['', 'phrases that no report contains, by concept (--json names them):']),
    ...[...byConcept].map(([concept, unused]) => `  ${concept}: ${unused.length}`),
  ];
  return `${lines.join('\n')}\n`;
}

/** The same for machines, as the value of `coverage`. */
export function coverageDocument(coverage: Coverage): object {
  const { rules, conditions, phrases } = coverage;
  return {
    share: coveredShare(coverage),
    rules: { all: rules.length, unexercised: rules.filter((rule) => rule.reports === 0) },
    conditions: { all: conditions.length, unexercised: conditions.filter((one) => !isCovered(one)) },
    phrases: {
      all: phrases.length,
      unexercised: phrases.filter((one) => one.reports === 0).map(({ phrase }) => phrase),
    },
  };
}
