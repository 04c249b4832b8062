// Words for what does not fit a schema: what was found, what was expected, what to do.

import type { z } from 'zod';
import type { Advice } from './advice.js';
import { cureFor } from './did-you-mean.js';
import { slugOf } from './slug.js';

type Issue = z.core.$ZodIssue;

/** What a schema without words of its own expects. */
export function expectation(issue: z.core.$ZodRawIssue): string {
  switch (issue.code) {
    case 'invalid_type':
      return KINDS[issue.expected] ?? issue.expected;
    case 'invalid_value':
      return issue.values.length === 1
        ? show(issue.values[0])
        : `one of ${issue.values.map(String).join(', ')}`;
    case 'too_small':
      return `at least ${amount(Number(issue.minimum), issue.origin)}`;
    case 'too_big':
      return `at most ${amount(Number(issue.maximum), issue.origin)}`;
    case 'invalid_format':
      return FORMATS[issue.format] ?? 'a text of another form';
    default:
      return 'another value';
  }
}

const FORMATS: Readonly<Record<string, string>> = {
  email: 'an e-mail address, such as ana@example.com',
  url: 'an address, such as https://example.com/page',
};

const KINDS: Readonly<Record<string, string>> = {
  string: 'a text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'a mapping',
  record: 'a mapping',
};

function amount(count: number, origin: string): string {
  const unit = UNITS[origin];
  return unit === undefined ? String(count) : `${count} ${count === 1 ? unit[0] : unit[1]}`;
}

const UNITS: Readonly<Record<string, readonly [one: string, more: string]>> = {
  string: ['character', 'characters'],
  array: ['entry', 'entries'],
};

/** What to do about a value that does not fit. */
export function cureOf(issue: Issue, value: unknown, { example, mend, cure }: Advice): string {
  const meant = mend?.(value) ?? null;
  if (meant !== null) return `Did you mean ${meant}?`;
  const told = cure?.(value) ?? null;
  if (told !== null) return told;
  if (issue.code === 'invalid_value') {
    const known = issue.values.map(String);
    if (typeof value === 'string' && issue.values.every((one) => typeof one === 'string'))
      return cureFor(value, known, { listed: true });
    if (typeof value === 'string' && known.includes(value)) return 'Take the quotes off.';
  }
  if (
    issue.code === 'invalid_format' &&
    issue.format === 'url' &&
    /^[\w-]+(?:\.[\w-]+)+(?:\/|$)/.test(String(value))
  )
    return `Did you mean "https://${String(value)}"?`;
  const slug = issue.code === 'invalid_format' ? slugMeant(issue.pattern, value) : null;
  if (slug !== null) return `Did you mean "${slug}"?`;
  if (issue.code === 'invalid_type') return otherKind(issue, value, example);
  if (example !== undefined) return `Write it like this: ${example}`;
  if (issue.code === 'too_small') return TOO_SMALL[issue.origin] ?? 'Raise it.';
  if (issue.code === 'too_big') return TOO_BIG[issue.origin] ?? 'Lower it.';
  return value === null || value === '' ? 'Write one.' : `Write ${issue.message}.`;
}

const TOO_SMALL: Readonly<Record<string, string>> = { array: 'Add one.', string: 'Write more.' };
const TOO_BIG: Readonly<Record<string, string>> = { array: 'Split it.', string: 'Shorten it.' };

/** A name as ids are written, where that is what the text must look like. */
function slugMeant(pattern: string | undefined, value: unknown): string | null {
  const [, source] = /^\/(.+)\/$/s.exec(pattern ?? '') ?? [];
  const slug = slugOf(String(value));
  return source !== undefined && slug !== null && new RegExp(source).test(slug) ? slug : null;
}

function otherKind(
  { expected, message }: z.core.$ZodIssueInvalidType,
  value: unknown,
  example: string | undefined,
): string {
  if (expected === 'string' && (typeof value === 'number' || typeof value === 'boolean'))
    return `Put it in quotes: "${value}".`;
  if (/^(?:number|int)$/.test(expected) && typeof value === 'string' && isNumber(value))
    return `Take the quotes off: ${value}.`;
  if (expected === 'boolean') return booleanMeant(value);
  if (MAPPINGS.has(expected) && Array.isArray(value)) return withoutDashes(value);
  if (expected === 'array' && typeof value === 'object' && value !== null) return asEntries(value);
  if (expected === 'string' && Array.isArray(value)) return oneOfThem(value, message);
  if (example !== undefined) return `Write it like this: ${example}`;
  if (value === null && expected === 'string')
    return 'Write one (in quotes, where it is "null" or "~"), or remove it.';
  if (value === null && expected === 'array')
    return 'Write its entries below it, each with "- " before it, or [] for none.';
  if (value === null) return 'Write one, or remove the line.';
  if (expected === 'string') return `Write ${message}.`;
  return WRITE[expected] ?? `Write it as a list: [${String(value)}].`;
}

/** A mapping in the place of a list: of nothing yet, or of one entry without its dash. */
function asEntries(value: object): string {
  return Object.keys(value).length === 0
    ? 'Write its entries below it, each with "- " before it.'
    : 'Begin each entry with "- ".';
}

/** A list in the place of a text. */
function oneOfThem(value: readonly unknown[], message: string): string {
  const [first] = value;
  if (typeof first !== 'string') return `Write ${message}.`;
  return value.length === 1
    ? `Take the brackets or the dash away: ${first}`
    : `Write one of them, without brackets or dash: ${first}`;
}

const MAPPINGS: ReadonlySet<string> = new Set(['object', 'record']);

/** A list in the place of a mapping: of parts that belong together, or of names. */
function withoutDashes(value: readonly unknown[]): string {
  const names = value.filter((one) => typeof one === 'string');
  return names.length > 0
    ? `Take the dashes away, and write what belongs to each name below it: ${names[0]}:`
    : 'Take the dashes away: write all of it as keys and values of one mapping.';
}

const WRITE: Readonly<Record<string, string>> = {
  object: 'Write keys and values below it.',
  record: 'Write keys and values below it.',
  number: 'Write a number in digits.',
  int: 'Write a whole number in digits.',
};

/** What a key and its value were meant to be that lack the space after their colon; null when they do not. */
export function tightColon(text: string, keys: readonly string[]): string | null {
  const [, key = '', value] = /^([\w-]+):(\S.*)$/.exec(text) ?? [];
  return value !== undefined && keys.includes(key) ? `${key}: ${value}` : null;
}

function isNumber(text: string): boolean {
  return text.trim() !== '' && Number.isFinite(Number(text));
}

function booleanMeant(value: unknown): string {
  const text = String(value).toLowerCase();
  if (/^(?:true|yes|on|y|1)$/.test(text)) return 'Write true, without quotes.';
  return /^(?:false|no|off|n|0)$/.test(text) ? 'Write false, without quotes.' : 'Write true or false.';
}

/** A value as authors know it, short enough for one line. */
export function show(value: unknown): string {
  if (value === undefined || value === null) return 'nothing';
  if (Array.isArray(value)) return value.length === 0 ? 'an empty list' : `a list of ${value.length}`;
  if (typeof value === 'object') return Object.keys(value).length === 0 ? 'an empty mapping' : 'a mapping';
  const text = typeof value === 'string' ? JSON.stringify(value) : String(value);
  return text.length > 80 ? `${text.slice(0, 79)}…` : text;
}
