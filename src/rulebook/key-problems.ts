// Keys that a mapping does not know: what is said of them, and what they were meant to be.

import type { z } from 'zod';
import { wordFor } from './did-you-mean.js';
import type { KeyMeant } from './mended-keys.js';
import type { Position, Problem } from './problem.js';
import { adviceAt, keysAt, takesText } from './schema-paths.js';
import type { Context, Fault } from './shape-fault.js';
import { tightColon } from './shape-words.js';
import { slugOf } from './slug.js';
import { valueAt } from './value-at.js';
import type { Path, YamlFile } from './yaml-file.js';

/** The key by which YAML once merged mappings. */
export const MERGE = '<<';

type InvalidKey = Extract<z.core.$ZodIssue, { code: 'invalid_key' }>;

/** A wrong key with what is said of it. */
export interface MendedKey extends KeyMeant {
  readonly problem: Problem;
}

/** The keys of which it can be told what they stand for, where that is not written as well. */
export function keysMeant(faults: readonly Fault[], context: Context): readonly MendedKey[] {
  const taken = new Set<string>();
  return faults
    .flatMap((fault) => wrongKeys(fault, context))
    .filter(({ path, meant }) => {
      const around = valueAt(context.yaml.value, path);
      const place = JSON.stringify([...path, meant]);
      if (typeof around !== 'object' || around === null) return false;
      if (Object.hasOwn(around, meant) || taken.has(place)) return false;
      taken.add(place);
      return true;
    });
}

function wrongKeys({ issue, path }: Fault, context: Context): readonly MendedKey[] {
  if (issue.code === 'unrecognized_keys')
    return issue.keys.flatMap((key) => {
      const { meant, problem } = unknownKey(key, path, context);
      return meant === null ? [] : [{ path, key, meant, problem }];
    });
  if (issue.code !== 'invalid_key') return [];
  const key = String(path.at(-1));
  const meant = slugOf(key);
  return meant === null
    ? []
    : [{ path: path.slice(0, -1), key, meant, problem: wrongName(issue, path, context) }];
}

/** What is said of a key that a mapping does not know, and the known one that it stands for where that can be told. */
export function unknownKey(
  key: string,
  path: Path,
  context: Context,
): { readonly problem: Problem; readonly meant: string | null } {
  const { yaml } = context;
  const { expected, cure, meant = null } = readKey(key, path, context);
  return { problem: problem(yaml, yaml.atKey(path, key), `the key "${key}"`, expected, cure), meant };
}

interface KeyRead {
  readonly expected: string;
  readonly cure: string;
  readonly meant?: string;
}

function readKey(key: string, path: Path, context: Context): KeyRead {
  const { yaml, schema } = context;
  const known = keysAt(schema, path);
  if (key === MERGE)
    return { expected: 'every mapping written out', cure: 'Share a named condition instead.' };
  const text = textMeant(yaml, schema, path);
  if (text !== null) return { expected: 'a text', cure: `Put it in quotes if it is one text: "${text}".` };
  const tight = tightColon(key, known);
  if (tight !== null) return { expected: 'a space after the colon', cure: `Did you mean "${tight}"?` };
  const { foreign = {} } = adviceAt(schema, path);
  const expected = keysExpected(known);
  const told = (Object.hasOwn(foreign, key) ? foreign[key] : null) ?? homeOf(key, path, context);
  if (told !== null) return { expected, cure: told };
  const meant = wordFor(key, known);
  if (meant !== null) return { expected, cure: `Did you mean "${meant}"?`, meant };
  return { expected, cure: headOf(path, known) ?? 'Use one of these.' };
}

function keysExpected(known: readonly string[]): string {
  if (known.length === 0) return 'a known key';
  return known.length === 1 ? `"${known[0]}"` : `one of ${known.join(', ')}`;
}

/** Entries that stand at the beginning of a file that holds them under one key. */
function headOf(path: Path, [head, ...more]: readonly string[]): string | null {
  if (path.length > 0 || more.length > 0 || head === undefined) return null;
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

export function wrongName(issue: InvalidKey, path: Path, { yaml }: Context): Problem {
  const key = String(path.at(-1));
  const where = yaml.atKey(path.slice(0, -1), key);
  const meant = slugOf(key);
  const cure = meant === null ? 'Rename it.' : `Did you mean "${meant}"?`;
  return problem(yaml, where, `the name "${key}"`, issue.issues[0]?.message ?? 'a name', cure);
}

function problem(yaml: YamlFile, where: Position, found: string, expected: string, cure: string): Problem {
  return { file: yaml.file, ...where, found, expected, cure, severity: 'error' };
}
