// Tries mutants on reports and examples. A mutant that none of them notices shows a rule, a weight or a
// condition that no fixture keeps in place.

import { compile, type Deciding, type Firing, type Report } from '../classifier/index.js';
import type { Case, ExampleCase } from './cases.js';
import type { Mutant } from './mutants.js';
import { bareFiring, verdictOn } from './weigh.js';

/** What became of one mutant. */
export interface MutantResult {
  readonly mutant: Mutant;
  /** A labelled report that is decided otherwise; null when none is. */
  readonly report: string | null;
  /** An example that no longer fires the rule, or a near miss that does; null when there is none. */
  readonly example: string | null;
  /** Reports on which the rule fires as before, no longer, or newly. */
  readonly effect: { readonly same: number; readonly fewer: number; readonly more: number };
  /** The shortest report by itself on which the rule fires otherwise: written into the rule, it notices the mutant. */
  readonly telling: { readonly report: Report; readonly as: 'near miss' | 'example' } | null;
}

/** Tries mutants one after the other, on reports that were read and decided before. */
export function* tryMutants(
  mutants: readonly Mutant[],
  cases: readonly Case[],
  examples: readonly ExampleCase[],
  deciding: Deciding,
): Generator<MutantResult> {
  const own = Map.groupBy(examples, (example) => example.rule);
  for (const mutant of mutants) {
    const fires = firesAs(mutant);
    const example = (own.get(mutant.rule.id) ?? []).find((one) => fires(one) !== one.fires);
    yield { mutant, example: example?.report.id ?? null, ...tryReports(mutant, fires, cases, deciding) };
  }
}

/** Noticed by a report or by an example of the rule. */
export function isKilled({ report, example }: MutantResult): boolean {
  return report !== null || example !== null;
}

type Fires = (one: Pick<Case, 'situation'>) => boolean;

function firesAs(mutant: Mutant): Fires {
  if (mutant.kind === 'drop-rule') return () => false;
  const holds = compile('when' in mutant ? mutant.when : mutant.rule.when);
  return ({ situation }) => holds(situation);
}

function tryReports(
  mutant: Mutant,
  fires: Fires,
  cases: readonly Case[],
  deciding: Deciding,
): Pick<MutantResult, 'report' | 'effect' | 'telling'> {
  const { rule, kind } = mutant;
  const bare = bareFiring(rule);
  const effect = { same: 0, fewer: 0, more: 0 };
  let report: string | null = null;
  let telling: MutantResult['telling'] = null;
  for (const one of cases) {
    const before = one.fired.has(rule.id);
    const after = kind === 'zero-weight' ? before : fires(one);
    if (before !== after && one.window.length === 0 && isShorter(one.report, telling?.report))
      telling = { report: one.report, as: before ? 'example' : 'near miss' };
    if (before || after) effect[before === after ? 'same' : before ? 'fewer' : 'more'] += 1;
    if (report !== null || (before === after && !(kind === 'zero-weight' && before))) continue;
    const firings = changed(one.firings, bare, after, kind === 'zero-weight');
    if (verdictOn(one, firings, deciding).class !== one.class) report = one.report.id;
  }
  return { report, effect, telling };
}

function isShorter({ text }: Report, than: Report | undefined): boolean {
  return than === undefined || text.length < than.text.length;
}

function changed(firings: readonly Firing[], rule: Firing, fires: boolean, zero: boolean): readonly Firing[] {
  const others = firings.filter((firing) => firing.rule !== rule.rule);
  return fires ? [...others, zero ? { ...rule, weight: 0 } : rule] : others;
}
