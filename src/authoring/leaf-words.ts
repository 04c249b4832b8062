import type { Leaf, NearValue, SimultaneousValue } from '../classifier/index.js';

/** A comparison as an author would write it: `mentions: payment`, `near: [payment, failing] within 8 words`. */
export function leafWords({ fact, operator, value }: Leaf): string {
  if (operator === 'near') return nearWords(value as NearValue);
  if (operator === 'simultaneous') return simultaneousWords(value as SimultaneousValue);
  if (operator === 'matches') return `matches: ${String(value)}`;
  if (PLAIN.has(operator)) return `${SHORT_FORMS[fact] ?? fact}: ${listWords(value)}`;
  return `${fact} ${OPERATOR_WORDS[operator] ?? operator} ${listWords(value)}`;
}

const PLAIN = new Set(['equal', 'in', 'contains', 'someFact:in']);
const SHORT_FORMS: Readonly<Record<string, string>> = { kind: 'source' };
const OPERATOR_WORDS: Readonly<Record<string, string>> = {
  lessThan: '<',
  lessThanInclusive: '≤',
  greaterThan: '>',
  greaterThanInclusive: '≥',
  notEqual: 'is not',
  notIn: 'is none of',
  doesNotContain: 'has no',
};

function nearWords({ concepts, within }: NearValue): string {
  const reach = within === null ? 'in one sentence' : `within ${within} words`;
  return `near: [${concepts.map((group) => listWords(group)).join(', ')}] ${reach}`;
}

function simultaneousWords({ partners, within, functions, same }: SimultaneousValue): string {
  const of = functions === null ? '' : ` of ${listWords(functions)}`;
  return `simultaneous: ${partners} partners${of}${same === 'area' ? ' in one area' : ''} within ${within} minutes`;
}

function listWords(value: unknown): string {
  if (!Array.isArray(value)) return String(value);
  return value.length === 1 ? String(value[0]) : `[${value.join(', ')}]`;
}
