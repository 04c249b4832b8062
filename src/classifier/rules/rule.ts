// A rule as the classifier evaluates it: what the short forms of the rule language have become. Plain data,
// so that a compiled rulebook can be stored as JSON.

import type { ReportClass } from '../types.js';

/** One comparison of a fact, in the words of json-rules-engine; `value` is what the operator understands. */
export interface Leaf {
  readonly fact: string;
  readonly operator: string;
  readonly value: LeafValue;
}

export type LeafValue =
  | string
  | number
  | boolean
  | null
  | readonly (string | number | boolean | null)[]
  | NearValue
  | SimultaneousValue;

/** What the operator `near` compares with: every group of concepts within that many words, in one sentence. */
export interface NearValue {
  /** One concept of each group must be there. */
  readonly concepts: readonly (readonly string[])[];
  /** Most words between the first and the last hit; null is the whole sentence. */
  readonly within: number | null;
}

/** What the operator `simultaneous` compares with. */
export interface SimultaneousValue {
  /** Distinct partners, the one of this report included. */
  readonly partners: number;
  /** Length of the sliding window, in minutes. */
  readonly within: number;
  /** Only business-critical functions, or those named; null is any. */
  readonly functions: 'critical' | readonly string[] | null;
  /** `function`: all say that one function fails; `area`: all complain about one area, whatever words they have for it. */
  readonly same: 'function' | 'area';
}

/** A condition of json-rules-engine: a comparison, or a combination of conditions. */
export type Condition =
  | Leaf
  | { readonly all: readonly Condition[] }
  | { readonly any: readonly Condition[] }
  | { readonly not: Condition };

/** One rule, ready to be evaluated. */
export interface Rule {
  readonly id: string;
  readonly class: ReportClass;
  /** Prose that can be shown to a reporter. */
  readonly why: string;
  /** Evidence for its class; null for a decisive rule. */
  readonly weight: number | null;
  readonly decisive: boolean;
  /** Small evidence for itself, which counts beside rules that know a matter. */
  readonly voice: boolean;
  readonly when: Condition;
  readonly severity: string | null;
  readonly area: string | null;
  /** What the rule says about waking somebody; null when it says nothing. */
  readonly wakes: boolean | null;
}

/** Every comparison of a condition, in the order written. */
export function leavesOf(condition: Condition): readonly Leaf[] {
  const leaves: Leaf[] = [];
  eachLeaf(condition, (leaf) => leaves.push(leaf));
  return leaves;
}

/** Calls back with every comparison of a condition, in the order written. */
export function eachLeaf(condition: Condition, visit: (leaf: Leaf) => void): void {
  if ('fact' in condition) visit(condition);
  else if ('not' in condition) eachLeaf(condition.not, visit);
  else for (const part of 'all' in condition ? condition.all : condition.any) eachLeaf(part, visit);
}
