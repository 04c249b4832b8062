// Files that end in `.yml`: they are not read, but the names that they may define must not be taken for unknown.

import { type Problem, START } from './problem.js';
import type { RuleFiles } from './rule-files.js';
import { unreadable, type YamlFile } from './yaml-file.js';

/** What a file that ends in `.yml` would be called; null for others, and where that name is taken. */
export function rightName(file: string, files: RuleFiles): string | null {
  const name = file.replace(/\.yml$/, '.yaml');
  return name === file || files.has(name) ? null : name;
}

/** The files that end in `.yml`, under the names they should have; none of them can be read. */
export function misnamed(files: RuleFiles): readonly (readonly [string, YamlFile])[] {
  return [...files.keys()].flatMap((file) => {
    const name = rightName(file, files);
    return name === null ? [] : [[name, unreadable(file, [wrongName(file, name)])]];
  });
}

function wrongName(file: string, name: string): Problem {
  const cure = `Rename it to "${name}".`;
  const found = 'a file that ends in ".yml", which is not read';
  return { file, ...START, found, expected: 'a name that ends in ".yaml"', cure, severity: 'error' };
}
