// The answer of `triage classify --json`: other programs rely on its shape, which answer-schema.ts
// describes and docs/decision.schema.json publishes.

import type { Correlation, Decision, DecisionClass, Evidence } from '../classifier/index.js';

/** Pieces of evidence that are published of one rule; a text that says the same a thousand times has more. */
export const MOST_EVIDENCE = 20;

/** One report's answer as published; keys stand in the order they are printed in. */
export interface Answer {
  readonly id: string;
  readonly class: DecisionClass;
  readonly bestGuess: string;
  readonly firstClass?: DecisionClass;
  readonly area: string | null;
  readonly scope: string;
  readonly severity: string | null;
  readonly wakes: boolean;
  readonly deadline: {
    readonly text: string;
    readonly start: number;
    readonly end: number;
    readonly at: string | null;
  } | null;
  readonly confidence: number;
  readonly because: readonly {
    readonly rule: string;
    readonly class: string;
    readonly weight: number | null;
    readonly why: string;
    readonly evidence: readonly Evidence[];
  }[];
  readonly nearest: { readonly rule: string; readonly class: string; readonly missing: string } | null;
  readonly correlation?: Correlation | null;
  readonly route: string;
  readonly reply: string | null;
  readonly truncated: boolean;
  readonly rulebook: string;
}

/** What the stream as a whole adds to one report's answer. */
export interface StreamPart {
  readonly firstClass: DecisionClass;
}

/** The published form of a decision with its route and the reply its reporter would read. */
export function answerOf(
  decision: Decision,
  outcome: { readonly route: string; readonly reply: string | null },
  stream?: StreamPart,
): Answer {
  return {
    id: decision.report,
    class: decision.class,
    bestGuess: decision.bestGuess,
    ...(stream === undefined ? {} : { firstClass: stream.firstClass }),
    area: decision.area,
    scope: decision.scope,
    severity: decision.severity,
    wakes: decision.wakes,
    deadline: decision.deadline && {
      text: decision.deadline.text,
      start: decision.deadline.start,
      end: decision.deadline.end,
      at: decision.deadline.at === null ? null : new Date(decision.deadline.at).toISOString(),
    },
    confidence: Math.round(decision.confidence * 1000) / 1000,
    because: decision.firings.map(({ rule, class: of, weight, why, evidence }) => ({
      rule,
      class: of,
      weight,
      why,
      evidence: evidence.slice(0, MOST_EVIDENCE).map(({ text, start, end }) => ({ text, start, end })),
    })),
    nearest: decision.nearest && {
      rule: decision.nearest.rule,
      class: decision.nearest.class,
      missing: decision.nearest.missing,
    },
    ...(stream === undefined ? {} : { correlation: decision.correlation }),
    route: outcome.route,
    reply: outcome.reply,
    truncated: decision.truncated,
    rulebook: decision.rulebook,
  };
}
