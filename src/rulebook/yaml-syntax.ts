// What is wrong with the YAML of a file, in words for people who write it by hand: what the parser stumbled over
// is mostly a text that should be in quotes, and most of what it says after the first stumble only follows from it.

import { type Document, isCollection, isScalar, visit, type YAMLError } from 'yaml';

/** One mistake, by its offset in the text. */
export interface SyntaxFault {
  readonly offset: number;
  readonly found: string;
  readonly expected: string;
  readonly cure: string;
}

/** The mistakes of a document that stand on their own. */
export function syntaxFaults(text: string, document: Document): readonly SyntaxFault[] {
  const conflict = /^(?:<{7}|={7}|>{7})(?: |$)/m.exec(text);
  if (conflict !== null) return [fault(conflict.index, ...CONFLICT)];
  const errors = [...document.errors, ...document.warnings].toSorted((a, b) => a.pos[0] - b.pos[0]);
  const tabs = errors.filter(({ code }) => code === 'TAB_AS_INDENT');
  if (tabs.length > 0) return tabs.map(({ pos }) => fault(pos[0], ...TAB));
  const sign = errors.length === 0 ? null : (strangeSign(text) ?? bareExpression(text));
  if (sign !== null) return [sign];
  const faults: SyntaxFault[] = [];
  let last = -1;
  for (const error of errors) {
    const row = rowAt(text, error.pos[0]);
    if (row.start === last) continue;
    last = row.start;
    faults.push(faultOf(error, text, document));
    if (!STANDS_ALONE.has(error.code) || isBracket(text[error.pos[0]])) break;
  }
  return faults;
}

/** Signs that nobody sees, and that the parser stumbles over somewhere else. */
function strangeSign(text: string): SyntaxFault | null {
  const line = /\r(?!\n)/.exec(text);
  if (line !== null) return fault(line.index, ...CARRIAGE_RETURN);
  const space = /^[ \t]*(?:- )?[ \t]*[\u00a0\u2000-\u200b\u202f\u3000]/m.exec(text);
  return space === null ? null : fault(space.index + space[0].length - 1, ...OTHER_SPACE);
}

/** A regular expression in a mapping in braces whose own brackets or commas YAML takes for its own. */
function bareExpression(text: string): SyntaxFault | null {
  const found = /(\{[^\n'"]*?matches:[ \t]+)(\/[^\n'"]*?[{}[\],][^\n'"]*?\/)(?=[ \t]*[,}])/.exec(text);
  const [, before = '', expression = ''] = found ?? [];
  if (found === null) return null;
  return fault(
    found.index + before.length,
    'a regular expression with brackets or commas that is not in quotes',
    'single quotes around it',
    `Write '${expression}'.`,
  );
}

/** After any other mistake the parser has lost its way. */
const STANDS_ALONE: ReadonlySet<string> = new Set([
  'BAD_SCALAR_START',
  'UNEXPECTED_TOKEN',
  'BAD_DQ_ESCAPE',
  'TAG_RESOLVE_FAILED',
  'MULTIPLE_ANCHORS',
  'NON_STRING_KEY',
]);

type Words = readonly [found: string, expected: string, cure: string];

const CONFLICT: Words = [
  'the marks of a merge that was not finished',
  'one version',
  'Choose one, and delete the marks.',
];
const TAB: Words = ['a tab as indentation', 'spaces', 'Replace the tab by spaces.'];
const CARRIAGE_RETURN: Words = [
  'a line that ends as on old machines (U+000D alone)',
  'lines that end in a line feed',
  'Save the file with line endings of Unix or Windows.',
];
const OTHER_SPACE: Words = [
  'another kind of space as indentation (pasted from a web page or a chat)',
  'plain spaces',
  'Delete it, and type the spaces anew.',
];
const INDENT: Words = [
  'a line indented in another way than its neighbours',
  'the same indentation',
  'Align it.',
];
const OTHER: Words = [
  'YAML that cannot be read',
  'valid YAML',
  'Look at the quotes, brackets and indentation around this place.',
];

function faultOf(error: YAMLError, text: string, document: Document): SyntaxFault {
  const [offset] = error.pos;
  const row = rowAt(text, offset);
  const dash = tightDash(text, row.start);
  if (dash !== null) return dash;
  switch (error.code) {
    case 'BAD_SCALAR_START':
      return inQuotes(offset, row);
    case 'UNEXPECTED_TOKEN':
      return unexpected(offset, text, row);
    case 'BLOCK_AS_IMPLICIT_KEY':
      return /:\s.*:(?:\s|$)/.test(row.text)
        ? fault(offset, 'a text with ": " in it', 'quotes around it', `Write ${quoted(row.value)}.`)
        : fault(nextRow(text, offset), ...INDENT);
    case 'MULTILINE_IMPLICIT_KEY':
      return noKey(row, text);
    case 'BAD_INDENT':
    case 'MISSING_CHAR':
      return (
        unclosed(offset, text, document) ?? (isKey(row.text) ? fault(offset, ...INDENT) : noKey(row, text))
      );
    case 'BLOCK_IN_FLOW':
      return fault(offset, 'two entries with no comma between them', 'a comma', 'Add it.');
    case 'MULTIPLE_DOCS':
      return fault(offset, 'a second document ("---")', 'one document a file', oneDocument(offset, text));
    case 'BAD_DQ_ESCAPE':
      return fault(
        offset,
        'a backslash that means nothing in double quotes',
        'single quotes, in which a backslash stands for itself',
        'Use single quotes.',
      );
    case 'TAG_RESOLVE_FAILED':
      return fault(
        offset,
        `the tag "${/^\S+/.exec(text.slice(offset, offset + 80))?.[0] ?? ''}"`,
        'a plain value',
        'Remove it, or put the text in quotes if the "!" is meant as such.',
      );
    case 'NON_STRING_KEY':
      return inQuotes(offset, row);
    default:
      return fault(offset, ...OTHER);
  }
}

/** What to do so that one document is left: two of them mostly begin with the same key. */
function oneDocument(offset: number, text: string): string {
  const [, head] = /^([\w-]+):/m.exec(text.slice(offset)) ?? [];
  const isRepeated = head !== undefined && new RegExp(`^${head}:`, 'm').test(text.slice(0, offset));
  return isRepeated
    ? `Remove the "---" line and the "${head}:" after it, so that its entries join those above.`
    : 'Remove the "---" line.';
}

function unexpected(offset: number, text: string, row: Row): SyntaxFault {
  const char = text[offset] ?? '';
  if (isBracket(char)) return fault(offset, `a "${char}" too many`, 'as many as were opened', 'Remove it.');
  const [first = ''] = row.value;
  if (first === '"' || first === "'")
    return fault(
      offset,
      `text after the quotation marks were closed`,
      'one text in quotes',
      first === "'" ? 'Use double quotes where the text has an apostrophe.' : 'Put all of it in quotes.',
    );
  if ('[{*&!|>@`%'.includes(first)) return inQuotes(row.start + row.text.indexOf(row.value), row);
  return fault(offset, ...OTHER);
}

/** A text that begins with a sign that means something in YAML. */
function inQuotes(offset: number, { value }: Row): SyntaxFault {
  return fault(
    offset,
    `a text that begins with "${value[0] ?? ''}"`,
    'quotes around it',
    `Write ${quoted(value)}.`,
  );
}

/** A text in quotes that YAML knows; those of word processors around it go, others inside become single ones. */
function quoted(text: string): string {
  const bare = text.trim().replace(/^[\u201c\u201d\u201e\u2018\u2019](.*)[\u201c\u201d\u2018\u2019]$/, '$1');
  return `"${bare.replace(/"/g, "'")}"`;
}

/** A dash that lacks the space after it, on the row or on the one before, where the parser only stumbles later. */
function tightDash(text: string, start: number): SyntaxFault | null {
  const before = rowAt(text, Math.max(0, start - 1));
  for (const { start: at, text: row } of [before, rowAt(text, start)]) {
    const [, indent, entry] = /^( *)-([a-z][\w-]*: .*)$/.exec(row) ?? [];
    if (indent !== undefined && entry !== undefined)
      return fault(
        at + indent.length,
        'a dash with no space after it',
        'a space',
        `Write it like this: - ${entry}`,
      );
  }
  return null;
}

function noKey(at: Row, text: string): SyntaxFault {
  const row = at.text.trim() === '' ? rowAt(text, nextRow(text, at.start)) : at;
  if (isKey(row.text) && !/^\s*- /.test(row.text)) return besideList(row);
  const [, key, value] = /^\s*(?:- )*([\w-]+):(\S.*)$/.exec(row.text) ?? [];
  const offset = row.start + row.text.search(/\S|$/);
  return key === undefined || value === undefined
    ? fault(
        offset,
        `the line "${row.text.trim()}"`,
        'a key and a value, or an entry that begins with "- "',
        'Complete it, or indent it as part of the text before.',
      )
    : fault(offset, 'a colon with no space after it', 'a space', `Write it like this: ${key}: ${value}`);
}

/** A key where a list goes on. */
function besideList(row: Row): SyntaxFault {
  const offset = row.start + row.text.search(/\S/);
  const key = /^[\w-]+/.exec(row.text.trim())?.[0] ?? '';
  return fault(
    offset,
    `the key "${key}" in the place of an entry of the list above`,
    'an entry that begins with "- "',
    `Write "- ${key}: …" if a new entry begins here, or indent it as its neighbours.`,
  );
}

/** A quotation mark or bracket that was opened before and never closed. */
function unclosed(offset: number, text: string, document: Document): SyntaxFault | null {
  let found: SyntaxFault | null = null;
  visit(document, {
    Node(_, node) {
      if (!node.range || node.range[0] > offset) return;
      const [start, end] = node.range;
      const mark = text[start] ?? '';
      const close = CLOSING[mark];
      const isOpen = close !== undefined && (end - start < 2 || text[end - 1] !== close);
      const isMarked = isCollection(node)
        ? node.flow === true
        : isScalar(node) && node.type?.startsWith('QUOTE');
      if (isMarked && isOpen)
        found = fault(start, `a ${mark} that is never closed`, `a ${close} at its end`, 'Close it.');
    },
  });
  return found;
}

const CLOSING: Readonly<Record<string, string>> = { '"': '"', "'": "'", '[': ']', '{': '}' };

interface Row {
  readonly start: number;
  readonly text: string;
  /** What stands after dashes and the key. */
  readonly value: string;
}

function rowAt(text: string, offset: number): Row {
  const start = text.lastIndexOf('\n', offset - 1) + 1;
  const end = text.indexOf('\n', start);
  const row = text.slice(start, end === -1 ? text.length : end).replace(/\r$/, '');
  return { start, text: row, value: row.replace(/^\s*(?:- +)*(?:[\w-]+:\s+)?/, '') };
}

function nextRow(text: string, offset: number): number {
  const end = text.indexOf('\n', offset);
  const start = end === -1 ? offset : end + 1;
  return start + text.slice(start).search(/\S|$/);
}

function isKey(row: string): boolean {
  return /^\s*(?:- )*[\w-]+:(?:\s|$)/.test(row) || /^\s*- /.test(row);
}

function isBracket(char: string | undefined): boolean {
  return char === '}' || char === ']';
}

function fault(offset: number, found: string, expected: string, cure: string): SyntaxFault {
  return { offset, found, expected, cure };
}
