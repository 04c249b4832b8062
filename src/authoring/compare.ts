// Two rulebooks on the same reports: which decisions flip, and which firings came and went.

import {
  type ClassifierRulebook,
  type ClassifyOptions,
  classify,
  classifyTogether,
  type Decision,
  type DecisionClass,
  type Firing,
} from '../classifier/index.js';
import type { Given } from './cases.js';

/**
 * Kinds of flips, the worst first: an incident that would be called harmless; one that is no longer plain;
 * an urgent matter that would wait; anything else; a report that becomes an incident.
 */
export const CHANGE_KINDS = [
  'incident-missed',
  'incident-doubted',
  'urgent-missed',
  'other',
  'incident-found',
] as const;
export type ChangeKind = (typeof CHANGE_KINDS)[number];

/** One report that two rulebooks decide differently. */
export interface Change {
  readonly kind: ChangeKind;
  readonly given: Given;
  readonly before: Decision;
  readonly after: Decision;
  /** Firings of before that are no more. */
  readonly gone: readonly Firing[];
  /** Firings that are new. */
  readonly come: readonly Firing[];
  /** Firings of both that weigh otherwise, as they are now, and what they weighed. */
  readonly reweighed: readonly { readonly firing: Firing; readonly before: number | null }[];
}

/** Every flip, the worst kind first, and how many reports were tried. */
export interface Comparison {
  readonly reports: number;
  readonly changes: readonly Change[];
  /** Flips from a wrong class to the labelled one, and the other way; reports without a label count in neither. */
  readonly mended: number;
  readonly broken: number;
}

/** Decides all reports with both rulebooks; reports of one group see one another. */
export async function compare(
  given: readonly Given[],
  before: ClassifierRulebook,
  after: ClassifierRulebook,
): Promise<Comparison> {
  const [was, is] = [await decideAll(given, before, PLAIN), await decideAll(given, after, PLAIN)];
  // Few flip, and only what flips must be explained.
  const flipped = withTheirGroups(given, (index) => was[index]?.class !== is[index]?.class);
  const [old, now] = [await decideAll(flipped, before), await decideAll(flipped, after)];
  const changes = flipped.flatMap((one, index) => changeOf(one, old[index], now[index]));
  const right = (change: Change, decision: Decision) => decision.class === change.given.label;
  return {
    reports: given.length,
    changes: changes.toSorted((a, b) => CHANGE_KINDS.indexOf(a.kind) - CHANGE_KINDS.indexOf(b.kind)),
    mended: changes.filter((change) => right(change, change.after)).length,
    broken: changes.filter((change) => right(change, change.before)).length,
  };
}

const PLAIN: ClassifyOptions = { explain: false };

/** The reports that are wanted, and those of their groups: reports of one group see one another. */
function withTheirGroups(given: readonly Given[], wanted: (index: number) => boolean): readonly Given[] {
  const groups = new Set(given.filter((_, index) => wanted(index)).map((one) => one.group));
  return given.filter((one, index) => wanted(index) || (one.group !== null && groups.has(one.group)));
}

/** Final decisions, in the order given. */
async function decideAll(
  given: readonly Given[],
  rulebook: ClassifierRulebook,
  options: ClassifyOptions = {},
): Promise<readonly (Decision | undefined)[]> {
  const decisions: (Decision | undefined)[] = [];
  for (const [group, members] of Map.groupBy(given.entries(), ([, one]) => one.group)) {
    if (group === null) {
      for (const [index, { report }] of members)
        decisions[index] = await classify(report, rulebook, [], options);
      continue;
    }
    const reports = members.map(([, { report }]) => report);
    const decided = await classifyTogether(reports, rulebook, options);
    for (const [at, [index]] of members.entries()) decisions[index] = decided[at]?.final;
  }
  return decisions;
}

/** The flip between two decisions on one report; none where they agree. */
export function changeOf(
  given: Given,
  before: Decision | undefined,
  after: Decision | undefined,
): readonly Change[] {
  if (before === undefined || after === undefined || before.class === after.class) return [];
  const was = new Map(before.firings.map((firing) => [firing.rule, firing]));
  const is = new Map(after.firings.map((firing) => [firing.rule, firing]));
  return [
    {
      kind: changeKind(before.class, after.class),
      given,
      before,
      after,
      gone: before.firings.filter((firing) => !is.has(firing.rule)),
      come: after.firings.filter((firing) => !was.has(firing.rule)),
      reweighed: after.firings.flatMap((firing) => {
        const old = was.get(firing.rule);
        return old === undefined || old.weight === firing.weight ? [] : [{ firing, before: old.weight }];
      }),
    },
  ];
}

/** How bad it is that a report is decided otherwise. */
export function changeKind(before: DecisionClass, after: DecisionClass): ChangeKind {
  const harmless = after === 'non-incident' || after === 'none';
  if (before === 'incident') return harmless ? 'incident-missed' : 'incident-doubted';
  if (after === 'incident') return 'incident-found';
  return before === 'urgent-non-incident' && harmless ? 'urgent-missed' : 'other';
}
