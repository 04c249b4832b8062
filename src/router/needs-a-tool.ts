// Urgent matters that came more than once (the process, Urgent Non-incident: "raise awareness of how to fix these with
// tools"): grouped by area and by what they ask for, the most frequent first.

import { DateTime } from 'luxon';
import type { Decision } from '../classifier/index.js';
import { areaOf, type Directory } from './directory.js';
import type { Policy } from './policy.js';

/** One kind of urgent matter, and how often it came. */
export interface Repeated {
  /** Title of the area. */
  readonly area: string;
  /** What the reports have in common, as the rule says it. */
  readonly what: string;
  readonly times: number;
  /** Oldest first. */
  readonly reports: readonly string[];
}

/** Those kinds of the decisions that came at least as often as the policy says. */
export function repeatedUrgent(
  decisions: readonly Decision[],
  directory: Directory,
  { needsATool }: Policy,
): readonly Repeated[] {
  const kinds = new Map<string, { readonly decision: Decision; readonly what: string; reports: string[] }>();
  for (const decision of decisions) {
    const { rule, why } = kindOf(decision, needsATool.ignoring);
    const key = `${decision.area}:${rule}`;
    const kind = kinds.get(key) ?? { decision, what: why, reports: [] };
    kind.reports.push(decision.report);
    kinds.set(key, kind);
  }
  return [...kinds.values()]
    .filter(({ reports }) => reports.length >= needsATool.atLeast)
    .map(({ decision, what, reports }) => ({
      area: areaOf(decision.area, directory)?.title ?? 'Everything else',
      what,
      times: reports.length,
      reports,
    }))
    .sort((one, other) => other.times - one.times || one.area.localeCompare(other.area));
}

/** When the list is next due after a moment, in milliseconds since 1970, UTC. */
export function nextListAfter(time: number, { needsATool, zone }: Policy): number {
  const { weekday, minute } = needsATool;
  let day = DateTime.fromMillis(time, { zone }).startOf('day');
  for (;;) {
    const due = day.set({ hour: Math.floor(minute / 60), minute: minute % 60 });
    if (due.weekday === weekday && due.toMillis() > time) return due.toMillis();
    day = day.plus({ days: 1 });
  }
}

/** The rule that says what is asked for; those that only say when, or how, are ignored. */
function kindOf(
  decision: Decision,
  ignoring: readonly string[],
): { readonly rule: string; readonly why: string } {
  const ignored = (rule: string) =>
    ignoring.some((each) => (each.endsWith('*') ? rule.startsWith(each.slice(0, -1)) : rule === each));
  const found = decision.firings.find(
    ({ rule, class: ofClass }) => ofClass === 'urgent-non-incident' && !ignored(rule),
  );
  return found ?? { rule: '', why: 'Something had to happen by a stated time.' };
}
