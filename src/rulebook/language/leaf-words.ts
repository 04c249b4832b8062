// Comparisons in the words of the rule language: what compile-when.ts made of them, turned back.

import type { Leaf, LeafValue, NearValue, SimultaneousValue } from '../../classifier/index.js';
import { spanOf } from './units.js';

/** A comparison as an author would write it: `mentions: payment`, `near: { concepts: [payment, failing], within: 8 words }`. */
export function leafWords(leaf: Leaf): string {
  const { operator, value } = leaf;
  if (operator === 'near') return nearWords(value as NearValue);
  if (operator === 'simultaneous') return simultaneousWords(value as SimultaneousValue);
  if (operator === 'matches') return `matches: ${inQuotes(String(value))}`;
  return PLAIN.has(operator) ? oneOfWords(leaf) : amountWords(leaf);
}

const PLAIN = new Set(['equal', 'in', 'contains', 'someFact:in']);

const SHORT_FORMS: Readonly<Record<string, (value: string) => string>> = {
  ...Object.fromEntries(
    ['mentions', 'denies', 'scope', 'channel', 'hours', 'speech', 'state', 'deadline'].map((name) => [
      name,
      (value: string) => `${name}: ${value}`,
    ]),
  ),
  kind: (value) => `source: ${value}`,
  deadlineBefore: (value) => `deadline: { before: ${value} }`,
};

function oneOfWords(leaf: Leaf): string {
  const { fact, value } = leaf;
  const shortForm = Object.hasOwn(SHORT_FORMS, fact) ? SHORT_FORMS[fact] : undefined;
  const isNamed =
    typeof value === 'string' || Array.isArray(value) || (fact === 'deadline' && value === true);
  return shortForm === undefined || !isNamed ? factWords(leaf) : shortForm(listWords(value));
}

function amountWords(leaf: Leaf): string {
  const { fact, operator, value } = leaf;
  const bound = BOUNDS[operator];
  if (fact === 'affected' && bound !== undefined) return `affected: { ${bound}: ${String(value)} }`;
  if (fact === 'deadlineInMinutes' && bound === 'atMost')
    return `deadline: { within: ${spanOf(Number(value))} }`;
  if (fact.startsWith('leaning:') && bound === 'atLeast')
    return `leaning: { class: ${fact.slice('leaning:'.length)}, atLeast: ${String(value)} }`;
  return factWords(leaf);
}

const BOUNDS: Readonly<Record<string, 'atLeast' | 'atMost'>> = {
  greaterThanInclusive: 'atLeast',
  lessThanInclusive: 'atMost',
};

function factWords({ fact, operator, value }: Leaf): string {
  const shown = Array.isArray(value) ? `[${value.join(', ')}]` : String(value);
  return `fact: { name: ${fact}, operator: ${operator}, value: ${shown} }`;
}

/** A regular expression as YAML takes it also in braces. */
function inQuotes(pattern: string): string {
  return /[[\]{},#:'"]/.test(pattern) ? `'${pattern.replaceAll("'", "''")}'` : pattern;
}

function nearWords({ concepts, within }: NearValue): string {
  const reach = within === null ? '' : `, within: ${within} words`;
  return `near: { concepts: [${concepts.map((group) => listWords(group)).join(', ')}]${reach} }`;
}

function simultaneousWords({ partners, within, functions, same }: SimultaneousValue): string {
  const of = functions === null ? '' : `, function: ${listWords(functions)}`;
  return `simultaneous: { partners: ${partners}, within: ${spanOf(within)}${of}${same === 'area' ? ', same: area' : ''} }`;
}

function listWords(value: LeafValue | readonly string[]): string {
  if (!Array.isArray(value)) return String(value);
  return value.length === 1 ? String(value[0]) : `[${value.join(', ')}]`;
}
