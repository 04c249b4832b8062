// Weights that would set one wrong decision right, each moved no further than that needs.

import type { Case } from '../authoring/index.js';
import { verdictOn } from '../authoring/index.js';
import { type ClassifierRulebook, type Deciding, type Firing, WORD_MODEL } from '../classifier/index.js';
import type { Candidate } from './candidate.js';
import type { RuleChange } from './rule-change.js';

/** Further than this no weight is moved: a rule that needs more is the wrong rule. */
const farthest = 1.5;
const step = 0.01;

/** One rule raised, one lowered, or one of each. */
export function weightCandidates(one: Case, { rules, deciding }: ClassifierRulebook): readonly Candidate[] {
  const known = new Map(rules.rules.map((rule) => [rule.id, rule]));
  const movable = one.firings.filter(
    ({ rule, decisive }) => rule !== WORD_MODEL && !decisive && known.has(rule),
  );
  const up = movable.filter((firing) => firing.class === one.label);
  const down = movable.filter((firing) => firing.class === one.class && firing.class !== one.label);
  const alone = [
    ...up.map((firing) => [[firing, 1] as const]),
    ...down.map((firing) => [[firing, -1] as const]),
  ];
  const pairs = up.flatMap((raised) => down.map((lowered) => [[raised, 1] as const, [lowered, -1] as const]));
  return [...alone, ...pairs].flatMap((moves) => leastMove(one, moves, deciding));
}

type Move = readonly [Firing, 1 | -1];

/** The least number of steps that all of them move by to reach the label; none when that is too far. */
function leastMove(one: Case, moves: readonly Move[], deciding: Deciding): readonly Candidate[] {
  const moved = (steps: number) =>
    one.firings.map((firing) => {
      const move = moves.find(([which]) => which === firing);
      return move === undefined ? firing : { ...firing, weight: weightAfter(move, steps) };
    });
  const reached = (steps: number) => verdictOn(one, moved(steps), deciding).class === one.label;
  let high = farthest / step;
  if (!reached(high)) return [];
  let low = 0;
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (reached(middle)) high = middle;
    else low = middle;
  }
  const changes = moves.map((move): RuleChange => {
    const [{ rule, weight }] = move;
    return { kind: 'weight', rule, from: weight ?? 0, to: weightAfter(move, high) };
  });
  const size = changes.reduce(
    (sum, change) => sum + (change.kind === 'weight' ? Math.abs(change.to - change.from) : 0),
    0,
  );
  return size === 0 ? [] : [{ changes, size }];
}

/** A rule speaks for its class or not at all: lowered below nothing it would speak for the others. */
function weightAfter([{ weight }, direction]: Move, steps: number): number {
  const before = weight ?? 0;
  const after = before + direction * steps * step;
  return Number((direction === -1 ? Math.max(Math.min(before, 0), after) : after).toFixed(2));
}
