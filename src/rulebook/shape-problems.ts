// An issue of zod as a problem of a file: its place, and words for it.

import { z } from 'zod';
import { cureFor, wordFor } from './did-you-mean.js';
import type { Position, Problem } from './problem.js';
import { adviceAt, keysAt, takesText } from './schema-paths.js';
import { cureOf, show, tightColon } from './shape-words.js';
import { slugOf } from './slug.js';
import { valueAt } from './value-at.js';
import type { Path, YamlFile } from './yaml-file.js';

export type Issue = z.core.$ZodIssue;

/** An issue with its place in the whole file. */
export interface Fault {
  readonly issue: Issue;
  readonly path: Path;
}

export interface Context {
  readonly yaml: YamlFile;
  readonly schema: z.ZodType;
}

/** The key by which YAML once merged mappings. */
export const MERGE = '<<';

export function problemsOf(fault: Fault, context: Context): readonly Problem[] {
  const { issue, path } = fault;
  if (issue.code === 'unrecognized_keys') return issue.keys.map((key) => unknownKey(key, path, context));
  if (issue.code === 'invalid_key') return [wrongName(issue, path, context.yaml)];
  return [valueProblem(fault, context)];
}

function unknownKey(key: string, path: Path, { yaml, schema }: Context): Problem {
  const known = keysAt(schema, path);
  const where = yaml.atKey(path, key);
  const found = `the key "${key}"`;
  const text = textMeant(yaml, schema, path);
  if (key === MERGE)
    return problem(yaml, where, found, 'every mapping written out', 'Share a named condition instead.');
  if (text !== null)
    return problem(yaml, where, found, 'a text', `Put it in quotes if it is one text: "${text}".`);
  const tight = tightColon(key, known);
  if (tight !== null)
    return problem(yaml, where, found, 'a space after the colon', `Did you mean "${tight}"?`);
  const { foreign = {} } = adviceAt(schema, path);
  const told = Object.hasOwn(foreign, key) ? foreign[key] : null;
  const cure =
    told ?? homeOf(key, path, { yaml, schema }) ?? headOf(key, path, known) ?? cureFor(key, known, 'listed');
  return problem(yaml, where, found, keysExpected(known), cure);
}

function keysExpected(known: readonly string[]): string {
  if (known.length === 0) return 'a known key';
  return known.length === 1 ? `"${known[0]}"` : `one of ${known.join(', ')}`;
}

/** Entries that stand at the beginning of a file that holds them under one key. */
function headOf(key: string, path: Path, known: readonly string[]): string | null {
  const [head] = known;
  if (path.length > 0 || known.length !== 1 || head === undefined || wordFor(key, known) !== null)
    return null;
  return `Write "${head}:" on a line above it, and indent all that belongs there.`;
}

/** A key that stands beside the mapping it belongs into, as when its line is not indented. */
function homeOf(key: string, path: Path, { schema }: Context): string | null {
  const within = keysAt(schema, path).filter((beside) => keysAt(schema, [...path, beside]).includes(key));
  return within.length === 1 ? `It belongs under "${within[0]}": indent it, and put it there.` : null;
}

/** The text that somebody wrote without quotes and that YAML took for a mapping, as in `- Error: cannot pay`. */
export function textMeant(yaml: YamlFile, schema: z.ZodType, path: Path): string | null {
  const value = valueAt(yaml.value, path);
  if (typeof value !== 'object' || value === null || !takesText(schema, path)) return null;
  const [[key, rest] = [], ...more] = Object.entries(value);
  if (key === undefined || more.length > 0 || typeof rest === 'object') return null;
  return keysAt(schema, path).includes(key) ? null : `${key}: ${String(rest)}`;
}

function wrongName(issue: Extract<Issue, { code: 'invalid_key' }>, path: Path, yaml: YamlFile): Problem {
  const key = String(path.at(-1));
  const where = yaml.atKey(path.slice(0, -1), key);
  const meant = slugOf(key);
  const cure = meant === null ? 'Rename it.' : `Did you mean "${meant}"?`;
  return problem(yaml, where, `the name "${key}"`, issue.issues[0]?.message ?? 'a name', cure);
}

function valueProblem({ issue, path }: Fault, { yaml, schema }: Context): Problem {
  const value = valueAt(yaml.value, path);
  const last = path.at(-1);
  const advice = adviceAt(schema, path);
  const told = issue.code === 'custom' ? TOLD.safeParse(issue.params) : null;
  if (told?.success) {
    const where = typeof last === 'string' ? yaml.atKey(path.slice(0, -1), last) : yaml.at(path);
    return problem(yaml, where, told.data.found, issue.message, told.data.cure);
  }
  if (value === undefined && typeof last === 'string') {
    const cure = `Add "${last}"${advice.example === undefined ? '.' : `, like this: ${advice.example}`}`;
    return problem(yaml, yaml.at(path.slice(0, -1)), `no "${last}"`, `${last}: ${issue.message}`, cure);
  }
  if (path.length === 0 && value === null && advice.example === undefined && keysAt(schema, path).length > 1)
    return problem(
      yaml,
      yaml.at(path),
      'an empty file',
      `the keys ${keysAt(schema, path).join(', ')}`,
      'Bring it back from the rules that were shipped, and change it.',
    );
  const found = path.length === 0 && value === null ? 'an empty file' : show(value);
  return problem(yaml, yaml.at(path), found, issue.message, cureOf(issue, value, advice));
}

/** What a schema says itself of a mapping whose keys do not fit together. */
const TOLD = z.object({ found: z.string(), cure: z.string() });

function problem(yaml: YamlFile, where: Position, found: string, expected: string, cure: string): Problem {
  return { file: yaml.file, ...where, found, expected, cure, severity: 'error' };
}
