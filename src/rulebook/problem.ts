// Mistakes of rule authors: where, what was found, what was expected, what to do.

/** One mistake in one file of the rules folder; lines and columns count from 1. */
export interface Problem {
  /** Path relative to the rules folder. */
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly found: string;
  readonly expected: string;
  readonly cure: string;
  /** Only errors keep a rulebook from being used; a hint is about tidiness. */
  readonly severity: 'error' | 'warning' | 'hint';
}

export interface Position {
  readonly line: number;
  readonly column: number;
}

export const START: Position = { line: 1, column: 1 };

/** A file of the rules folder that must be there and is not; `holds` says what for. */
export function missingFile(file: string, holds: string): Problem {
  const cure = 'Add it, or bring it back from the rules that were shipped.';
  return { file, ...START, found: 'no such file', expected: `a file with ${holds}`, cure, severity: 'error' };
}

/** Problems in the order of files, then lines; what an alias repeats is told once. */
export function sortProblems(problems: readonly Problem[]): readonly Problem[] {
  const sorted = [...problems].sort(
    (a, b) => compare(a.file, b.file) || a.line - b.line || a.column - b.column || compare(a.found, b.found),
  );
  return [...new Map(sorted.map((problem) => [showProblem(problem), problem])).values()];
}

/** One line for people: `incident.yaml:12:5: error: found …, expected …. …`. */
export function showProblem({ file, line, column, severity, found, expected, cure }: Problem): string {
  return `${file}:${line}:${column}: ${severity}: found ${found}, expected ${expected}. ${cure}`;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
