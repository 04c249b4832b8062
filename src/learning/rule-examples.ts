// The example and the near miss that a rule stands with in its file.

import { type Case, readFor } from '../authoring/index.js';
import type { ClassifierRulebook, Report, ReportClass } from '../classifier/index.js';
import { reportOf } from '../rulebook/language/examples.js';
import type { Example } from '../rulebook/language/rules-schema.js';
import type { When } from '../rulebook/language/when-schema.js';
import { placesIn } from './report-set.js';
import { holdsFor, type RuleTerm } from './rule-terms.js';
import type { State } from './state.js';

/** Longer ones show less. */
const longest = 240;
const mostTried = 20;

/** The report as an example that fires; null where its words do not carry it. */
export function exampleOf({ report }: Case, when: When, rulebook: ClassifierRulebook): Example | null {
  return [report.text, whole(report)].find((example) => fires(example, when, rulebook)) ?? null;
}

/** The labelled report of another class that comes closest, in few words; null where there is none. */
export function nearMissOf(
  label: ReportClass,
  terms: readonly RuleTerm[],
  when: When,
  { cases, rulebook }: State,
): Example | null {
  const shared = new Map<number, number>();
  for (const { holds } of terms)
    for (const place of placesIn(holds)) shared.set(place, (shared.get(place) ?? 0) + 1);
  const close = [...shared]
    .flatMap(([place, count]) => {
      const { label: called = null, report = null } = cases[place] ?? {};
      const isOther = called !== null && called !== label;
      return isOther && report !== null && report.text.length <= longest
        ? [{ text: report.text, count }]
        : [];
    })
    .sort((a, b) => b.count - a.count || a.text.length - b.text.length);
  const others = cases.filter((one) => one.label !== null && one.label !== label).slice(0, mostTried);
  return (
    [...close.slice(0, mostTried), ...others.map(({ report }) => report)]
      .map(({ text }) => text)
      .find((text) => text.trim() !== '' && !fires(text, when, rulebook)) ?? null
  );
}

function fires(example: Example, when: When, rulebook: ClassifierRulebook): boolean {
  return holdsFor(when, readFor(reportOf(example), rulebook));
}

function whole({ text, source: { kind, channel }, partner }: Report): Example {
  return { text, kind, channel, ...(partner !== undefined && { partner }) };
}
