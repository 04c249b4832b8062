// An issue of zod as a problem of a file: its place, and words for it.

import { z } from 'zod';
import { unknownKey, wrongName } from './key-problems.js';
import type { Position, Problem } from './problem.js';
import { adviceAt, keysAt } from './schema-paths.js';
import type { Context, Fault } from './shape-fault.js';
import { cureOf, show } from './shape-words.js';
import { valueAt } from './value-at.js';
import type { YamlFile } from './yaml-file.js';

export function problemsOf(fault: Fault, context: Context): readonly Problem[] {
  const { issue, path } = fault;
  if (issue.code === 'unrecognized_keys')
    return issue.keys.map((key) => unknownKey(key, path, context).problem);
  if (issue.code === 'invalid_key') return [wrongName(issue, path, context)];
  return [valueProblem(fault, context)];
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
