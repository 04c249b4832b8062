// What was called over, or off by its author, who says that it is a problem after all. Pure.

import type { Decision } from '../classifier/index.js';
import { isGraver } from './voices.js';

/** Stands for the rule by which whoever called something off is believed that it is a problem. */
export const AFTER_ALL = 'problem-after-all';

/** What is held by the words as they stand now, and never less than was held before it was called off. */
export function problemAfterAll(now: Decision, before: Decision, how: 'below' | 'edit'): Decision {
  const held = isGraver(before.class, now.class) ? withoutWords(before, now) : now;
  const why = whys[how];
  const firing = { rule: AFTER_ALL, class: held.bestGuess, weight: null, decisive: true, why, evidence: [] };
  return { ...held, firings: [firing, ...held.firings] };
}

/** The words that it rested on may stand there no more. */
function withoutWords(before: Decision, { truncated, rulebook }: Decision): Decision {
  const { deadline, firings } = before;
  return {
    ...before,
    areaEvidence: [],
    deadline: deadline && { at: deadline.at, text: '', start: 0, end: 0 },
    firings: firings.filter(({ rule }) => rule !== AFTER_ALL).map((firing) => ({ ...firing, evidence: [] })),
    nearest: null,
    correlation: null,
    truncated,
    rulebook,
  };
}

const whys = {
  below: 'Its author called it off, and says below it that it is a problem after all.',
  edit: 'It was called over, and its author says by an edit that something is wrong.',
};
