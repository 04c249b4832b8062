import type { PathProblem } from '../../router/language/index.js';
import type { Problem } from '../problem.js';
import type { YamlFile } from '../yaml-file.js';

/** Problems that the router tells by their path in a file, with the line and column of that place. */
export function placedProblems(problems: readonly PathProblem[], yaml: YamlFile | null): readonly Problem[] {
  if (yaml === null) return [];
  return problems.map(({ path, found, expected, cure }) => ({
    file: yaml.file,
    ...yaml.at(path),
    found,
    expected,
    cure: sentence(cure),
    severity: 'error',
  }));
}

/** A cure as a sentence of its own. */
export function sentence(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}${/[.?!]$/.test(text) ? '' : '.'}`;
}
