// Alternatives that no report can satisfy.

import type { Leaf, NearValue } from '../../classifier/index.js';
import type { Alternative, Literal } from './alternatives.js';
import { FACTS } from './facts.js';

/** Why no report can satisfy all of these at once; null when one might. */
export function contradictionIn(alternative: Alternative, undeniable: ReadonlySet<string>): string | null {
  return (
    bothWays(alternative) ??
    conceptsApart(alternative, undeniable) ??
    noWordLeft(alternative) ??
    noNumberLeft(alternative) ??
    leaningTooMuch(alternative)
  );
}

/** The words of a list fact of which one must be there; null when the comparison says nothing of the kind. */
export function wordsWanted(leaf: Leaf): readonly string[] | null {
  if (leaf.operator === 'contains') return [String(leaf.value)];
  if (leaf.operator === 'someFact:in' && Array.isArray(leaf.value)) return leaf.value.map(String);
  return null;
}

/** The values a one-word fact may have for the literal to hold, or may not have; null for other literals. */
export function valuesOf({
  leaf,
  negated,
}: Literal): { readonly among: boolean; readonly values: readonly unknown[] } | null {
  const among = AMONG[leaf.operator];
  if (among === undefined) return null;
  return { among: among !== negated, values: Array.isArray(leaf.value) ? leaf.value : [leaf.value] };
}

const AMONG: Readonly<Record<string, boolean>> = { equal: true, in: true, notEqual: false, notIn: false };

function bothWays(alternative: Alternative): string | null {
  const wanted = new Set(
    alternative.filter(({ negated }) => !negated).map(({ leaf }) => JSON.stringify(leaf)),
  );
  const clash = alternative.find(({ leaf, negated }) => negated && wanted.has(JSON.stringify(leaf)));
  return clash === undefined ? null : `"${clash.leaf.fact}" would have to be so and not so`;
}

function conceptsApart(alternative: Alternative, undeniable: ReadonlySet<string>): string | null {
  const asserted = alternative.filter(({ negated }) => !negated).flatMap(({ leaf }) => assertedGroups(leaf));
  const denied = alternative.flatMap(({ leaf, negated }) =>
    leaf.fact === 'denies' && !negated ? [wordsWanted(leaf) ?? []] : [],
  );
  const absent = new Set(
    alternative.flatMap(({ leaf, negated }) =>
      leaf.fact === 'mentions' && negated ? (wordsWanted(leaf) ?? []) : [],
    ),
  );
  const certain = new Set(asserted.flatMap((group) => (group.length === 1 ? group : [])));
  const missing = asserted.find((group) => group.every((name) => absent.has(name)));
  if (missing !== undefined) return `${missing.join(', ')} would have to be mentioned and not mentioned`;
  const both = denied.find((group) => group.length > 0 && group.every((name) => certain.has(name)));
  if (both !== undefined) return `${both.join(', ')} would have to be asserted and only denied`;
  const never = denied.find((group) => group.length > 0 && group.every((name) => undeniable.has(name)));
  return never === undefined ? null : `${never.join(', ')} can never be denied (\`deniable: false\`)`;
}

function assertedGroups(leaf: Leaf): readonly (readonly string[])[] {
  if (leaf.operator === 'near') return (leaf.value as NearValue).concepts;
  const wanted = leaf.fact === 'mentions' ? wordsWanted(leaf) : null;
  return wanted === null ? [] : [wanted];
}

function noWordLeft(alternative: Alternative): string | null {
  for (const [fact, literals] of byFact(alternative)) {
    const type = FACTS[fact];
    if (type?.type !== 'word' && type?.type !== 'flag') continue;
    const limits = literals.flatMap((literal) => valuesOf(literal) ?? []);
    const closed = CLOSED.has(fact) ? (type.values ?? []) : null;
    const allowed = limits.filter(({ among }) => among).map(({ values }) => values);
    const start = allowed[0] ?? closed;
    if (start === undefined || start === null) continue;
    const left = start.filter((value) =>
      limits.every(({ among, values }) => values.includes(value) === among),
    );
    if (left.length === 0) return `no "${fact}" is left that fits`;
  }
  return null;
}

/** One-word facts that every report has. */
const CLOSED = new Set(['kind', 'scope', 'hours']);

function noNumberLeft(alternative: Alternative): string | null {
  for (const [fact, literals] of byFact(alternative)) {
    if (FACTS[fact]?.type !== 'number') continue;
    const { least, most } = range(literals);
    if (least > most) return `no number is left for "${fact}"`;
  }
  return null;
}

function leaningTooMuch(alternative: Alternative): string | null {
  const sum = [...byFact(alternative)]
    .filter(([fact]) => fact.startsWith('leaning:'))
    .reduce((total, [, literals]) => total + Math.max(0, range(literals).least), 0);
  return sum > 1 ? 'the leanings would have to add up to more than 1' : null;
}

/** The numbers that satisfy the literals, as far as they are bounds; open bounds are moved by a hair. */
export function range(literals: readonly Literal[]): { readonly least: number; readonly most: number } {
  let least = Number.NEGATIVE_INFINITY;
  let most = Number.POSITIVE_INFINITY;
  for (const { leaf, negated } of literals) {
    // A negated bound also holds where there is no number at all.
    if (negated || typeof leaf.value !== 'number') continue;
    const hair = Math.max(1e-9, Math.abs(leaf.value) * 1e-12);
    if (leaf.operator === 'greaterThan') least = Math.max(least, leaf.value + hair);
    if (leaf.operator === 'greaterThanInclusive' || leaf.operator === 'equal')
      least = Math.max(least, leaf.value);
    if (leaf.operator === 'lessThan') most = Math.min(most, leaf.value - hair);
    if (leaf.operator === 'lessThanInclusive' || leaf.operator === 'equal') most = Math.min(most, leaf.value);
  }
  return { least, most };
}

function byFact(alternative: Alternative): ReadonlyMap<string, readonly Literal[]> {
  const facts = new Map<string, Literal[]>();
  for (const literal of alternative)
    facts.set(literal.leaf.fact, [...(facts.get(literal.leaf.fact) ?? []), literal]);
  return facts;
}
