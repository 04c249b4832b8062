// Alarms when the desk gets worse: the last week against the weeks before it.

import { type Accuracy, accuracyOf } from './accuracy.js';
import type { Share } from './figures.js';
import type { History } from './history.js';
import { reportsIn } from './period.js';

/** A figure of the last seven days that has left the range of the four weeks before. */
export interface Alarm {
  readonly figure: 'undecided' | 'uncorrected' | 'sampled' | 'overconfident';
  readonly sentence: string;
  readonly now: Share;
  readonly before: Share;
}

const weekMs = 7 * 86_400_000;
const weeksBefore = 4;

/** How far back the alarms look. */
export const driftNeedsMs = (1 + weeksBefore) * weekMs;

/** Below that many reports a week tells nothing. */
const fewest = 20;

/** The alarms at a moment, in milliseconds since 1970, UTC. */
export function driftOf(history: History, at: number): readonly Alarm[] {
  const last = accuracyOf(reportsIn(history, { from: at - weekMs, to: at }));
  const earlier = accuracyOf(reportsIn(history, { from: at - driftNeedsMs, to: at - weekMs }));
  return [
    ...worse('undecided', 'More reports are left undecided', last, earlier, 1),
    ...worse('uncorrected', 'People correct more decisions', last, earlier, -1),
    ...worse('sampled', 'Fewer sampled decisions are right', last, earlier, -1),
    ...overconfident(accuracyOf(reportsIn(history, { from: at - driftNeedsMs, to: at }))),
  ];
}

/** An alarm only where the two ranges do not touch: less than that may be chance. */
function worse(
  figure: 'undecided' | 'uncorrected' | 'sampled',
  what: string,
  last: Accuracy,
  earlier: Accuracy,
  direction: 1 | -1,
): readonly Alarm[] {
  const [now, before] = [last[figure], earlier[figure]];
  if (now.of < fewest || before.of < fewest) return [];
  const apart = direction === 1 ? (now.low ?? 0) > (before.high ?? 1) : (now.high ?? 1) < (before.low ?? 0);
  if (!apart) return [];
  return [
    {
      figure,
      now,
      before,
      sentence: `${what} than before: ${percent(now)} in seven days, ${percent(before)} in the four weeks before.`,
    },
  ];
}

/** Where the desk believes more than it keeps: the belief lies above the range of what was right. */
function overconfident({ reliability }: Accuracy): readonly Alarm[] {
  return reliability.flatMap(({ from, to, believed, right }): readonly Alarm[] => {
    if (right.of < fewest || believed === null || believed <= (right.high ?? 1)) return [];
    const sentence = `Decisions with a confidence of ${Math.round(100 * from)} to ${Math.round(100 * to)} % are right in ${percent(right)} of the sampled cases: fit the weights anew.`;
    return [{ figure: 'overconfident', sentence, now: right, before: { ...right, share: believed } }];
  });
}

function percent({ share }: Share): string {
  return share === null ? 'none' : `${Math.round(100 * share)} %`;
}
