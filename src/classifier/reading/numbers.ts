// Reads what begins with a digit: numbers, times, dates, sums of money, percentages, identifiers.

import type { TokenKind } from './token-kind.js';

export interface NumberRead {
  /** How many UTF-16 units belong to it. */
  readonly length: number;
  readonly kind: TokenKind;
  readonly norm: string;
  readonly value: number | null;
}

/** Reads the number that begins at `at`; `money` says that a currency sign stands before it. */
export function readNumber(text: string, at: number, limit: number, money: boolean): NumberRead {
  const end = digitsEnd(text, at, limit);
  if (end - at <= MOST_DIGITS && isNothingElse(text, end)) {
    const norm = text.slice(at, end);
    return { length: end - at, kind: money ? 'money' : 'number', norm, value: Number(norm) };
  }
  const chunk = text.slice(at, Math.min(at + LONGEST, limit));
  for (const { pattern, kind } of formsBefore(end < limit ? text.charAt(end) : '')) {
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

function digitsEnd(text: string, at: number, limit: number): number {
  const stop = Math.min(at + LONGEST, limit);
  let end = at;
  while (end < stop && isDigit(text.charCodeAt(end))) end++;
  return end;
}

function isDigit(code: number): boolean {
  return code >= 48 && code <= 57;
}

/** Whether what follows some digits leaves them a plain number: no form takes it in. */
function isNothingElse(text: string, end: number): boolean {
  TAKEN_IN.lastIndex = end;
  return !TAKEN_IN.test(text);
}

const TAKEN_IN =
  /[0-9A-Za-z_+%€£$]|[,.\u2019':/-]\d| (?:[\d%€£$]|[ap]\.?m|k|m[€£$ eugc]|bn| ?(?:eur|usd|gbp|chf))/iy;
const MOST_DIGITS = 15;
const LONGEST = 40;
const END = '(?![0-9A-Za-z_])';
const DIGITS = "(\\d{1,3}(?:[,.\\u2019' ]\\d{3})+(?:[.,]\\d{1,2})?(?![.,]?\\d)|\\d+(?:[.,]\\d+)?)";

interface Form {
  readonly kind: TokenKind;
  readonly pattern: RegExp;
  /** What may stand after its first digits; null when anything may, or nothing. */
  readonly after: RegExp | null;
}

/** All that digits can begin; the first one that is found is right. */
export const FORMS: readonly Form[] = [
  {
    kind: 'date',
    pattern:
      /^\d{4}-\d{2}-\d{2}(?:[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:?\d{2})?)?(?![0-9A-Za-z])/,
    after: /-/,
  },
  {
    kind: 'date',
    pattern: /^\d{1,2}(?:\/\d{1,2}\/\d{2,4}|\.\d{1,2}\.\d{4}|\.\d{1,2}\.(?!\d))(?![0-9A-Za-z])/,
    after: /[/.]/,
  },
  {
    kind: 'time',
    pattern: /^(?:[01]?\d|2[0-4])[:.][0-5]\d(?::[0-5]\d)? ?(?:[ap]\.?m\b\.?|[ap]\b)/i,
    after: /[:.]/,
  },
  {
    kind: 'time',
    pattern: /^(?:[01]?\d|2[0-4]):[0-5]\d(?::[0-5]\d)?(?:Z|h)?(?![0-9A-Za-z]|:[0-9A-Za-z:])/,
    after: /:/,
  },
  { kind: 'time', pattern: /^(?:1[0-2]|0?\d) ?[ap]\.?m\b\.?/i, after: /[ ap]/i },
  { kind: 'time', pattern: /^(?:1[0-2]|[1-9])[ap](?![0-9A-Za-z])/, after: /[ap]/ },
  { kind: 'time', pattern: /^(?:[01]?\d|2[0-4])h(?:[0-5]\d)?(?![0-9A-Za-z])/, after: /h/ },
  { kind: 'percent', pattern: new RegExp(`^${DIGITS} ?()%`), after: /[,.\u2019' %]/ },
  {
    kind: 'money',
    pattern: new RegExp(`^${DIGITS} ?(k|m|bn)?(?:€|£|\\$| ?(?:eur|usd|gbp|chf)${END})`, 'i'),
    after: /[,.\u2019' kmb€£$eugc]/i,
  },
  { kind: 'number', pattern: new RegExp(`^${DIGITS}(k|m)?\\+?${END}`, 'i'), after: null },
  { kind: 'number', pattern: new RegExp(`^(\\d+)(?:st|nd|rd|th|x)${END}`, 'i'), after: /[snrtx]/i },
];

const formsByNext = new Map<string, readonly Form[]>();

/** The forms whose first digits may end before a character; all of them where it is none of ASCII, to remember few. */
function formsBefore(next: string): readonly Form[] {
  if (next > '\x7f') return FORMS;
  const there = formsByNext.get(next);
  if (there !== undefined) return there;
  const forms = FORMS.filter(({ after }) => after === null || after.test(next));
  formsByNext.set(next, forms);
  return forms;
}

function numberOf(digits: string, unit: string): number {
  const grouped = /^\d{1,3}(?:[,.\u2019' ]\d{3})+(?:[.,]\d{1,2})?$/.test(digits);
  const plain = grouped
    ? digits.replace(/[,.\u2019' ](?=\d{3})/g, '').replace(',', '.')
    : digits.replace(',', '.');
  const scale = unit === '' ? 1 : unit.toLowerCase() === 'k' ? 1e3 : unit.toLowerCase() === 'm' ? 1e6 : 1e9;
  return Number(plain) * scale;
}
