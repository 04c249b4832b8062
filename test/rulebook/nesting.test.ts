import { expect, it } from 'vitest';
import { firstTooDeep, MOST_LEVELS } from '../../src/rulebook/nesting.js';

const shallow: readonly (readonly [name: string, text: string])[] = [
  ['brackets in plain texts', '- it is down :[\n'.repeat(200)],
  ['brackets in quoted texts', '- "[ALERT number 1 is down :["\n'.repeat(200)],
  ['brackets in one quoted text of a flow list', `a: ["${'['.repeat(200)}"]\n`],
  ['brackets in a comment', `a: 1 # ${'['.repeat(200)}\n`],
  ['a line far to the right in a literal block', `a: |\n  x\n${' '.repeat(300)}y\n`],
  ['dashes in a text', `a: x ${'- '.repeat(200)}\n`],
  ['one value far to the right', `a:\n${' '.repeat(300)}b: 1\n`],
];

it.each(shallow.map(([name, text]) => ({ name, text })))('nests nothing: $name', ({ text }) => {
  expect(firstTooDeep(text)).toBeNull();
});

const deep = (levels: number) =>
  Array.from({ length: levels }, (_, level) => `${' '.repeat(level)}a:\n`).join('');

it.each([
  { name: 'brackets', text: '['.repeat(MOST_LEVELS + 1), line: 1, column: MOST_LEVELS + 1 },
  { name: 'dashes', text: '- '.repeat(100), line: 1, column: 2 * MOST_LEVELS + 1 },
  { name: 'indentation', text: deep(100), line: MOST_LEVELS + 1, column: MOST_LEVELS + 1 },
])('sees where $name nest too deeply', ({ text, line, column }) => {
  expect(firstTooDeep(text)).toEqual({ line, column });
});

it('allows as many levels as it says', () => {
  expect(firstTooDeep(deep(MOST_LEVELS))).toBeNull();
});
