import { deskDecision, type HistoryReport, truthOf } from './history.js';

/** A rule that spoke for a class, and how often people said it is another. */
export interface NoisyRule {
  readonly rule: string;
  readonly fired: number;
  readonly wrong: number;
}

/** Rules that helped decisions which people have changed, the most often wrong first; those never wrong are left out. */
export function noisyRules(reports: readonly HistoryReport[]): readonly NoisyRule[] {
  const rules = new Map<string, { fired: number; wrong: number }>();
  for (const one of reports) {
    const decision = deskDecision(one)?.decision;
    const truth = truthOf(one);
    if (decision === undefined) continue;
    for (const firing of decision.firings) {
      if (firing.class !== decision.bestGuess) continue;
      const count = rules.get(firing.rule) ?? { fired: 0, wrong: 0 };
      count.fired += 1;
      if (truth !== null && truth !== firing.class) count.wrong += 1;
      rules.set(firing.rule, count);
    }
  }
  return [...rules]
    .filter(([, { wrong }]) => wrong > 0)
    .map(([rule, count]) => ({ rule, ...count }))
    .sort((a, b) => b.wrong - a.wrong || b.wrong / b.fired - a.wrong / a.fired || (a.rule < b.rule ? -1 : 1));
}
