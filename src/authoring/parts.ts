// What the evidence for each class was summed from.

import { type Decision, type ReportClass, WORD_MODEL } from '../classifier/index.js';

/** The parts of the score of one class; together they are the score. */
export interface EvidenceParts {
  /** Before any rule fires. */
  readonly start: number;
  /** What the word model says of the class. */
  readonly words: number;
  /** The weights of the rules that fired. */
  readonly rules: number;
}

export function partsOf(
  { scores, firings }: Pick<Decision, 'scores' | 'firings'>,
  start: Readonly<Record<ReportClass, number>>,
): Readonly<Record<ReportClass, EvidenceParts>> {
  const parts = (name: ReportClass): EvidenceParts => {
    const own = firings.filter((firing) => firing.class === name && firing.rule !== WORD_MODEL);
    const rules = own.reduce((sum, { weight }) => sum + (weight ?? 0), 0);
    return { start: start[name], words: scores[name] - start[name] - rules, rules };
  };
  return {
    incident: parts('incident'),
    'urgent-non-incident': parts('urgent-non-incident'),
    'non-incident': parts('non-incident'),
    none: parts('none'),
  };
}
