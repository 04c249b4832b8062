import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FORMS, readNumber } from '../../../src/classifier/reading/numbers.js';

/** The first form that is found, whatever stands after the digits. */
function firstForm(text: string): { readonly kind: string; readonly length: number } | null {
  for (const { kind, pattern } of FORMS) {
    const found = pattern.exec(text.slice(0, 40));
    if (found !== null) return { kind, length: found[0].length };
  }
  return null;
}

const DIGITS = fc.stringMatching(/^\d{1,4}$/);
const BETWEEN = fc.constantFrom(
  ...[
    '',
    ' ',
    '  ',
    ':',
    '.',
    ',',
    '-',
    '/',
    '’',
    "'",
    '+',
    '%',
    '€',
    '$',
    '_',
    '(',
    'é',
    '–',
    '\n',
    'T',
    'Z',
  ],
  ...[
    'am',
    'p',
    'p.m.',
    'a',
    'h',
    'k',
    'm',
    'M',
    'bn',
    'eur',
    ' USD',
    ' gbp',
    'chf',
    'used',
    'x',
    'th',
    'and',
  ],
);
const NUMBERS = fc
  .tuple(DIGITS, fc.array(fc.oneof(DIGITS, BETWEEN), { maxLength: 9 }))
  .map(([first, rest]) => first + rest.join(''));

describe('a number', () => {
  it('is what the first form says that is found in it', () => {
    fc.assert(
      fc.property(NUMBERS, (text) => {
        const read = readNumber(text, 0, text.length, false);
        const form = firstForm(text);
        expect(read.kind).toBe(form?.kind ?? 'word');
        if (form !== null) expect(read.length).toBe(form.length);
      }),
      { numRuns: 5000 },
    );
  });

  it.each([
    ['3 people', 'number', 1],
    ['3 am', 'time', 4],
    ['3 among', 'number', 1],
    ['5 minutes', 'number', 1],
    ['5 m€', 'money', 4],
    ['2 used', 'number', 1],
    ['2 usd', 'money', 5],
    ['14:30', 'time', 5],
    ['14: 30', 'number', 2],
    ['2024-', 'number', 4],
    ['12345678901234567890 users', 'number', 20],
  ])('reads %j as a %s of %i units', (text, kind, length) => {
    expect(readNumber(text, 0, text.length, false)).toMatchObject({ kind, length });
  });

  it('ends where the text may be read no farther', () => {
    expect(readNumber('14:30', 0, 2, false)).toMatchObject({ kind: 'number', norm: '14', value: 14 });
  });
});
