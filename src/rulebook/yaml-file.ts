// One YAML file: its value, its problems, and where in the file each part of the value stands.

import {
  type Document,
  isCollection,
  isMap,
  isNode,
  isPair,
  isScalar,
  LineCounter,
  parseDocument,
  visit,
  type YAMLError,
} from 'yaml';
import { firstTooDeep, MOST_LEVELS } from './nesting.js';
import { type Position, type Problem, START } from './problem.js';

export type Path = readonly PropertyKey[];

export interface YamlFile {
  readonly file: string;
  /** Undefined when the file could not be read at all. */
  readonly value: unknown;
  readonly problems: readonly Problem[];
  /** Where the value at a path begins; the nearest enclosing value when there is none. */
  at(path: Path): Position;
  /** Where a key of the mapping at a path stands. */
  atKey(path: Path, key: string): Position;
}

/** Parses one file; bounded in size, depth and aliases, so that no file can exhaust the desk. */
export function readYaml(file: string, bytes: string | Uint8Array): YamlFile {
  const { text, problems } = readUtf8(file, bytes);
  if (text === null) return unreadable(file, problems);
  const tooDeep = firstTooDeep(text);
  if (tooDeep !== null) return deep(file, tooDeep);
  try {
    return parse(file, text);
  } catch (error) {
    // The parser recurses: what the bound above lets through and the stack does not is too deep as well.
    if (error instanceof RangeError) return deep(file, START);
    throw error;
  }
}

/** The text of a file, or null and why it cannot be read. */
export function readUtf8(
  file: string,
  bytes: string | Uint8Array,
): { readonly text: string | null; readonly problems: readonly Problem[] } {
  if (bytes.length > LARGEST_FILE) {
    const found = `a file of ${bytes.length} bytes`;
    return {
      text: null,
      problems: [fault(file, START, found, `at most ${LARGEST_FILE} bytes`, 'Split it.')],
    };
  }
  const text = typeof bytes === 'string' ? bytes : decode(bytes);
  if (text !== null || typeof bytes === 'string') return { text, problems: [] };
  const where = firstBadByte(bytes);
  return {
    text,
    problems: [fault(file, where, 'bytes that are not UTF-8', 'UTF-8', 'Save the file as UTF-8.')],
  };
}

const LARGEST_FILE = 16 * 1024 * 1024;
const MOST_ALIASES = 100;

function parse(file: string, text: string): YamlFile {
  const lines = new LineCounter();
  const document = parseDocument(text, {
    lineCounter: lines,
    prettyErrors: false,
    stringKeys: true,
    // The library compares every key of a mapping with every other; ours is below.
    uniqueKeys: false,
  });
  const position = (offset: number): Position => {
    const { line, col } = lines.linePos(offset);
    return { line: Math.max(1, line), column: Math.max(1, col) };
  };
  const keys = badKeys(document).map(({ offset, what: [found, expected, cure] }) =>
    fault(file, position(offset), found, expected, cure),
  );
  const faults = document.errors.map((error) => problemOf(file, position(error.pos[0]), error));
  const warnings = document.warnings.map((error) => problemOf(file, position(error.pos[0]), error));
  const cut = cutTexts(document).map(({ offset, lost }) => cutText(file, position(offset), lost));
  const problems = [...faults, ...keys, ...warnings, ...cut];
  const place = (found: unknown) => (isNode(found) && found.range ? position(found.range[0]) : null);
  const at = (path: Path): Position => nearest(path, (part) => place(nodeAt(document, part)));
  const atKey = (path: Path, key: string): Position => {
    const map = nodeAt(document, path);
    const pair = isMap(map)
      ? map.items.find((item) => isPair(item) && isScalar(item.key) && item.key.value === key)
      : undefined;
    return place(pair?.key) ?? at(path);
  };
  if (faults.length + keys.length > 0) return { file, value: undefined, problems, at, atKey };
  const value = toValue(document);
  if (value !== undefined) return { file, value, problems, at, atKey };
  const found = 'aliases that unfold to too many values';
  const where = position(firstUnfolding(document));
  return unreadable(file, [fault(file, where, found, `at most ${MOST_ALIASES}`, 'Write the values out.')]);
}

const REPEATED_KEY = [
  'a key that is already in this mapping',
  'each key once',
  'Merge the two, or rename one.',
] as const;

/** The one name that a mapping of JavaScript cannot hold like any other. */
const RESERVED_KEY = ['the key "__proto__"', 'another name', 'Rename it.'] as const;

/** Texts that lose their end: YAML takes ` #incidents` for a comment. Comments of people have a space after the #. */
function cutTexts(document: Document): readonly { readonly offset: number; readonly lost: string }[] {
  const cut: { offset: number; lost: string }[] = [];
  visit(document, {
    Scalar(key, { type, comment, range }) {
      if (key === 'key' || type !== 'PLAIN' || !comment || /^[\s#]/.test(comment)) return;
      cut.push({ offset: range?.[0] ?? 0, lost: `#${comment.split('\n')[0] ?? ''}` });
    },
  });
  return cut;
}

function cutText(file: string, where: Position, lost: string): Problem {
  const found = `a text that ends before "${lost}", which is a comment in YAML`;
  return fault(file, where, found, 'the whole text', 'Put the text in quotes, or leave a space after the #.');
}

/** Keys that their mapping has already, and names that no mapping can hold. */
function badKeys(
  document: Document,
): readonly { readonly offset: number; readonly what: typeof REPEATED_KEY | typeof RESERVED_KEY }[] {
  const bad: { offset: number; what: typeof REPEATED_KEY | typeof RESERVED_KEY }[] = [];
  visit(document, {
    Map(_, map) {
      const seen = new Set<unknown>();
      for (const { key } of map.items) {
        if (!isScalar(key)) continue;
        const offset = key.range?.[0] ?? 0;
        if (key.value === '__proto__') bad.push({ offset, what: RESERVED_KEY });
        else if (seen.has(key.value)) bad.push({ offset, what: REPEATED_KEY });
        seen.add(key.value);
      }
    },
  });
  return bad;
}

/** Where the alias stands whose values, with the aliases inside them, are the first that are too many. */
function firstUnfolding(document: Document): number {
  const inside = new Map<string, number>();
  let first = 0;
  visit(document, {
    Alias(_, { source, range }, within) {
      const unfolded = 1 + (inside.get(source) ?? 0);
      for (const { anchor } of within.filter((node) => isCollection(node)))
        if (anchor !== undefined) inside.set(anchor, (inside.get(anchor) ?? 0) + unfolded);
      const total = Math.max(unfolded, ...inside.values());
      if (total <= MOST_ALIASES) return;
      first = range?.[0] ?? 0;
      return visit.BREAK;
    },
  });
  return first;
}

function toValue(document: Document): unknown {
  try {
    return document.toJS({ maxAliasCount: MOST_ALIASES }) ?? null;
  } catch (error) {
    if (error instanceof ReferenceError) return undefined;
    throw error;
  }
}

function nodeAt(document: Document, path: Path): unknown {
  return path.length === 0 ? document.contents : document.getIn(path, true);
}

function nearest(path: Path, find: (path: Path) => Position | null): Position {
  for (let length = path.length; length >= 0; length--) {
    const found = find(path.slice(0, length));
    if (found !== null) return found;
  }
  return START;
}

function problemOf(file: string, where: Position, error: YAMLError): Problem {
  const known = YAML_PROBLEMS[error.code];
  const found = known?.[0] ?? `YAML that cannot be read (${error.message.replace(/\.?\s*$/, '')})`;
  return {
    file,
    ...where,
    found,
    expected: known?.[1] ?? 'valid YAML',
    cure: known?.[2] ?? 'Look at the quotes, brackets and indentation around this place.',
    severity: error.name === 'YAMLWarning' ? 'warning' : 'error',
  };
}

const YAML_PROBLEMS: Readonly<Record<string, readonly [string, string, string]>> = {
  TAB_AS_INDENT: ['a tab as indentation', 'spaces', 'Replace the tab by spaces.'],
  BAD_INDENT: ['a line indented in another way than its neighbours', 'the same indentation', 'Align it.'],
  MULTIPLE_DOCS: ['a second document ("---")', 'one document a file', 'Remove the "---" line.'],
  BAD_ALIAS: [
    'an alias that cannot be resolved',
    'an anchor written before it',
    'Quote the text if "*" is meant as such.',
  ],
};

function fault(file: string, where: Position, found: string, expected: string, cure: string): Problem {
  return { file, ...where, found, expected, cure, severity: 'error' };
}

function unreadable(file: string, problems: readonly Problem[]): YamlFile {
  return { file, value: undefined, problems, at: () => START, atKey: () => START };
}

function deep(file: string, where: Position): YamlFile {
  const cure = 'Use a named condition of conditions.yaml.';
  return unreadable(file, [
    fault(file, where, 'values nested too deeply', `at most ${MOST_LEVELS} levels`, cure),
  ]);
}

/** The text of bytes, or null; `cut` allows them to end inside a character, which is then left out. */
function decode(bytes: Uint8Array, cut = false): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: cut });
  } catch {
    return null;
  }
}

/** The place of the first byte that is not UTF-8; columns count UTF-16 units, as everywhere here. */
function firstBadByte(bytes: Uint8Array): Position {
  let line = 1;
  for (let from = 0; from < bytes.length; line++) {
    const end = bytes.indexOf(10, from);
    const to = end === -1 ? bytes.length : end;
    const row = bytes.subarray(from, to);
    if (decode(row) === null) return { line, column: soundStart(row).length + 1 };
    from = to + 1;
  }
  return START;
}

/** The longest start of a line that is UTF-8. */
function soundStart(row: Uint8Array): string {
  let sound = '';
  let bad = row.length + 1;
  for (let length = 0; length + 1 < bad; ) {
    const middle = Math.floor((length + bad) / 2);
    const text = decode(row.subarray(0, middle), true);
    if (text === null) bad = middle;
    else {
      length = middle;
      sound = text;
    }
  }
  return sound;
}
