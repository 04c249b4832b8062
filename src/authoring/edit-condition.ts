// One condition taken out of a `when`, or turned round, everything else as it was.

import type { Condition, Leaf } from '../classifier/index.js';

/** A comparison of a condition, and the condition without it or with its opposite. */
export interface LeafEdit {
  readonly leaf: Leaf;
  /** Null when nothing would be left. */
  readonly dropped: Condition | null;
  readonly negated: Condition;
}

/** The edits of every comparison, in the order written. */
export function leafEdits(condition: Condition): readonly LeafEdit[] {
  return editsWithin(condition, (inner) => inner);
}

/** Puts a changed part back into the whole; a part that vanished leaves what is around it without it. */
type Rebuild = <Part extends Condition | null>(part: Part) => Part | Condition;

function editsWithin(condition: Condition, rebuild: Rebuild): readonly LeafEdit[] {
  if ('fact' in condition)
    return [{ leaf: condition, dropped: rebuild(null), negated: rebuild({ not: condition }) }];
  if ('not' in condition)
    return editsWithin(condition.not, (part) => (part === null ? rebuild(part) : rebuild({ not: part })));
  const key = 'all' in condition ? 'all' : 'any';
  const parts = 'all' in condition ? condition.all : condition.any;
  return parts.flatMap((part, index) =>
    editsWithin(part, (changed) => {
      const rest = parts.flatMap((other, at) => (at !== index ? [other] : changed === null ? [] : [changed]));
      if (rest.length === 0) return rebuild(changed);
      return rebuild(key === 'all' ? { all: rest } : { any: rest });
    }),
  );
}
