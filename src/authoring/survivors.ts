// Why a mutant lives on, in words that say what fixture is missing.

import { leafWords } from '../rulebook/language/leaf-words.js';
import type { MutantResult } from './mutate.js';

/** What was changed: "drop mentions: payment". */
export function mutantWords({ mutant }: MutantResult): string {
  switch (mutant.kind) {
    case 'drop-rule':
      return 'drop the rule';
    case 'zero-weight':
      return `weight 0 instead of ${mutant.rule.weight}`;
    case 'drop-condition':
      return `drop ${leafWords(mutant.leaf)}`;
    case 'negate-condition':
      return `negate ${leafWords(mutant.leaf)}`;
  }
}

/** The report that would notice it, when written into the rule; null when there is none. */
export function remedy({ telling }: MutantResult): string | null {
  if (telling === null) return null;
  const { text } = telling.report;
  const shown = text.length > LONGEST_SHOWN ? `${text.slice(0, LONGEST_SHOWN - 1)}…` : text;
  return `as ${telling.as}: ${shown.replace(/\s+/g, ' ')} (${telling.report.id})`;
}

const LONGEST_SHOWN = 160;

/** Why nothing noticed it. */
export function survivalReason({ mutant, effect }: MutantResult): string {
  const { same, fewer, more } = effect;
  if (mutant.kind === 'zero-weight') {
    if (same === 0) return 'no report fires the rule';
    return `the rule fires on ${reports(same)}, and none hangs on its weight: other rules carry them`;
  }
  if (fewer + more === 0) {
    if (same === 0) return 'no report fires the rule, with this condition or without';
    return `the rule fires on the same ${reports(same)} either way: a near miss that lacks only this is missing`;
  }
  const changes = [
    ...(more > 0 ? [`fires on ${more} more`] : []),
    ...(fewer > 0 ? [`no longer on ${fewer}`] : []),
  ].join(' and ');
  return `the rule then ${changes}, and none of these reports is decided otherwise`;
}

function reports(count: number): string {
  return count === 1 ? '1 report' : `${count} reports`;
}
