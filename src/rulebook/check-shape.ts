// Compares a file's value with the zod schema of its kind, and says in an author's words what does not fit.

import type { z } from 'zod';
import { wordFor } from './did-you-mean.js';
import { keysMeant, MERGE, textMeant } from './key-problems.js';
import { withKeys } from './mended-keys.js';
import type { Problem } from './problem.js';
import { keysAt } from './schema-paths.js';
import type { Context, Fault, Issue } from './shape-fault.js';
import { problemsOf } from './shape-problems.js';
import { expectation } from './shape-words.js';
import { valueAt } from './value-at.js';
import type { Path, YamlFile } from './yaml-file.js';

/** What a file was found to be. */
export interface Shape<T> {
  /** Null as soon as something does not fit. */
  readonly value: T | null;
  /** The file with misspelt keys under the names that they stand for. */
  readonly mended: YamlFile;
  readonly problems: readonly Problem[];
}

/** The typed value of a file, with all problems of shape; those behind a misspelt key are told beside it. */
export function checkShape<T extends z.ZodType>(yaml: YamlFile, schema: T): Shape<z.infer<T>> {
  if (yaml.value === undefined) return { value: null, mended: yaml, problems: yaml.problems };
  const known = yaml.shaped?.recall<z.infer<T> & object>() ?? null;
  if (known !== null) return { value: known, mended: yaml, problems: yaml.problems };
  const parsed = parse(yaml, schema);
  if (parsed.success) {
    if (typeof parsed.data === 'object' && parsed.data !== null) yaml.shaped?.remember(parsed.data);
    return { value: parsed.data, mended: yaml, problems: yaml.problems };
  }
  const told: Problem[] = [];
  let mended = yaml;
  let faults = faultsIn(parsed.error, yaml);
  for (;;) {
    const context = { yaml: mended, schema };
    const keys = keysMeant(faults, context);
    if (keys.length === 0) {
      told.push(...withoutEchoes(faults, context).flatMap((fault) => problemsOf(fault, context)));
      break;
    }
    told.push(...keys.map(({ problem }) => problem));
    mended = withKeys(mended, keys);
    const again = parse(mended, schema);
    faults = again.success ? [] : faultsIn(again.error, mended);
  }
  return { value: null, mended, problems: [...yaml.problems, ...told.filter((one) => !isTold(one, yaml))] };
}

function parse<T extends z.ZodType>(yaml: YamlFile, schema: T) {
  return schema.safeParse(yaml.value, { error: (issue) => expectation(issue) });
}

function faultsIn({ issues }: z.ZodError, { value }: YamlFile): readonly Fault[] {
  return issues.flatMap((issue) => faultsOf(issue, [], value));
}

/** What YAML itself stumbled over is no value of a wrong kind as well. */
function isTold({ line, column }: Problem, { problems }: YamlFile): boolean {
  return problems.some((told) => told.line === line && told.column === column);
}

/** The issues inside a union are those of the alternative that was meant, where that can be told. */
function faultsOf(issue: Issue, base: Path, root: unknown): readonly Fault[] {
  const path = [...base, ...issue.path];
  const branch = issue.code === 'invalid_union' ? meantBranch(issue.errors, valueAt(root, path)) : null;
  return branch === null ? [{ issue, path }] : branch.flatMap((inner) => faultsOf(inner, path, root));
}

/** Of the alternatives of a union, the one whose kind of value was given; null when it is none, or several. */
function meantBranch(branches: readonly (readonly Issue[])[], value: unknown): readonly Issue[] | null {
  const fitting = branches.filter((issues) => !issues.some((issue) => isOtherKind(issue, value)));
  const [first] = fitting;
  const onlyWording = first?.every((issue) => issue.path.length === 0 && issue.code === 'custom');
  return first === undefined || (onlyWording && fitting.length > 1) ? null : first;
}

function isOtherKind(issue: Issue, value: unknown): boolean {
  if (issue.path.length > 0) return false;
  if (issue.code === 'invalid_type') return true;
  return issue.code === 'invalid_value' && !issue.values.some((known) => typeof known === typeof value);
}

/** A misspelt key is told once: that the key it stands for is missing only follows from it. */
function withoutEchoes(faults: readonly Fault[], { yaml, schema }: Context): readonly Fault[] {
  const meant = new Map<string, readonly string[]>();
  for (const { issue, path } of faults)
    if (issue.code === 'unrecognized_keys')
      meant.set(JSON.stringify(path), keysAround(issue.keys, path, { yaml, schema }));
  const wrongKinds = new Set<string>();
  return faults.filter(({ issue, path }) => {
    const place = JSON.stringify(path);
    // A text where a list belongs is also too long a list to the library.
    if (wrongKinds.has(place)) return false;
    if (issue.code === 'invalid_type') wrongKinds.add(place);
    if (
      issue.code === 'custom' &&
      meant.has(place) &&
      (issue.params === undefined || meant.get(place)?.length)
    )
      return false;
    const missing = meant.get(JSON.stringify(path.slice(0, -1))) ?? [];
    return !(missing.includes(String(path.at(-1))) && valueAt(yaml.value, path) === undefined);
  });
}

/** The known keys that are not missing at a place, since unknown ones may stand for them. */
function keysAround(keys: readonly string[], path: Path, { yaml, schema }: Context): readonly string[] {
  const known = keysAt(schema, path);
  if (path.length === 0 && known.length === 1) return known;
  const isText = textMeant(yaml, schema, path) !== null;
  return keys.flatMap((key) => (isText || key === MERGE ? known : (wordFor(key, known) ?? [])));
}
