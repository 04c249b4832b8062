// One YAML file: its value, its problems, and where in the file each part of the value stands.

import { type Document, isMap, isNode, isPair, isScalar, LineCounter, parseDocument } from 'yaml';
import { firstTooDeep, MOST_LEVELS } from './nesting.js';
import { type Position, type Problem, START } from './problem.js';
import type { RuleFile } from './rule-files.js';
import { touch, withoutEntries } from './sound-entries.js';
import { readUtf8 } from './utf8.js';
import {
  badAliases,
  badKeys,
  cutTexts,
  firstControlCharacter,
  firstUnfolding,
  MOST_ALIASES,
  withoutControlCharacters,
} from './yaml-nodes.js';
import { syntaxFaults } from './yaml-syntax.js';

export type Path = readonly PropertyKey[];

export interface YamlFile {
  readonly file: string;
  /** Undefined when the file could not be read at all. */
  readonly value: unknown;
  readonly problems: readonly Problem[];
  /** Entries with a mistake that keeps them from being parsed are left out of the value. */
  readonly partial: boolean;
  /** What the schema of its kind made of the value: a file has one kind, and so one schema. Absent without a memory. */
  readonly shaped?: {
    recall<T extends object>(): T | null;
    remember(value: object): void;
  };
  /** Where the value at a path begins; the nearest enclosing value when there is none. */
  at(path: Path): Position;
  /** Where a key of the mapping at a path stands. */
  atKey(path: Path, key: string): Position;
}

/** Parses one file; bounded in size, depth and aliases, so that no file can exhaust the desk. */
export function readYaml(file: string, bytes: RuleFile): YamlFile {
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

/** A file whose value is known already: it is parsed when a place in it is asked for. */
export function knownYaml(file: string, bytes: RuleFile, value: unknown): YamlFile {
  let read: YamlFile | null = null;
  const parsed = (): YamlFile => {
    read ??= readYaml(file, bytes);
    return read;
  };
  return {
    file,
    value,
    problems: [],
    partial: false,
    at: (path) => parsed().at(path),
    atKey: (path, key) => parsed().atKey(path, key),
  };
}

/** Signs that no text has are told, and the file is read without them. */
function parse(file: string, text: string): YamlFile {
  const control = firstControlCharacter(text);
  if (control === null) return parseText(file, text);
  const rows = text.slice(0, control.offset).split('\n');
  const where = { line: rows.length, column: (rows.at(-1)?.length ?? 0) + 1 };
  const yaml = parseText(file, withoutControlCharacters(text));
  const { found, expected, cure } = control;
  return { ...yaml, problems: [fault(file, where, found, expected, cure), ...yaml.problems] };
}

function parseText(file: string, text: string): YamlFile {
  const whole = parseWhole(file, text);
  return whole.stumbles.length === 0 ? whole.yaml : (besideTheBroken(file, text, whole) ?? whole.yaml);
}

/** With so many entries broken a file is better written anew. */
const MOST_BROKEN = 10;

/** What the other entries say where some cannot be parsed; null where they cannot be told apart. */
function besideTheBroken(file: string, text: string, whole: Parsed): YamlFile | null {
  const problems = [...whole.yaml.problems];
  let rest = text;
  let { stumbles } = whole;
  for (let tries = 0; tries < MOST_BROKEN; tries++) {
    const blanked = withoutEntries(rest, stumbles);
    if (blanked === null) return null;
    const next = parseWhole(file, blanked);
    problems.push(...next.yaml.problems);
    if (next.stumbles.length === 0) return { ...next.yaml, problems, partial: true };
    // The parser has stumbled over what follows from the first mistake: nobody knows where that ends.
    if (touch(text, stumbles, next.stumbles)) return null;
    rest = blanked;
    stumbles = next.stumbles;
  }
  return null;
}

/** A file as parsed, and the offsets of the mistakes that keep it from having a value. */
interface Parsed {
  readonly yaml: YamlFile;
  readonly stumbles: readonly number[];
}

function parseWhole(file: string, text: string): Parsed {
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
  const lineOf = (offset: number): number => position(offset).line;
  // Walks through the document cost as much as reading it: most files spare these two.
  const cut = /\s#[^\s#]/.test(text) ? cutTexts(document) : [];
  const broken = syntaxFaults(text, document);
  // What a comment has swallowed may have been the end of a list.
  const faults = [
    ...broken.filter(({ offset }) => !cut.some((end) => lineOf(end.offset) <= lineOf(offset))),
    ...badKeys(document),
    ...(broken.length > 0 || !text.includes('*') ? [] : badAliases(document)),
    ...cut,
  ];
  const problems = faults.map(({ offset, found, expected, cure }) =>
    fault(file, position(offset), found, expected, cure),
  );
  const place = (found: unknown) => (isNode(found) && found.range ? position(found.range[0]) : null);
  const at = (path: Path): Position => nearest(path, (part) => place(nodeAt(document, part)));
  const atKey = (path: Path, key: string): Position => {
    const map = nodeAt(document, path);
    const pair = isMap(map)
      ? map.items.find((item) => isPair(item) && isScalar(item.key) && item.key.value === key)
      : undefined;
    return place(pair?.key) ?? at(path);
  };
  // A text that lost its end to a comment is told, and all else is still looked at; of several documents nobody knows
  // which is meant.
  const stumbles = isSeveral(document)
    ? []
    : faults.filter((one) => !cut.includes(one)).map(({ offset }) => offset);
  const read = { file, problems, partial: false, at, atKey };
  if (stumbles.length > 0 || broken.length > 0) return { yaml: { ...read, value: undefined }, stumbles };
  const value = toValue(document);
  if (value !== undefined) return { yaml: { ...read, value }, stumbles };
  const found = 'aliases that unfold to too many values';
  const where = position(firstUnfolding(document));
  const bomb = fault(file, where, found, `at most ${MOST_ALIASES}`, 'Write the values out.');
  return { yaml: unreadable(file, [bomb]), stumbles };
}

function isSeveral({ errors }: Document): boolean {
  return errors.some(({ code }) => code === 'MULTIPLE_DOCS');
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

function fault(file: string, where: Position, found: string, expected: string, cure: string): Problem {
  return { file, ...where, found, expected, cure, severity: 'error' };
}

/** A file of which nothing can be told but why. */
export function unreadable(file: string, problems: readonly Problem[]): YamlFile {
  return { file, value: undefined, problems, partial: false, at: () => START, atKey: () => START };
}

function deep(file: string, where: Position): YamlFile {
  const cure = 'Use a named condition of conditions.yaml.';
  return unreadable(file, [
    fault(file, where, 'values nested too deeply', `at most ${MOST_LEVELS} levels`, cure),
  ]);
}
