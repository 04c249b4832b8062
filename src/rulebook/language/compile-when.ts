// Short forms become conditions of json-rules-engine.

import type { Condition, Leaf, LeafValue } from '../../classifier/index.js';
import { countOf, minutesOf } from './units.js';
import type { When } from './when-schema.js';

/** Named conditions, compiled; a name that is absent has been reported as a problem elsewhere. */
export type Named = ReadonlyMap<string, Condition>;

/** The condition a `when` stands for; null when it refers to a named condition that does not exist. */
export function compileWhen(when: When, named: Named): Condition | null {
  const parts: readonly (Condition | null)[] = [
    ...leavesOf(when),
    ...(when.condition === undefined ? [] : [named.get(when.condition) ?? null]),
    ...(when.all ?? []).map((part) => compileWhen(part, named)),
    ...(when.any === undefined ? [] : [anyOf(when.any, named)]),
    ...(when.not === undefined ? [] : [negation(compileWhen(when.not, named))]),
  ];
  return complete(parts) ? together(parts) : null;
}

function leavesOf(when: When): readonly Condition[] {
  const { mentions, denies, near, scope, affected, deadline, source, channel, hours, speech, state } = when;
  return [
    ...(mentions === undefined ? [] : [inList('mentions', list(mentions))]),
    ...(denies === undefined ? [] : [inList('denies', list(denies))]),
    ...(near === undefined ? [] : [nearLeaf(near)]),
    ...(scope === undefined ? [] : [oneOf('scope', list(scope))]),
    ...(affected === undefined ? [] : range('affected', affected)),
    ...(deadline === undefined ? [] : deadlineLeaves(deadline)),
    ...(source === undefined ? [] : [oneOf('kind', [source])]),
    ...(channel === undefined ? [] : [oneOf('channel', list(channel))]),
    ...(hours === undefined ? [] : [oneOf('hours', list(hours))]),
    ...(speech === undefined ? [] : [inList('speech', list(speech))]),
    ...(state === undefined ? [] : [oneOf('state', list(state))]),
    ...(when.simultaneous === undefined ? [] : [simultaneousLeaf(when.simultaneous)]),
    ...(when.matches === undefined ? [] : [leaf('text', 'matches', when.matches)]),
    ...(when.leaning === undefined
      ? []
      : [leaf(`leaning:${when.leaning.class}`, 'greaterThanInclusive', when.leaning.atLeast)]),
    ...rawLeaf(when),
  ];
}

function nearLeaf(near: NonNullable<When['near']>): Leaf {
  const within = near.within === undefined ? null : countOf(near.within);
  return leaf('hits', 'near', { concepts: near.concepts.map(list), within });
}

function range(fact: string, { atLeast, atMost }: NonNullable<When['affected']>): readonly Leaf[] {
  return [
    ...(atLeast === undefined ? [] : [leaf(fact, 'greaterThanInclusive', atLeast)]),
    ...(atMost === undefined ? [] : [leaf(fact, 'lessThanInclusive', atMost)]),
  ];
}

function deadlineLeaves(deadline: NonNullable<When['deadline']>): readonly Leaf[] {
  if (deadline === true) return [leaf('deadline', 'equal', true)];
  const { within, before } = deadline;
  return [
    ...(within === undefined ? [] : [leaf('deadlineInMinutes', 'lessThanInclusive', minutesOf(within))]),
    ...(before === undefined ? [] : [oneOf('deadlineBefore', list(before))]),
  ];
}

function simultaneousLeaf(value: NonNullable<When['simultaneous']>): Leaf {
  const { function: of } = value;
  const functions = of === undefined || of === 'critical' ? (of ?? null) : list(of);
  return leaf('seen', 'simultaneous', {
    partners: value.partners,
    within: minutesOf(value.within),
    functions,
    same: value.same ?? 'function',
  });
}

function rawLeaf({ fact, operator, value }: When): readonly Leaf[] {
  if (typeof fact === 'object') return [leaf(fact.name, fact.operator, fact.value)];
  if (fact === undefined || operator === undefined || value === undefined) return [];
  return [leaf(fact, operator, value)];
}

function leaf(fact: string, operator: string, value: LeafValue): Leaf {
  return { fact, operator, value };
}

function inList(fact: string, values: readonly string[]): Leaf {
  const [only] = values;
  return values.length === 1 && only !== undefined
    ? leaf(fact, 'contains', only)
    : leaf(fact, 'someFact:in', values);
}

function oneOf(fact: string, values: readonly string[]): Leaf {
  const [only] = values;
  return values.length === 1 && only !== undefined ? leaf(fact, 'equal', only) : leaf(fact, 'in', values);
}

function list<T extends string>(value: T | readonly T[]): readonly T[] {
  return typeof value === 'string' ? [value] : value;
}

function anyOf(branches: readonly When[], named: Named): Condition | null {
  const compiled = branches.map((branch) => compileWhen(branch, named));
  if (!complete(compiled)) return null;
  const [only] = compiled;
  return compiled.length === 1 && only !== undefined ? only : { any: compiled };
}

function negation(condition: Condition | null): Condition | null {
  return condition === null ? null : { not: condition };
}

/** Nested conjunctions are flattened: fewer steps for the engine, and plainer sentences. */
function together(parts: readonly Condition[]): Condition {
  const flat = parts.flatMap((part) => ('all' in part ? part.all : [part]));
  const [only] = flat;
  return flat.length === 1 && only !== undefined ? only : { all: flat };
}

function complete(parts: readonly (Condition | null)[]): parts is readonly Condition[] {
  return parts.every((part) => part !== null);
}
