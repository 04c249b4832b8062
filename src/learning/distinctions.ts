// The fewest conditions that tell one report from labelled reports of other classes.

import { both, countBoth, type ReportSet } from './report-set.js';
import type { RuleTerm } from './rule-terms.js';

/** Conditions that hold together for the report, and in how many of the labelled reports of its class. */
export interface Distinction {
  readonly terms: readonly RuleTerm[];
  /** All labelled reports for which they hold. */
  readonly holds: ReportSet;
  readonly alike: number;
}

/** As many as this hold together at most; with more a rule would only retell the report. */
const most = 4;
/** In how many others a rule may speak, if that changes none of them: none, where that can be had. */
const tolerated = [0, 3, 12];

/**
 * The smallest sets of terms, of `fewest` at least, that hold in none of the other reports, or in few of them. First those that hold in more
 * reports of the class, then those whose terms are each more often heard in that class than elsewhere.
 */
export function distinctions(
  terms: readonly RuleTerm[],
  others: ReportSet,
  alike: ReportSet,
  fewest: number,
): readonly Distinction[] {
  const usual = Math.log((alike.size + 1) / (others.size + 1));
  const heard = new Map(terms.map((term) => [term, heardIn(term, others, alike) - usual]));
  const typical = (one: Distinction) => one.terms.reduce((sum, term) => sum + (heard.get(term) ?? 0), 0);
  for (const allowed of tolerated)
    for (let count = fewest; count <= most; count += 1) {
      const found = combined(terms, count, others, allowed);
      if (found.length > 0)
        return found
          .map(({ chosen, holds }) => ({ terms: chosen, holds, alike: countBoth(holds, alike) }))
          .sort((a, b) => b.alike - a.alike || typical(b) - typical(a) || wordsIn(a) - wordsIn(b));
    }
  return [];
}

/** How much more often the class says it than others do; what hardly anybody says tells little either way. */
function heardIn({ holds }: RuleTerm, others: ReportSet, alike: ReportSet): number {
  const share = (alike.size + 1) / (others.size + 1);
  return Math.log((countBoth(holds, alike) + doubt * share) / (countBoth(holds, others) + doubt));
}

const doubt = 5;

interface Combination {
  readonly chosen: readonly RuleTerm[];
  readonly holds: ReportSet;
}

function combined(
  terms: readonly RuleTerm[],
  count: number,
  others: ReportSet,
  allowed: number,
): readonly Combination[] {
  const found: Combination[] = [];
  const add = (chosen: readonly RuleTerm[], holds: ReportSet | null, from: number): void => {
    if (chosen.length === count) {
      if (holds !== null && countBoth(holds, others) <= allowed) found.push({ chosen, holds });
      return;
    }
    for (let next = from; next < terms.length; next += 1) {
      const term = terms[next];
      if (term !== undefined)
        add([...chosen, term], holds === null ? term.holds : both(holds, term.holds), next + 1);
    }
  };
  add([], null, 0);
  return found;
}

function wordsIn({ terms }: Distinction): number {
  return terms.filter(({ isWord }) => isWord).length;
}
