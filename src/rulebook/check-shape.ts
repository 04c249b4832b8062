// Compares a file's value with the zod schema of its kind, and says in an author's words what does not fit.

import { z } from 'zod';
import { cureFor } from './did-you-mean.js';
import type { Position, Problem } from './problem.js';
import type { Path, YamlFile } from './yaml-file.js';

/** The typed value, or null, with all problems of shape. */
export function checkShape<T extends z.ZodType>(
  yaml: YamlFile,
  schema: T,
): { readonly value: z.infer<T> | null; readonly problems: readonly Problem[] } {
  if (yaml.value === undefined) return { value: null, problems: yaml.problems };
  const parsed = schema.safeParse(yaml.value, { error: (issue) => expectation(issue) });
  if (parsed.success) return { value: parsed.data, problems: yaml.problems };
  const problems = parsed.error.issues.flatMap((issue) => problemsOf(issue, [], yaml, schema));
  return { value: null, problems: [...yaml.problems, ...problems] };
}

type Issue = z.core.$ZodIssue;

function problemsOf(issue: Issue, base: Path, yaml: YamlFile, schema: z.ZodType): readonly Problem[] {
  const path = [...base, ...issue.path];
  if (issue.code === 'unrecognized_keys') {
    const known = keysAt(schema, path);
    return issue.keys.map((key) =>
      problem(yaml, yaml.atKey(path, key), `the key "${key}"`, expectedKeys(known), cureFor(key, known)),
    );
  }
  if (issue.code === 'invalid_union') {
    const branch = closestBranch(issue.errors);
    if (branch !== null) return branch.flatMap((inner) => problemsOf(inner, path, yaml, schema));
  }
  if (issue.code === 'invalid_key') {
    const key = String(issue.path.at(-1));
    const where = yaml.atKey(path.slice(0, -1), key);
    const expected = issue.issues[0]?.message ?? 'a name';
    return [problem(yaml, where, `the name "${key}"`, expected, 'Rename it.')];
  }
  return [valueProblem(issue, path, yaml)];
}

function valueProblem(issue: Issue, path: Path, yaml: YamlFile): Problem {
  const value = valueAt(yaml.value, path);
  const last = path.at(-1);
  if (value === undefined && typeof last === 'string')
    return problem(
      yaml,
      yaml.at(path.slice(0, -1)),
      `no "${last}"`,
      `${last}: ${issue.message}`,
      `Add "${last}".`,
    );
  const cure =
    issue.code === 'invalid_value' && typeof value === 'string'
      ? cureFor(value, issue.values.map(String))
      : (CURES[issue.code] ?? 'Correct it.');
  return problem(yaml, yaml.at(path), show(value), issue.message, cure);
}

const CURES: Readonly<Record<string, string>> = {
  invalid_type:
    'Write the value in that form; quote a text that looks like a number, or like true and false.',
  too_small: 'Raise it, or add what is missing.',
  too_big: 'Lower it, or split it.',
};

function problem(yaml: YamlFile, where: Position, found: string, expected: string, cure: string): Problem {
  return { file: yaml.file, ...where, found, expected, cure, severity: 'error' };
}

/** Of the alternatives of a union, the one whose kind of value was given and whose inside is wrong; else null. */
function closestBranch(branches: readonly (readonly Issue[])[]): readonly Issue[] | null {
  const fitting = branches.filter(
    (issues) => !issues.some((issue) => issue.path.length === 0 && issue.code === 'invalid_type'),
  );
  const [first] = fitting.filter((issues) => issues.length > 0);
  const onlyWording = first?.every((issue) => issue.path.length === 0 && issue.code === 'custom');
  return first === undefined || (onlyWording && fitting.length > 1) ? null : first;
}

/** What a schema without words of its own expects. */
function expectation(issue: z.core.$ZodRawIssue): string {
  switch (issue.code) {
    case 'invalid_type':
      return KINDS[issue.expected] ?? issue.expected;
    case 'invalid_value':
      return issue.values.length === 1
        ? show(issue.values[0])
        : `one of ${issue.values.map(String).join(', ')}`;
    case 'too_small':
      return `at least ${issue.minimum}${UNITS[issue.origin] ?? ''}`;
    case 'too_big':
      return `at most ${issue.maximum}${UNITS[issue.origin] ?? ''}`;
    default:
      return 'another value';
  }
}

const KINDS: Readonly<Record<string, string>> = {
  string: 'a text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'a mapping',
  record: 'a mapping',
};
const UNITS: Readonly<Record<string, string>> = { string: ' characters', array: ' entries' };

/** A value as authors know it, short enough for one line. */
function show(value: unknown): string {
  if (value === undefined || value === null) return 'nothing';
  if (Array.isArray(value)) return value.length === 0 ? 'an empty list' : `a list of ${value.length}`;
  if (typeof value === 'object') return Object.keys(value).length === 0 ? 'an empty mapping' : 'a mapping';
  const text = typeof value === 'string' ? JSON.stringify(value) : String(value);
  return text.length > 80 ? `${text.slice(0, 79)}…` : text;
}

function expectedKeys(known: readonly string[]): string {
  return known.length === 0 || known.length > 12 ? 'a known key' : `one of ${known.join(', ')}`;
}

function valueAt(value: unknown, path: Path): unknown {
  return path.reduce<unknown>(
    (inner, key) => (typeof inner === 'object' && inner !== null ? Reflect.get(inner, key) : undefined),
    value,
  );
}

/** The keys that the schema knows of the mapping at a path. */
function keysAt(schema: z.ZodType, path: Path): readonly string[] {
  const reached = path.reduce<readonly z.core.$ZodType[]>(
    (inner, key) => inner.flatMap((one) => step(one, key)),
    [schema],
  );
  return [...new Set(reached.flatMap(mappings).flatMap((mapping) => Object.keys(mapping.shape)))];
}

function step(schema: z.core.$ZodType, key: PropertyKey): readonly z.core.$ZodType[] {
  return alternatives(schema).flatMap((one) => {
    if (one instanceof z.ZodObject) return [one.shape[String(key)]].filter((inner) => inner !== undefined);
    if (one instanceof z.ZodArray) return [one.element];
    if (one instanceof z.ZodRecord) return [one.valueType];
    return [];
  });
}

function mappings(schema: z.core.$ZodType): readonly z.ZodObject[] {
  return alternatives(schema).flatMap((one) => (one instanceof z.ZodObject ? [one] : []));
}

function alternatives(schema: z.core.$ZodType): readonly z.core.$ZodType[] {
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodPrefault)
    return alternatives(schema.unwrap());
  if (schema instanceof z.ZodUnion) return schema.options.flatMap(alternatives);
  return [schema];
}
