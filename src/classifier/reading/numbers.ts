// Reads what begins with a digit: numbers, times, dates, sums of money, percentages, identifiers.

import type { TokenKind } from './token.js';

export interface NumberRead {
  /** How many UTF-16 units belong to it. */
  readonly length: number;
  readonly kind: TokenKind;
  readonly norm: string;
  readonly value: number | null;
}

/** Reads the number that begins at `at`; `money` says that a currency sign stands before it. */
export function readNumber(text: string, at: number, limit: number, money: boolean): NumberRead {
  const chunk = text.slice(at, Math.min(at + LONGEST, limit));
  for (const [pattern, kind] of FORMS) {
    const found = pattern.exec(chunk);
    if (found === null) continue;
    const whole = found[0];
    if (kind === 'number' || kind === 'percent' || kind === 'money') {
      const value = numberOf(found[1] ?? whole, found[2] ?? '');
      return {
        length: whole.length,
        kind: money && kind === 'number' ? 'money' : kind,
        norm: whole.toLowerCase(),
        value,
      };
    }
    return { length: whole.length, kind, norm: whole.toLowerCase().replace(/\s/g, ''), value: null };
  }
  const word = /^[0-9A-Za-z_]+/.exec(chunk)?.[0] ?? chunk.slice(0, 1);
  return { length: word.length, kind: 'word', norm: word.toLowerCase(), value: null };
}

const LONGEST = 40;
const END = '(?![0-9A-Za-z_])';
const DIGITS = "(\\d{1,3}(?:[,.\\u2019' ]\\d{3})+(?:[.,]\\d{1,2})?(?![.,]?\\d)|\\d+(?:[.,]\\d+)?)";

const FORMS: readonly (readonly [RegExp, TokenKind])[] = [
  [
    /^\d{4}-\d{2}-\d{2}(?:[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:?\d{2})?)?(?![0-9A-Za-z])/,
    'date',
  ],
  [/^\d{1,2}(?:\/\d{1,2}\/\d{2,4}|\.\d{1,2}\.\d{4}|\.\d{1,2}\.(?!\d))(?![0-9A-Za-z])/, 'date'],
  [/^(?:[01]?\d|2[0-4])[:.][0-5]\d(?::[0-5]\d)? ?(?:[ap]\.?m\b\.?|[ap]\b)/i, 'time'],
  [/^(?:[01]?\d|2[0-4]):[0-5]\d(?::[0-5]\d)?(?:Z|h)?(?![0-9A-Za-z:])/, 'time'],
  [/^(?:1[0-2]|0?\d) ?[ap]\.?m\b\.?/i, 'time'],
  [/^(?:1[0-2]|[1-9])[ap](?![0-9A-Za-z])/, 'time'],
  [/^(?:[01]?\d|2[0-4])h(?:[0-5]\d)?(?![0-9A-Za-z])/, 'time'],
  [new RegExp(`^${DIGITS} ?()%`), 'percent'],
  [new RegExp(`^${DIGITS} ?(k|m|bn)?(?:€|£|\\$| ?(?:eur|usd|gbp|chf)${END})`, 'i'), 'money'],
  [new RegExp(`^${DIGITS}(k|m)?\\+?${END}`, 'i'), 'number'],
  [new RegExp(`^(\\d+)(?:st|nd|rd|th|x)${END}`, 'i'), 'number'],
];

function numberOf(digits: string, unit: string): number {
  const grouped = /^\d{1,3}(?:[,.\u2019' ]\d{3})+(?:[.,]\d{1,2})?$/.test(digits);
  const plain = grouped
    ? digits.replace(/[,.\u2019' ](?=\d{3})/g, '').replace(',', '.')
    : digits.replace(',', '.');
  const scale = unit === '' ? 1 : unit.toLowerCase() === 'k' ? 1e3 : unit.toLowerCase() === 'm' ? 1e6 : 1e9;
  return Number(plain) * scale;
}
