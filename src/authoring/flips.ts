// Which single change would lead to another class: a rule that nearly fired, one that fired, or more evidence.

import {
  type Deciding,
  type Decision,
  type DecisionClass,
  describeLack,
  type Firing,
  type NearlyFired,
  REPORT_CLASSES,
  type ReportClass,
  WORD_MODEL,
} from '../classifier/index.js';
import { CLASS_WORDS } from './class-words.js';
import { type ReadReport, verdictOn } from './weigh.js';

/** One change, the class it would lead to, and a sentence that says so to people. */
export interface Flip {
  readonly to: DecisionClass;
  readonly change: 'rule-fires' | 'rule-silent' | 'more-evidence';
  /** The rule that would have fired, or not; null when the change is evidence of any kind. */
  readonly rule: string | null;
  /** Evidence that would have to come on top, in the units of weights; null for a change of rules. */
  readonly evidence: number | null;
  readonly sentence: string;
}

/** All single changes that flip a decision, in the order: rules that nearly fired, rules that fired, evidence. */
export function flipsOf(
  decision: Decision,
  nearly: readonly NearlyFired[],
  read: ReadReport,
  deciding: Deciding,
): readonly Flip[] {
  const weigh = (firings: readonly Firing[]) => verdictOn(read, firings, deciding).class;
  return [
    ...nearly.flatMap((miss) => ifFired(miss, decision, read, weigh)),
    ...decision.firings.flatMap((firing) => ifSilent(firing, decision, weigh)),
    ...REPORT_CLASSES.flatMap((name) => ifMore(name, decision, weigh)),
  ];
}

type Weigh = (firings: readonly Firing[]) => DecisionClass;

function ifFired(miss: NearlyFired, decision: Decision, read: ReadReport, weigh: Weigh): readonly Flip[] {
  const { rule, class: of, weight, lack } = miss;
  const added = { rule, class: of, weight, decisive: weight === null, why: '', evidence: [] };
  const to = weigh([...decision.firings, added]);
  if (to === decision.class) return [];
  const sentence = `If ${describeLack(lack, read.situation)}, this would be ${CLASS_WORDS[to]}.`;
  return [{ to, change: 'rule-fires', rule, evidence: null, sentence }];
}

function ifSilent(firing: Firing, decision: Decision, weigh: Weigh): readonly Flip[] {
  const to = weigh(decision.firings.filter((other) => other !== firing));
  if (to === decision.class) return [];
  const without =
    firing.rule === WORD_MODEL
      ? 'Without the word model, which knows how earlier reports were worded,'
      : `Without “${firing.why.replace(/\.$/, '')}”`;
  const sentence = `${without} this would be ${CLASS_WORDS[to]}.`;
  return [{ to, change: 'rule-silent', rule: firing.rule, evidence: null, sentence }];
}

/** Weights lie between -20 and 20, so more than this cannot come from one rule. */
const MOST = 20;
const STEP = 0.1;
/** What several strong rules together would count. */
const FAR = 5;

function ifMore(name: ReportClass, decision: Decision, weigh: Weigh): readonly Flip[] {
  const reached = (weight: number) =>
    weigh([
      ...decision.firings,
      { rule: 'more', class: name, weight, decisive: false, why: '', evidence: [] },
    ]) === name;
  if (name === decision.class || !reached(MOST)) return [];
  const evidence = leastSteps(reached) * STEP;
  const more = evidence.toFixed(1);
  const sentence =
    evidence >= FAR
      ? `It is far from ${CLASS_WORDS[name]}: that would take ${more} more evidence, as of several strong rules together.`
      : `With ${more} more evidence for it this would be ${CLASS_WORDS[name]}.`;
  return [{ to: name, change: 'more-evidence', rule: null, evidence: Number(evidence.toFixed(1)), sentence }];
}

/** The fewest steps that reach the class; more evidence for a class never takes it further away. */
function leastSteps(reached: (weight: number) => boolean): number {
  let low = 0;
  let high = MOST / STEP;
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (reached(middle * STEP)) high = middle;
    else low = middle;
  }
  return high;
}
